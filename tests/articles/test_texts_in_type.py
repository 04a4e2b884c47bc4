"""The texts that readers see are set when they go out, and pages are made of what was set."""

import pytest
from django.core.management import call_command

from articles import copies, dependence, workflow
from articles.body import matter
from articles.models import Newspaper, PublishedStory, Story, Typeset
from tests import factories

pytestmark = pytest.mark.django_db

TO = '<p>See <a data-story="{0}">this</a>.</p><aside data-read-also="{0}" data-label="related">'


@pytest.fixture
def parsing(monkeypatch):
    """The bodies that were parsed to be shown."""
    parsed, bodies = matter.parsed, []
    monkeypatch.setattr(matter, "parsed", lambda body: bodies.append(body) or parsed(body))
    return bodies


def text_on(page):
    return page.content.decode().partition('<div class="body">')[2].partition("<footer")[0]


def shown(client, story):
    """A story's page, and what it says that it depends on."""
    with dependence.recording() as page:
        response = client.get(story.published.get_absolute_url())
    assert response.status_code == 200
    return text_on(response), page.names


def test_a_page_is_made_of_what_was_set_and_is_the_parsed_one(client, parsing):
    ferry = factories.published_story(headline="Ferry saved")
    story = factories.published_story(body=TO.format(ferry.pk) + "<h2>Then</h2><p>More.</p>")
    parsing.clear()
    text, names = shown(client, story)
    assert parsing == []
    assert "Ferry saved" in text
    Typeset.objects.all().delete()  # as an older release left it
    assert shown(client, story) == (text, names)
    assert parsing
    assert f"story:{ferry.pk}" in names


def test_what_a_text_leads_to_is_what_is_true_now(client, editor, parsing):
    ferry = factories.published_story(headline="Ferry saved")
    story = factories.published_story(body=TO.format(ferry.pk))
    PublishedStory.objects.filter(pk=ferry.pk).update(headline="Ferry lost", slug="lost")
    parsing.clear()
    text, _names = shown(client, story)
    assert "Ferry lost" in text
    assert "/lost/" in text
    workflow.withdraw(ferry, by=editor, note="Wrong.")
    text, _names = shown(client, story)
    assert "Ferry lost" not in text
    assert "<p>See this.</p>" in text
    assert story.pk in Typeset.objects.values_list("pk", flat=True)


def test_an_update_is_set_anew(client, editor, parsing):
    story = factories.published_story(by=editor, body="<p>Before.</p>")
    Story.objects.filter(pk=story.pk).update(body="<p>After.</p>")
    workflow.save(Story.objects.get(pk=story.pk), by=editor)
    story = workflow.publish_update(Story.objects.get(pk=story.pk), by=editor)
    parsing.clear()
    text, _names = shown(client, story)
    assert "<p>After.</p>" in text
    assert "Before" not in text
    assert parsing == []


def test_a_body_changed_past_the_desk_is_shown_as_it_is(client):
    story = factories.published_story(body="<p>Before.</p>")
    PublishedStory.objects.update(body="<p>After.</p>")
    text, _names = shown(client, story)
    assert "<p>After.</p>" in text
    assert "Before" not in text


def test_what_readers_lose_is_not_kept_in_type(editor):
    story = factories.published_story(by=editor)
    assert Typeset.objects.count() == 1
    workflow.withdraw(story, by=editor, note="Wrong.")
    assert Typeset.objects.count() == 0


def test_texts_that_came_by_another_way_are_set_by_command(client, parsing, capsys):
    stories = [factories.published_story(body=f"<p>Number {number}.</p>") for number in range(3)]
    Typeset.objects.all().delete()
    call_command("typeset", "rebuild", "--after", stories[0].pk)
    assert f"typeset rebuild --after {stories[2].pk}" in capsys.readouterr().out
    assert set(Typeset.objects.values_list("pk", flat=True)) == {one.pk for one in stories[1:]}
    assert list(copies.set_in_type_anew()) == [stories[2].pk]
    parsing.clear()
    assert "Number 0." in shown(client, stories[0])[0]
    assert parsing == []


def test_a_feed_of_whole_texts_is_made_of_what_was_set(client, parsing):
    Newspaper(pk=1, name="Paper", feed_text="full").save()
    factories.published_story(body="<p>All of the text.</p>")
    parsing.clear()
    response = client.get("/feed/")
    assert "All of the text." in response.content.decode()
    assert parsing == []

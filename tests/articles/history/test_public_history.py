"""What readers find of a story's history: what they have seen, and nothing that is not public."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Newspaper, PublishedVersion, Story
from articles.views import history
from tests import factories

from .pages import asked_by, saved, updated_story

pytestmark = pytest.mark.django_db


def address_of(story):
    return Story.objects.get(pk=story.pk).published.get_history_url()


def page_of(client, story, query=""):
    response = client.get(address_of(story) + query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def told(client, story):
    return client.get(address_of(story)).context["told"]


def test_each_version_shows_what_it_changed_in_the_one_before(client, editor):
    story = updated_story("Ferry saved by one vote.", "Ferry lost by one vote.", by=editor)
    page = page_of(client, story)
    assert "lost" in page
    assert "saved" in page
    newest, first = told(client, story)
    assert [change.name for change in newest.changes] == ["body"]
    assert first.is_first


def test_the_story_page_leads_to_its_history_once_there_is_one(client, editor):
    once, twice = updated_story("One.", by=editor), updated_story("One.", "Two.", by=editor)
    words = "How this story changed"
    assert words not in client.get(once.published.get_absolute_url()).content.decode()
    page = client.get(twice.published.get_absolute_url()).content.decode()
    assert words in page
    assert f'href="{address_of(twice)}"' in page


def test_a_story_that_never_changed_says_so(client, editor):
    story = updated_story("One.", by=editor)
    assert "The first version that is shown here." in page_of(client, story)
    story.versions.all().delete()
    assert "has not changed since" in page_of(client, story)


def test_saves_that_were_never_published_stay_at_the_desk(client, editor):
    story = updated_story("One thing.", "Two things.", by=editor)
    saved(story, editor, body="<p>A rumour about somebody.</p>")
    saved(story, editor, body="<p>Three things.</p>")
    workflow.publish_update(story, by=editor)
    page = page_of(client, story)
    assert "rumour" not in page
    assert "Three" in page


def test_what_readers_never_see_of_a_story_is_not_told(client, editor):
    story = updated_story("One.", by=editor)
    saved(story, editor, replies_open=False, slug="an-address-of-its-own")
    workflow.publish_update(story, by=editor)
    page = page_of(client, story)
    assert "Nothing in the story itself changed." in page
    assert "replies" not in page.split("<main")[1].split("</main>")[0].lower()


def test_the_setting_of_the_paper_closes_every_history(client, editor):
    Newspaper.objects.update_or_create(pk=1, defaults={"public_history": False})
    story = updated_story("One.", "Two.", by=editor)
    assert client.get(address_of(story)).status_code == 404
    page = client.get(story.published.get_absolute_url()).content.decode()
    assert "How this story changed" not in page


def test_a_withheld_version_is_said_to_be_and_none_of_its_words_are_shown(client, editor):
    story = updated_story("One plain line.", "Libel of Mr Wend.", "A plain line.", by=editor)
    workflow.withhold(story.versions.newest_first()[1], by=editor, reason="Secret reason.")
    page = page_of(client, story)
    assert "withheld" in page
    assert "Libel" not in page
    assert "Wend" not in page
    assert "Secret reason" not in page
    newest = told(client, story)[0]
    pieces = [piece.text for change in newest.changes for piece in change.parts[0].pieces]
    assert "One " in "".join(pieces)


def test_the_versions_before_a_withdrawal_are_over(client, editor):
    story = updated_story("The old mistake.", "Another mistake.", by=editor)
    workflow.withdraw(story, by=editor, note="Wrong.")
    story = saved(story, editor, body="<p>All is right.</p>")
    workflow.publish(story, by=editor)
    assert len(told(client, story)) == 1
    assert "mistake" not in page_of(client, story)
    page = client.get(address_of(story).removesuffix("history/")).content.decode()
    assert "How this story changed" not in page


def test_a_story_that_is_not_public_has_no_history(client, editor):
    story = updated_story("One.", "Two.", by=editor)
    address = address_of(story)
    workflow.withdraw(story, by=editor, note="Wrong.")
    assert client.get(address).status_code == 410
    scheduled = updated_story("One.", "Two.", by=editor)
    address = address_of(scheduled)
    until = timezone.now() + timedelta(days=1)
    workflow.embargo(scheduled, until=until, by=editor)
    assert client.get(address).status_code == 404
    assert client.get("/2026/02/30/no-such-day/history/").status_code == 404
    assert client.get("/2026/02/03/no-such-story/history/").status_code == 404


def test_a_version_whose_moment_has_not_come_is_not_told(client, editor):
    story = updated_story("One.", "Two.", by=editor)
    newest = story.versions.newest_first().first()
    later = timezone.now() + timedelta(hours=1)
    PublishedVersion.objects.filter(pk=newest.pk).update(shown_from=later)
    assert len(told(client, story)) == 1


def test_a_target_that_is_not_public_now_is_never_named(client, editor):
    hidden = factories.published_story(headline="The secret plan", by=editor)
    public = factories.published_story(headline="The public plan", by=editor)
    story = updated_story("One.", by=editor)
    for target in (hidden, public):
        body = (
            f'<p>See <a data-story="{target.pk}">this</a>.</p>'
            f'<aside data-read-also="{target.pk}" data-label="read-also"></aside>'
        )
        saved(story, editor, body=body)
        workflow.publish_update(story, by=editor)
    assert "The secret plan" in page_of(client, story)
    workflow.withdraw(hidden, by=editor, note="Wrong.")
    page = page_of(client, story)
    assert "The secret plan" not in page
    assert f"story {hidden.pk}" not in page
    assert "The public plan" in page


def test_a_headline_of_the_desk_alone_is_not_told_of_a_target(client, editor):
    target = factories.published_story(headline="As readers know it", by=editor)
    saved(target, editor, headline="A working headline")
    story = updated_story("One.", by=editor)
    saved(story, editor, body=f'<p>See <a data-story="{target.pk}">this</a>.</p>')
    workflow.publish_update(story, by=editor)
    page = page_of(client, story)
    assert "A working headline" not in page
    assert "As readers know it" in page


def test_a_picture_that_left_the_library_leaves_no_words(client, editor):
    picture = factories.picture(caption="A private house")
    story = updated_story("One.", by=editor)
    saved(story, editor, body=f'<p>One.</p><figure data-picture="{picture.pk}"></figure>')
    workflow.publish_update(story, by=editor)
    saved(story, editor, body="<p>One more.</p>")
    workflow.publish_update(story, by=editor)
    picture.delete()
    page = page_of(client, story)
    assert "A private house" not in page
    assert "a picture" not in page


def test_a_picture_that_readers_do_not_see_any_more_is_not_named(client, editor):
    lead, taken_out, stays = (
        factories.picture(caption=words) for words in ("A first lead", "A private house", "A pier")
    )
    story = updated_story("One.", by=editor, lead_picture=lead)
    figures = [f'<figure data-picture="{one.pk}"></figure>' for one in (taken_out, stays)]
    saved(story, editor, body=f"<p>One.</p>{''.join(figures)}")
    workflow.publish_update(story, by=editor)
    page = page_of(client, story)
    assert "A private house" in page
    saved(story, editor, body=f"<p>One.</p>{figures[1]}", lead_picture=stays)
    workflow.publish_update(story, by=editor)
    page = page_of(client, story)
    assert "A private house" not in page
    assert "A first lead" not in page
    assert "a picture" in page
    assert "A pier" in page


def test_search_engines_are_asked_to_pass_the_history_over(client, editor):
    story = updated_story("One.", "Two.", by=editor)
    response = client.get(address_of(story))
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_the_history_costs_the_same_for_two_versions_and_for_nine(client, editor):
    texts = [f"Text number {number} of it." for number in range(9)]
    few, many = (
        asked_by(client, address_of(updated_story(*some, by=editor))) for some in (texts[:2], texts)
    )
    assert len(few) == len(many) < 12


def test_a_long_history_is_told_a_page_at_a_time_and_every_version_once(
    client, editor, monkeypatch
):
    monkeypatch.setattr(history, "PAGE", 3)
    story = updated_story(*[f"Text number {number}." for number in range(8)], by=editor)
    newest = list(story.versions.newest_first())
    workflow.withhold(newest[3], by=editor, reason="Withheld at the seam.")
    address, seen, query = address_of(story), [], ""
    while True:
        response = client.get(address + query)
        seen += [one.version for one in response.context["told"]]
        unchanged = [
            one for one in response.context["told"] if not one.changes and not one.is_first
        ]
        assert {one.version for one in unchanged} <= {newest[3]}
        query = response.context["older_url"]
        if not query:
            break
    assert seen == newest
    assert [one.is_first for one in response.context["told"]][-1]


@pytest.mark.parametrize("before", ["x", "%00", "0", "9" * 40, "-1", "999999"])
def test_a_nonsensical_page_is_not_found(client, editor, before):
    story = updated_story("One.", "Two.", by=editor)
    assert client.get(f"{address_of(story)}?before={before}").status_code == 404


def test_a_page_is_only_of_versions_of_this_story(client, editor):
    story, other = (updated_story("One.", "Two.", by=editor) for _ in range(2))
    foreign = other.versions.newest_first().first()
    assert client.get(f"{address_of(story)}?before={foreign.pk}").status_code == 404


def test_the_history_is_read_and_never_written(client, editor):
    story = updated_story("One.", "Two.", by=editor)
    assert client.post(address_of(story)).status_code == 405


def test_no_markup_of_a_text_reaches_the_page(client, editor):
    story = updated_story("One.", "&lt;script&gt;alert(1)&lt;/script&gt; here.", by=editor)
    saved(story, editor, headline="<img src=x onerror=alert(1)>")
    workflow.publish_update(story, by=editor)
    page = page_of(client, story)
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_text_of_a_whole_book_is_said_to_have_changed_and_not_compared(
    client, editor, monkeypatch
):
    monkeypatch.setattr(history, "LONGEST", 40)
    story = updated_story("One line of it.", "A line of it. " * 5, by=editor)
    saved(story, editor, headline="Another")
    workflow.publish_update(story, by=editor)
    newest, before, _first = told(client, story)
    assert [change.name for change in newest.changes] == ["headline"]
    assert before.changes[0].parts == []
    assert "too long to be compared" in page_of(client, story)

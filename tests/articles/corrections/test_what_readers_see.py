"""Corrections before readers: on the story, on a page of their own, in feeds, in data."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Newspaper, PublishedStory, Story
from tests import factories

pytestmark = pytest.mark.django_db


def shown(client, story):
    return client.get(story.get_absolute_url()).text


def data_of(page):
    return json.loads(page.partition('<script type="application/ld+json">')[2].split("<")[0])


def test_a_correction_stands_under_the_story_or_above_its_text(client, editor):
    story = factories.published_story(by=editor, body="<p>The text itself.</p>")
    workflow.correct(story, "Said at the foot.", by=editor)
    workflow.correct(story, "Said at the top.", by=editor, place="top")
    page = shown(client, story)
    assert (
        page.index("<p>Said at the top.")
        < page.index("<p>The text itself.")
        < page.index("<p>Said at the foot.")
    )


def test_a_clarification_is_called_one(client, editor):
    story = factories.published_story(by=editor)
    workflow.correct(story, "We meant the old bridge.", by=editor, kind="clarification")
    page = shown(client, story)
    assert '<h2 class="story__small-title" id="corrections-foot">Clarification</h2>' in page
    workflow.correct(story, "It was Tuesday.", by=editor)
    page = shown(client, story)
    assert '<h2 class="story__small-title" id="corrections-foot">Corrections</h2>' in page
    assert "Clarification, " in page


def test_what_was_wrong_is_said(client, editor):
    story = factories.published_story(by=editor)
    workflow.correct(story, "It was Tuesday.", wrong="We said Monday.", by=editor)
    for page in (shown(client, story), client.get("/corrections/").text):
        assert "What was wrong: We said Monday." in page


def test_of_a_chain_the_newest_stands_and_the_older_stay_readable_in_it(client, editor):
    story = factories.published_story(by=editor)
    long_ago = timezone.now() - timedelta(days=9)
    first = workflow.correct(story, "It was Tuesday.", by=editor, at=long_ago)
    second = workflow.correct(story, "It was Friday.", by=editor, supersedes=first)
    workflow.correct(story, "It was Sunday.", by=editor, supersedes=second)
    for page in (shown(client, story), client.get("/corrections/").text):
        assert page.count('<li class="correction"') == 1
        assert page.count("Replaces a correction of") == 2
        assert page.index("It was Sunday.") < page.index("It was Friday.")
        assert page.index("It was Friday.") < page.index("It was Tuesday.")


def test_search_engines_are_told_what_was_wrong_and_what_is_right(client, editor):
    story = factories.published_story(by=editor)
    old = workflow.correct(story, "It was Friday.", by=editor)
    new = workflow.correct(
        story, "It was Tuesday.", wrong="We said Monday </script>.", by=editor, supersedes=old
    )
    (comment,) = data_of(shown(client, story))["correction"]
    assert comment["@type"] == "CorrectionComment"
    assert comment["name"] == "Correction"
    assert comment["text"] == "It was Tuesday."
    assert comment["description"] == "We said Monday </script>."
    assert comment["url"].endswith(f"{story.get_absolute_url()}#correction-{new.pk}")


def test_the_storys_place_in_its_feed_says_what_was_corrected(client, editor):
    story = factories.published_story(by=editor, standfirst="In short.")
    workflow.correct(story, "It was Tuesday.", by=editor)
    feed = client.get("/feed/").text
    assert "In short." in feed
    assert ": It was Tuesday.</description>" in feed


@pytest.mark.parametrize("stories", [1, 12])
def test_the_feed_costs_the_same_however_many_corrections(
    client, editor, stories, django_assert_num_queries
):
    for _story in range(stories):
        story = factories.published_story(by=editor)
        for number in range(3):
            workflow.correct(story, f"It was {number}.", by=editor)
    client.get("/feed/")
    with django_assert_num_queries(7):
        client.get("/feed/")


# -- The page and its feed


def test_the_page_and_the_feed_name_the_story_and_lead_to_the_place(client, editor):
    story = factories.published_story(by=editor, headline="The ferry")
    correction = workflow.correct(story, "It was Tuesday.", wrong="We said Monday.", by=editor)
    place = f"{story.get_absolute_url()}#correction-{correction.pk}"
    assert f'href="{place}"' in client.get("/corrections/").text
    assert f'id="correction-{correction.pk}"' in shown(client, story)
    feed = client.get("/corrections/feed/")
    assert feed.headers["Content-Type"].startswith("application/rss+xml")
    for words in ("Correction: The ferry", "It was Tuesday.", "We said Monday.", place):
        assert words in feed.text
    assert "/corrections/feed/" in client.get("/corrections/").text


def test_a_correction_leads_to_what_changed_where_the_paper_shows_it(client, editor):
    story = factories.published_story(by=editor, body="<p>It was Monday.</p>")
    workflow.correct(story, "It was Tuesday.", wrong="It was Monday.", by=editor)
    assert "What changed in the story" not in client.get("/corrections/").content.decode()
    Story.objects.filter(pk=story.pk).update(body="<p>It was Tuesday.</p>")
    workflow.publish_update(story, by=editor)
    page = client.get("/corrections/").content.decode()
    assert "What changed in the story" in page
    history = Story.objects.get(pk=story.pk).published.get_history_url()
    assert f'href="{history}"' in page
    assert "Tuesday" in client.get(history).content.decode()
    Newspaper.objects.update_or_create(pk=1, defaults={"public_history": False})
    assert "What changed in the story" not in client.get("/corrections/").content.decode()


def test_the_feed_says_that_a_correction_replaces_another(client, editor):
    story = factories.published_story(by=editor)
    old = workflow.correct(story, "It was Tuesday.", by=editor)
    workflow.correct(story, "It was Friday.", by=editor, supersedes=old)
    feed = client.get("/corrections/feed/").text
    assert feed.count("<item>") == 1
    assert "This replaces what we said on" in feed


@pytest.mark.parametrize("hidden", ["withdrawn", "embargoed", "over"])
def test_corrections_of_what_readers_do_not_see_are_not_listed(client, editor, hidden):
    story = factories.published_story(by=editor)
    workflow.correct(story, "It was Tuesday.", by=editor)
    if hidden == "withdrawn":
        workflow.withdraw(story, by=editor, note="A mistake.")
    elif hidden == "embargoed":
        PublishedStory.objects.update(embargo_until=timezone.now() + timedelta(hours=1))
    else:
        PublishedStory.objects.update(withdraw_at=timezone.now())
    for address in ("/corrections/", "/corrections/feed/"):
        assert "It was Tuesday." not in client.get(address).text
    assert "Nothing has had to be corrected yet." in client.get("/corrections/").text


def test_the_page_turns_to_older_and_newer_ones_and_its_addresses_stay(client, editor):
    story = factories.published_story(by=editor)
    moment = timezone.now()
    for number in range(45):
        at = moment - timedelta(minutes=number // 2)  # two at the same moment
        workflow.correct(story, f"Number {number:02}.", by=editor, at=at)
    seen, address, pages = [], "/corrections/", []
    while address:
        context = client.get(address).context
        pages.append([one.pk for one in context["corrections"]])
        seen += pages[-1]
        older = address if context["older_url"] else ""
        address = f"/corrections/{context['older_url']}" if context["older_url"] else ""
    assert older == ""
    assert [len(page) for page in pages] == [20, 20, 5]
    assert seen == list(story.corrections.newest_first().values_list("pk", flat=True))
    second = client.get("/corrections/").context["older_url"]
    before = client.get(f"/corrections/{second}").context["corrections"]
    workflow.correct(story, "The newest.", by=editor)
    after = client.get(f"/corrections/{second}").context["corrections"]
    assert [one.pk for one in before] == [one.pk for one in after]
    newer = client.get(f"/corrections/{second}").context["newer_url"]
    assert client.get(f"/corrections/{newer}").status_code == 200


@pytest.mark.parametrize(
    "token", ["2", "older-1-", "older-x-1", "newer-999999999999999999-1", "%00"]
)
def test_a_page_that_is_not_there_is_404(client, editor, token):
    workflow.correct(factories.published_story(by=editor), "It was Tuesday.", by=editor)
    assert client.get(f"/corrections/?page={token}").status_code == 404


@pytest.mark.parametrize("many", [1, 18])
def test_the_page_costs_the_same_however_many_corrections(
    client, editor, many, django_assert_num_queries
):
    for _story in range(many):
        story = factories.published_story(by=editor)
        old = workflow.correct(story, "It was Tuesday.", by=editor)
        workflow.correct(story, "It was Friday.", by=editor, supersedes=old)
    with django_assert_num_queries(4):
        client.get("/corrections/")

"""What a page shows without a row of its own for it is written down as well."""

from datetime import timedelta

import pytest
from taggit.models import Tag

from articles import workflow
from articles.models import Newspaper, Person, PublishedVersion, Story
from articles.page_cache import keeper
from comments.models import HouseRules
from tests import factories
from tests.comments import factories as replies

from .asking import a_door, ask, for_readers

pytestmark = for_readers


@pytest.fixture
def door():
    return a_door()


@pytest.fixture
def topic_in_the_row():
    tag = Tag.objects.create(name="Harbour", slug="harbour")
    Newspaper.objects.update_or_create(pk=1, defaults={"navigation": [{"topic": tag.pk}]})
    return "/tag/harbour/"


def test_a_new_colleague_stands_on_the_page_about_the_house(door):
    ask(door, "/about/")
    Person.objects.create(name="Ada Quill", slug="ada", role="Editor")
    assert "Ada Quill" in ask(door, "/about/").text


def test_a_guest_with_a_first_story_takes_no_page_away(door):
    page = ask(door, "/about/")
    Person.objects.create(name="Ada Quill", slug="ada")
    assert ask(door, "/about/") == page
    assert door.made == 1


def test_a_topic_in_the_row_comes_with_its_first_story_and_goes_with_its_last(
    door, topic_in_the_row, editor
):
    assert topic_in_the_row not in ask(door, "/about/").text
    first = factories.published_story(tags=["Harbour"], age=timedelta(days=2))
    assert topic_in_the_row in ask(door, "/about/").text
    second = factories.published_story(tags=["Harbour"])
    workflow.withdraw(first, by=editor, note="It was wrong.")
    assert topic_in_the_row in ask(door, "/about/").text
    workflow.withdraw(second, by=editor, note="It was wrong.")
    assert topic_in_the_row not in ask(door, "/about/").text


def test_a_story_in_a_topic_of_the_row_takes_no_other_page_away(door, topic_in_the_row):
    same = {"tags": ["Harbour"], "section": factories.section(), "bylines": [factories.person()]}
    factories.published_story(**same, age=timedelta(days=2))
    ask(door, "/about/")
    factories.published_story(**same)
    ask(door, "/about/")
    assert door.made == 1


def test_answers_take_no_answer_from_the_moment_at_which_replies_close(door, clock, monkeypatch):
    monkeypatch.setattr(keeper, "now", lambda: clock.now().timestamp())
    HouseRules.objects.update_or_create(pk=1, defaults={"closes_after": 1})
    reply = replies.published(factories.published_story(age=timedelta(hours=20)))
    address, form = f"/replies/{reply.pk}/answers/1/", f"/replies/answer/{reply.pk}/"
    clock.goes_on(minutes=1)
    assert form in ask(door, address).text
    clock.goes_on(hours=3, minutes=58)
    assert form in ask(door, address).text
    clock.goes_on(minutes=2)
    assert form not in ask(door, address).text


def test_the_way_to_a_history_goes_with_its_versions(door, editor):
    story = Story.objects.get(pk=factories.published_story().pk)
    story.headline = "Another"
    story.save()
    workflow.save(story, by=editor)
    workflow.publish_update(Story.objects.get(pk=story.pk), by=editor)
    address = story.readers_copy.get_absolute_url()
    assert f"{address}history/" in ask(door, address).text
    PublishedVersion.objects.all().delete()
    assert f"{address}history/" not in ask(door, address).text

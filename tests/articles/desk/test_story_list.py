"""The story list: everything at a glance, at the same cost for any archive."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.admin.desk import DeskAdmin
from articles.models import Story
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/story/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def some_stories(count, **fields):
    section, person = factories.section(), factories.person()
    stories = [factories.story(section=section, bylines=[person], **fields) for _ in range(count)]
    now = timezone.now()
    for age, story in enumerate(stories):
        Story.objects.filter(pk=story.pk).update(changed_at=now - timedelta(minutes=age))
    return stories


def shown(response):
    return [story.pk for story in response.context["cl"].result_list]


@pytest.mark.parametrize("count", [1, 15])
def test_query_count_does_not_grow_with_stories(desk, count, django_assert_num_queries):
    some_stories(count)
    with django_assert_num_queries(11):
        desk.get(LIST)


def test_the_list_is_never_counted(desk, django_assert_num_queries):
    some_stories(2)
    with django_assert_num_queries(11) as queries:
        desk.get(LIST)
    assert not [query for query in queries if "COUNT(" in query["sql"]]


def test_older_and_newer_pages_show_every_story_once(desk, monkeypatch):
    monkeypatch.setattr(DeskAdmin, "list_per_page", 3)
    stories = [story.pk for story in some_stories(8)]
    first = desk.get(LIST)
    second = desk.get(LIST + first.context["cl"].older_url)
    third = desk.get(LIST + second.context["cl"].older_url)
    assert shown(first) + shown(second) + shown(third) == stories
    assert third.context["cl"].older_url == first.context["cl"].newer_url == ""
    back = desk.get(LIST + third.context["cl"].newer_url)
    assert shown(back) == shown(second)
    assert shown(desk.get(LIST + back.context["cl"].newer_url)) == shown(first)


@pytest.mark.parametrize(
    "query",
    [
        "before=x",
        "before=2026-01-01T00:00:00_1",
        "after=2026-13-41T00:00:00%2B00:00_1",
        "before=2026-01-01T00:00:00%2B00:00_99999999999999999999999",
        "state__exact=%00",
        "section__id__exact=%00",
        "section__id__exact=99999999999999999999999",
        "writer=%00",
        "writer=99999999999999999999999",
        "q=%00",
        "p=99999999999999999999999",
        "no_such_field=1",
        "o=99.-1",
        "before=%00",
    ],
)
def test_a_nonsensical_address_of_the_list_is_no_failure(desk, query):
    some_stories(1)
    assert desk.get(f"{LIST}?{query}", follow=True).status_code == 200


def test_stories_are_found_by_words_of_the_headline_and_by_writer(desk):
    person = factories.person()
    wanted = factories.story(headline="Ferry saved by one vote", bylines=[person])
    factories.story(headline="Ferry breaks down")
    assert shown(desk.get(LIST, {"q": "vote ferry"})) == [wanted.pk]
    assert shown(desk.get(LIST, {"writer": person.pk})) == [wanted.pk]


def test_the_list_says_what_changed_since_publication(desk, editor):
    story = factories.published_story()
    assert "with changes" not in desk.get(LIST).content.decode()
    Story.objects.filter(pk=story.pk).update(revision_number=7)
    assert "with changes" in desk.get(LIST).content.decode()


def test_an_empty_list_says_what_to_do_next(desk):
    assert "Begin the first story" in desk.get(LIST).content.decode()

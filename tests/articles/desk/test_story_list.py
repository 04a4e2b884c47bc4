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
    with django_assert_num_queries(15):
        desk.get(LIST)


def test_the_list_is_never_counted(desk, django_assert_num_queries):
    some_stories(2)
    with django_assert_num_queries(15) as queries:
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
        "before=0001-01-01T00:00:00%2B14:00_1",
        "after=9999-12-31T23:59:59-14:00_1",
        "headline__regex=(",
        "changed_at__gte=0001-01-01%2000:00:00%2B14:00",
        "state__regex=(",
        "all=%00",
        "%00=1",
        "q=" + "word%20" * 3000,
        "q=" + "w" * 60_000,
        "q=%22",
        "section__isnull=perhaps",
        "_changelist_filters=%00",
    ],
)
def test_a_nonsensical_address_of_the_list_is_no_failure(desk, query):
    some_stories(1)
    assert desk.get(f"{LIST}?{query}", follow=True).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "before=0001-01-01T00:00:00%2B14:00_1",
        "after=9999-12-31T23:59:59-14:00_1",
        "before=x",
        "headline__regex=(",
        "created_by__password__startswith=md5",
        "state__exact=%00",
        "writer=%00",
        "q=%00",
    ],
)
def test_what_the_list_does_not_know_is_as_if_it_were_absent(desk, query):
    (story,) = some_stories(1)
    response = desk.get(f"{LIST}?{query}")
    assert response.status_code == 200
    assert shown(response) == [story.pk]


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "word%20" * 3000,
        "q=%00",
        "q=" + "w" * 60_000,
        "p=99999999999999999999999",
        "last_login__year=99999",
        "password__startswith=md5",
        "groups__id__exact=%00",
        "groups__id__exact=99999999999999999999999",
        "is_active__exact=%00",
        "is_active__exact=perhaps",
        "name__regex=(",
        "no_such_field=%00",
        "%00=%00",
        "o=%00",
        "_popup=%00",
        "unused=%00",
        "licence__exact=%00",
    ],
)
@pytest.mark.parametrize(
    "screen",
    [
        "articles/picture",
        "articles/person",
        "articles/section",
        "taggit/tag",
        "auth/user",
        "auth/group",
    ],
)
def test_a_nonsensical_address_of_any_list_is_no_failure(client, screen, query):
    client.force_login(factories.user(is_superuser=True, is_staff=True))
    assert client.get(f"/admin/{screen}/?{query}", follow=True).status_code == 200


def test_people_are_found_by_words_of_their_names(client, publisher):
    client.force_login(publisher)
    wanted = factories.person(name="Ada Marsh")
    factories.person(name="Ada Wend")
    response = client.get("/admin/articles/person/", {"q": "  marsh ada "})
    assert [row.pk for row in response.context["cl"].result_list] == [wanted.pk]


def test_accounts_are_narrowed_by_role(client, publisher, editor):
    client.force_login(publisher)
    role = editor.groups.get()
    response = client.get("/admin/auth/user/", {"groups__id__exact": role.pk})
    assert [row.pk for row in response.context["cl"].result_list] == [editor.pk]


def test_stories_are_found_by_words_of_the_headline_and_by_writer(desk):
    person = factories.person()
    wanted = factories.story(headline="Ferry saved by one vote", bylines=[person])
    factories.story(headline="Ferry breaks down")
    assert shown(desk.get(LIST, {"q": "vote ferry"})) == [wanted.pk]
    assert shown(desk.get(LIST, {"writer": person.pk})) == [wanted.pk]


def test_stories_without_a_section_are_found_by_words_and_not_by_a_dash(desk):
    factories.story()
    homeless = factories.story()
    Story.objects.filter(pk=homeless.pk).update(section=None)
    response = desk.get(LIST, {"section__isnull": "True"})
    assert shown(response) == [homeless.pk]
    assert "No section yet" in response.content.decode()


def test_the_list_says_what_changed_since_publication(desk, editor):
    story = factories.published_story()
    assert "with changes" not in desk.get(LIST).content.decode()
    Story.objects.filter(pk=story.pk).update(revision_number=7)
    assert "with changes" in desk.get(LIST).content.decode()


def test_an_empty_list_says_what_to_do_next(desk):
    assert "Begin the first story" in desk.get(LIST).content.decode()

"""No page reads a table that grows with the archive, nor walks to where it begins."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.urls import reverse

from articles import reading, workflow
from articles.models import Notice, PublishedByline, PublishedStory, PublishedTopic, Story
from articles.search import on_postgresql
from comments import threads
from comments.models import Decision, Reply
from comments.queue import QUEUES, counts
from newsroom.demo import archive
from tests import factories, plans

pytestmark = pytest.mark.django_db
of_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL chooses by what it knows of its tables"
)


@pytest.fixture
def made():
    for _done in archive.make(archive.Size(stories=60, replies=300, pictures=10)):
        pass
    for what in archive.finish():
        if "tables" in what:  # how small they are would lead the database to read them whole
            break
    return PublishedStory.objects.newest_first()


READERS = ["/", "/latest/", "/feed/", "/sitemap.xml", "/sitemap-news.xml", "/search/?q=council"]
READERS += ["/search/?q=ferry+lighthouse", "/search/?q=nobodysword", "/search/?q=council+year:2026"]


def test_no_readers_page_reads_a_growing_table_whole(made, client):
    story = made.exclude(lead_picture=None)[7]
    paths = [*READERS, story.get_absolute_url(), story.section.get_absolute_url()]
    paths.append(reverse("articles:topic", args=[story.tags.first().slug]))
    paths.append(reverse("articles:author", args=[story.bylines.first().person.slug]))
    paths.append(reverse("articles:month", args=[f"{story.day:%Y}", f"{story.day:%m}"]))
    paths.append(reverse("articles:sitemap_month", args=[f"{story.day:%Y}", f"{story.day:%m}"]))
    whole = {path: plans.read_whole(lambda path=path: client.get(path)) for path in paths}
    assert {path: found for path, found in whole.items() if found} == {}


SEARCHES = ["council", "council&order=newest", "ferry+lighthouse", "nobodysword", "council+-ferry"]
SEARCHES += ['"the+ferry"', "counc", "council+year:2026", "section:archive-news", "coucnil"]


def test_a_search_that_goes_beyond_the_newest_reads_no_growing_table_whole(
    made, client, monkeypatch
):
    for name in ("NEAR", "READ", "COMPARED"):
        monkeypatch.setattr(on_postgresql, name, 5)
    paths = [f"/search/?q={words}" for words in SEARCHES]
    author = made[7].bylines.first().person
    paths.append(f'/search/?q=author:"{author.name}"'.replace(" ", "+"))
    whole = {path: plans.read_whole(lambda path=path: client.get(path)) for path in paths}
    assert {path: found for path, found in whole.items() if found} == {}


DESK = ["", "?state=draft", "?q=council", "?q=council+ferry", "?todo=notes", "?todo=planned"]


def test_neither_the_desks_lists_nor_a_storys_form_read_a_growing_table_whole(made, client):
    client.force_login(get_user_model().objects.get(username="archive-editor"))
    story = Story.objects.in_states("published").latest_touched_first()[5]
    paths = [f"/admin/articles/story/{query}" for query in DESK]
    paths += [f"/admin/articles/story/{story.pk}/change/"]
    whole = {path: plans.read_whole(lambda path=path: client.get(path)) for path in paths}
    assert {path: found for path, found in whole.items() if found} == {}


def test_the_lists_of_replies_do_not_read_a_growing_table_whole(made, client):
    client.force_login(get_user_model().objects.get(username="archive-moderator"))
    paths = [f"/admin/comments/reply/?queue={name}" for name in QUEUES]
    whole = {path: plans.read_whole(lambda path=path: client.get(path)) for path in paths}
    assert {path: found for path, found in whole.items() if found} == {}


def test_publishing_reads_no_growing_table_whole(made):
    editor = get_user_model().objects.get(username="archive-editor")
    [one, *_others] = made.filter(tags__isnull=False)[:1]
    topics = [tag.name for tag in one.tags.all()]
    draft = factories.story(section=one.section, tags=topics, by=editor, bylines=["A. Guest"])
    workflow.submit(draft, by=editor)
    assert plans.read_whole(lambda: workflow.publish(draft, by=editor)) == []


def test_what_is_often_said_is_found_at_the_desk_without_asking_the_index(made, client):
    client.force_login(get_user_model().objects.get(username="archive-editor"))
    with plans.CaptureQueriesContext(connection) as asked:
        client.get("/admin/articles/story/?q=council")
    words = [one["sql"] for one in asked if "deskindex" in one["sql"]]
    assert words
    assert not [sql for sql in words if "MATCH" in sql or "@@" in sql]


@of_sqlite
def test_what_was_decided_on_some_replies_is_found_by_these(made):
    some = list(Reply.objects.newest_first().values_list("pk", flat=True)[:5])
    found = plans.indexes_of(lambda: list(Decision.objects.filter(reply__in=some).standing()))
    assert any(name.startswith("comments_decision_reply_id") for name in found)


@of_sqlite
def test_what_wants_a_moderator_is_counted_along_the_index_of_each_queue(made):
    assert {"reply_reported", "reply_unmoderated", "reply_appealed"} <= plans.indexes_of(counts)


@of_sqlite
def test_unseen_notices_are_not_looked_for_among_the_seen(made):
    account = get_user_model().objects.get(username="archive-editor")
    told = Notice.objects.to(account).unseen().newest_first().values("pk", "story")[:5]
    assert plans.indexes_of(lambda: list(told)) == {"notice_unseen"}


@of_sqlite
def test_what_the_clock_overtook_is_found_by_its_moments(made):
    found = plans.indexes_of(lambda: list(Story.objects.overtaken_by_the_clock().values("pk")))
    assert "story_by_last_moment" in found


LISTS = {
    "of all": lambda story: PublishedStory.objects.all(),
    "of a section": lambda story: story.section.stories.all(),
    "of a topic": lambda story: PublishedTopic.objects.of(story.tags.first()),
    "of an author": lambda story: PublishedByline.objects.of(story.bylines.first().person),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("direction", "edge"), [("older_than", "<"), ("newer_than", ">")])
def test_a_page_deep_in_a_list_begins_in_the_index_where_the_page_before_ended(
    made, name, direction, edge
):
    story = made[40]
    rows = getattr(LISTS[name](story), direction)(story.published_at, story.pk).live()
    ordered = rows.newest_first() if direction == "older_than" else rows.oldest_first()
    page = ordered.values_list(rows.moment, rows.place)[:5]
    at_the_top = LISTS[name](story).live().newest_first().values_list(rows.moment, rows.place)[:5]
    if plans.connection.vendor == "sqlite":
        assert plans.steps_of(lambda: list(page)) < 3 * plans.steps_of(lambda: list(at_the_top))
    else:
        assert f"published_at {edge}= '{story.published_at:%Y-%m-%d}" in plans.index_conditions(
            page
        )


def test_the_front_page_finds_its_stories_by_their_numbers(made, client):
    with plans.CaptureQueriesContext(plans.connection) as asked:
        client.get("/")
    [candidates] = [one["sql"] for one in asked if "UNION" in one["sql"]]
    assert plans.tables_read_whole(candidates) & plans.GROWING == set()
    if plans.connection.vendor == "sqlite":
        first = plans.said_of(candidates).splitlines()[0]
        assert first.endswith("sqlite_autoindex_articles_publishedstory_1 (story_id=?)")


def test_the_lists_of_what_is_read_and_discussed_most_do_not_go_through_the_archive(made):
    for lines in (reading.most_read, threads.most_discussed):
        assert plans.read_whole(lines) == []
        with plans.CaptureQueriesContext(plans.connection) as asked:
            lines()
        if plans.connection.vendor == "sqlite":
            assert "published_newest" not in plans.said_of(asked[0]["sql"])

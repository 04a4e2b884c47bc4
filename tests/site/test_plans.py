"""No page reads a table that grows with the archive, nor walks to where it begins."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from articles import reading
from articles.models import PublishedByline, PublishedStory, PublishedTopic, Story
from comments import threads
from newsroom.demo import archive
from tests import plans

pytestmark = pytest.mark.django_db


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


DESK = ["", "?state=draft", "?q=council", "?q=council+ferry", "?todo=notes", "?todo=planned"]


def test_neither_the_desks_lists_nor_a_storys_form_read_a_growing_table_whole(made, client):
    client.force_login(get_user_model().objects.get(username="archive-editor"))
    story = Story.objects.in_states("published").latest_touched_first()[5]
    paths = [f"/admin/articles/story/{query}" for query in DESK]
    paths += [f"/admin/articles/story/{story.pk}/change/"]
    whole = {path: plans.read_whole(lambda path=path: client.get(path)) for path in paths}
    assert {path: found for path, found in whole.items() if found} == {}


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

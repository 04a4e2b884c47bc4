"""The database says what changed that pages show, whoever changes it."""

import re
from datetime import UTC, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import front_page, page_cache
from articles.models import (
    Likeness,
    Newspaper,
    PageChange,
    Person,
    Picture,
    PublishedStory,
    Section,
)
from articles.page_cache import changes
from comments.models import Reply
from comments.shown import TELLING as TELLING_OF_REPLIES
from tests import factories
from tests.comments import factories as replies

from .asking import a_door, ask, for_readers

pytestmark = pytest.mark.django_db

# What kept pages read and no change of which can change a page by itself.
TELL_NOTHING = {
    "articles_reference": "written with the readers' copy that it belongs to",
    "articles_typeset": "follows from the body, and says the same as it does",
    "articles_storyaddress": "leads on, and a way that leads on is not kept",
    "articles_story": "what readers see of it is in the readers' copy",
    "articles_move": "when the desk closed replies: written with the switch of the readers' copy",
    "comments_writer": "readers see none of it",
    "django_comments_xtd_xtdcomment": "where a reply stands: written with the reply",
}


def told_by(act):
    """The names that the database tells while something is done."""
    PageChange.objects.all().delete()
    act()
    return set(PageChange.objects.values_list("name", flat=True))


def write_newspaper():
    Newspaper.objects.update_or_create(pk=1, defaults={"tagline": "New"})


def break_the_news():
    strip = {"words": "Now", "story": None, "until": timezone.now() + timedelta(hours=1)}
    editor = factories.user("Editor")
    front_page.put_live(front_page.prepare(by=editor, pins={}, strip=strip), by=editor)


@pytest.fixture
def copy():
    return factories.published_story(tags=["Harbour"]).readers_copy


def test_a_story_is_told_by_itself_and_by_every_list_that_it_is_in(copy):
    names = told_by(lambda: PublishedStory.objects.update(headline="Another"))
    assert {f"story:{copy.pk}", "all", f"section:{copy.section_id}"} <= names
    assert f"all@{copy.published_at.astimezone(UTC):%Y-%m-%d %H}" in names


def test_a_story_that_changes_its_section_is_told_in_both(copy):
    other = factories.section()
    names = told_by(lambda: PublishedStory.objects.update(section=other))
    assert {f"section:{copy.section_id}", f"section:{other.pk}"} <= names


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda copy: Newspaper.objects.update_or_create(pk=1, defaults={"tagline": "New"}),
            "site",
        ),
        (lambda copy: Section.objects.update(name="New"), "site"),
        (lambda copy: Person.objects.update(name="New"), "site"),
        (lambda copy: copy.tags.all().update(name="New"), "site"),
        (lambda copy: copy.topics.all().delete(), "story:{pk}"),
        (lambda copy: copy.bylines.all().delete(), "story:{pk}"),
        (lambda copy: break_the_news(), "site"),
    ],
)
def test_what_stands_on_pages_is_told_when_it_changes_by_any_hand(copy, change, told):
    names = told_by(lambda: change(copy))
    assert told.format(pk=copy.pk) in names


def test_what_a_story_is_alike_to_is_told_to_its_own_page_alone(copy):
    other = factories.published_story().readers_copy
    names = told_by(lambda: Likeness.objects.create(story=copy, alike=other, score=1))
    assert names == {f"alike:{copy.pk}"}
    names = told_by(lambda: PublishedStory.objects.filter(pk=other.pk).update(headline="New"))
    assert {f"story:{other.pk}", f"alike:{copy.pk}"} <= names
    assert f"story:{copy.pk}" not in names


def test_a_picture_is_told_of_when_a_word_of_it_changes():
    picture = factories.picture()
    names = told_by(lambda: Picture.objects.update(credit="Photo: Another"))
    assert names == {f"picture:{picture.pk}"}


def test_a_reply_is_told_of_from_the_moment_readers_see_it(copy):
    story = copy.story
    names = told_by(lambda: replies.pending(story))
    assert not any(name.startswith("repl") for name in names)
    names = told_by(lambda: replies.published(story))
    assert f"replies:{story.pk}" in names
    names = told_by(lambda: Reply.objects.published().first().delete())
    assert f"replies:{story.pk}" in names


def test_what_the_desk_notes_of_a_reply_is_not_told(copy):
    reply = replies.published(copy.story)
    names = told_by(lambda: Reply.objects.filter(pk=reply.pk).update(spam_score=0.1))
    assert names == set()


@for_readers  # what a transaction did is told to others once it is committed
def test_whoever_reads_what_was_told_gets_each_name_once(copy):
    place = changes.position()
    PublishedStory.objects.update(headline="Another")
    names, now = changes.since(place)
    assert f"story:{copy.pk}" in names
    assert changes.since(now)[0] == set()


@for_readers  # what a transaction did is told to others once it is committed
def test_too_much_to_read_means_that_everything_changed(copy, monkeypatch):
    monkeypatch.setattr(changes, "MOST", 3)
    place = changes.position()
    PublishedStory.objects.update(headline="Another")
    assert changes.since(place)[0] is None


def test_what_was_tidied_away_unread_means_that_everything_changed(copy):
    if connection.vendor != "sqlite":
        pytest.skip("numbers tell the order on SQLite alone; see LONGEST_AWAY")
    place = changes.position()
    PublishedStory.objects.update(headline="Another")
    PageChange.objects.all().delete()
    assert changes.since(place)[0] is None


def test_silently_nothing_is_told_until_everything_is(copy):
    def in_bulk():
        with page_cache.silently(page_cache.TELLING, TELLING_OF_REPLIES):
            PublishedStory.objects.update(headline="Another")
            assert not PageChange.objects.exists()

    assert told_by(in_bulk) == {"site"}
    assert f"story:{copy.pk}" in told_by(lambda: PublishedStory.objects.update(slug="other"))


@for_readers
def test_every_table_that_a_kept_page_reads_is_told_of(copy):
    replies.published(copy.story)
    known = {told.table for told in (*page_cache.TELLING, *TELLING_OF_REPLIES)}
    door, section, day = a_door(), copy.section, f"{copy.day:%Y/%m/%d}"
    read = {}
    for address in (
        *("/", "/latest/", "/archive/", "/corrections/", "/about/", "/feed/", "/sitemap.xml"),
        *("/sitemap-pages.xml", "/sitemap-news.xml", f"/sitemap-{copy.day:%Y-%m}.xml"),
        *("/tag/harbour/", "/tag/harbour/feed/", f"/{day}/", f"/{day[:7]}/", f"/{day[:4]}/"),
        *(copy.get_absolute_url(), section.get_absolute_url(), "/corrections/feed/"),
        *(f"/replies/under/{copy.pk}/feed/", copy.bylines.first().person.get_absolute_url()),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert ask(door, address).status == 200
        assert door.made, address
        for query in queries:
            for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"]):
                read.setdefault(table, address)
    assert len(door.shelf) == door.made
    unknown = set(read) - known - {PageChange._meta.db_table} - set(TELL_NOTHING)
    assert {table: read[table] for table in unknown} == {}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_triggers_are_there_after_every_migration():
    with connection.cursor() as cursor:
        before = _triggers(cursor)
        call_command("migrate", verbosity=0)
        assert _triggers(cursor) == before
    acts = sum(len(told.acts) for told in (*page_cache.TELLING, *TELLING_OF_REPLIES))
    assert len(before) == acts


def _triggers(cursor):
    table = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor != "sqlite":
        table = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    cursor.execute(table)
    return {name for (name,) in cursor.fetchall() if name.startswith("tells_pages_of_")}

"""However deep a page lies, the database begins to read where it begins, and sorts nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from articles.models import PublishedByline, PublishedStory, PublishedTopic
from tests import factories

pytestmark = pytest.mark.django_db
reads_plans = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="reads PostgreSQL's plans"
)
DEEP = datetime(2011, 5, 20, 12, 34, 56, tzinfo=UTC)


def plan_of(rows, *settings):
    sql, given = rows.values_list(rows.moment, rows.place)[:21].query.sql_with_params()
    with connection.cursor() as cursor:
        for setting in settings:
            cursor.execute(f"SET LOCAL {setting} = off")
        cursor.execute(f"EXPLAIN {sql}", given)
        return [row[0].strip() for row in cursor.fetchall()]


def sorts(plan):
    return any("Sort" in line for line in plan)


@reads_plans
@pytest.mark.parametrize("which", range(4))
def test_a_deep_page_begins_in_the_index_where_its_cursor_stands(editor, which):
    story = factories.published_story(by=editor, bylines=[writer := factories.person()], tags=["a"])
    rows = [
        PublishedStory.objects.live(),
        story.section.stories.live(),
        PublishedTopic.objects.of(story.tags.get()).live(),
        PublishedByline.objects.of(writer).live(),
    ][which]
    for beyond in (
        rows.older_than(DEEP, 5).newest_first(),
        rows.newer_than(DEEP, 5).oldest_first(),
    ):
        # Of a table of one row it would as soon sort: it does where no index has the order.
        plan = plan_of(beyond, "enable_seqscan", "enable_bitmapscan", "enable_sort")
        (begins,) = [line for line in plan if line.startswith("Index Cond")]
        assert f"{DEEP:%Y-%m-%d %H:%M:%S}" in begins
        assert not sorts(plan), plan


@reads_plans
def test_a_month_is_read_by_moment_and_never_gathered_by_day_to_be_sorted(editor):
    rows = PublishedStory.objects.listed_on_days(date(2011, 5, 1), date(2011, 5, 31)).live()
    pages = [rows, rows.older_than(DEEP, 5), rows.newer_than(DEEP, 5)]
    for page in pages:
        plan = plan_of(page.newest_first(), "enable_seqscan", "enable_bitmapscan")
        assert not sorts(plan), plan
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX published_newest")  # for this test: what else could it take?
    for page in pages:
        plan = plan_of(page.newest_first(), "enable_seqscan")
        assert not any("Cond" in line and "day" in line for line in plan), plan


@pytest.mark.parametrize("hours", [-30, 0, 30])
def test_a_day_is_listed_by_its_address_wherever_the_newsroom_has_moved_since(editor, hours):
    """The day in an address is that of the zone in which it was made, up to two days off."""
    story = factories.published_story(by=editor).published
    first = date(2011, 5, 1)
    moment = datetime(2011, 5, 1, 12, tzinfo=UTC) + timedelta(hours=hours)
    PublishedStory.objects.filter(pk=story.pk).update(day=first, published_at=moment)
    for last in (first, date(2011, 5, 31)):
        assert PublishedStory.objects.listed_on_days(first, last).get() == story
    april = PublishedStory.objects.listed_on_days(date(2011, 4, 1), date(2011, 4, 30))
    assert not april.exists()
    assert not PublishedStory.objects.listed_on_days(date(2011, 5, 2), date(2011, 5, 31)).exists()

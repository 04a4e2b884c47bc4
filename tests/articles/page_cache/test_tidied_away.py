"""What was told of pages is tidied away hours later by the clock that dated it, the database's."""

import pytest
from django.db import connection

from articles.models import PageChange
from articles.page_cache import tell
from newsroom.housekeeping import forget_page_changes

pytestmark = pytest.mark.django_db

AGE = {
    "postgresql": "UPDATE articles_pagechange SET at = at - interval '{} hours'",
    "sqlite": "UPDATE articles_pagechange"
    " SET at = strftime('%%Y-%%m-%%d %%H:%%M:%%f', at, '-{} hours')",
}


def let_hours_go_by(hours):
    with connection.cursor() as cursor:
        cursor.execute(AGE[connection.vendor].format(hours), [])


def told():
    return set(PageChange.objects.values_list("name", flat=True))


@pytest.fixture(autouse=True)
def nothing_told(db):
    PageChange.objects.all().delete()


@pytest.mark.parametrize("days", [365, -365])
def test_a_process_whose_clock_is_wrong_tidies_away_what_is_old_and_nothing_else(clock, days):
    tell("story:1")
    let_hours_go_by(7)
    tell("story:2")
    let_hours_go_by(5)
    tell("story:3")
    clock.goes_on(days=days)
    forget_page_changes()
    assert told() == {"story:2", "story:3"}


def test_the_index_of_moments_is_read():
    plan = PageChange.objects.old().explain()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = PageChange.objects.old().explain()
    assert "page_changes_by_moment" in plan

"""Hours of the digest: as they are typed, and which of them came last, whatever the clock does."""

from datetime import UTC, datetime

import pytest

from comments.hours import hours_of, last_of
from tests.clock import LONDON


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("8", (8,)),
        ("8, 14", (8, 14)),
        ("14;8 8", (8, 14)),
        (" 0, 23 ", (0, 23)),
        ("", ()),
        (" , ", ()),
    ],
)
def test_hours_are_read_in_the_order_of_the_day(typed, hours):
    assert hours_of(typed) == hours


@pytest.mark.parametrize(
    "typed", ["24", "-1", "8:00", "eight", "8, 100", "٨", "\x00", "8.5", "x" * 90]
)
def test_what_is_no_hour_is_refused_in_words(typed):
    with pytest.raises(ValueError, match="is no hour"):
        hours_of(typed)


def at(*parts):
    return datetime(*parts, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        (at(2026, 11, 20, 8, 0), at(2026, 11, 20, 8)),
        (at(2026, 11, 20, 7, 59), at(2026, 11, 19, 14)),
        (at(2026, 11, 20, 13, 59), at(2026, 11, 20, 8)),
        (at(2026, 11, 20, 23, 59), at(2026, 11, 20, 14)),
        (at(2026, 1, 1, 0, 0), at(2025, 12, 31, 14)),
    ],
)
def test_the_hour_that_came_last(moment, last):
    assert last_of((8, 14), moment, LONDON) == last


def test_without_hours_none_came():
    assert last_of((), at(2026, 11, 20, 8), LONDON) is None


def test_an_hour_that_the_clock_repeats_comes_once():
    """On 25 October 2026 in London 1:30 comes at 0:30 and again at 1:30 UTC."""
    first, again = (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )
    begins = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    assert last_of((1,), first, LONDON) == last_of((1,), again, LONDON) == begins


def test_an_hour_that_the_clock_skips_comes_when_the_clock_has_passed_it():
    """On 29 March 2026 in London 2:00 follows 0:59, at 1:00 UTC."""
    before, after = (
        datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    )
    yesterday = datetime(2026, 3, 28, 1, 0, tzinfo=UTC)
    assert last_of((1,), before, LONDON) == yesterday
    assert last_of((1,), after, LONDON) == after


def test_in_winter_and_in_summer_it_is_the_same_hour_on_the_wall():
    winter = last_of((8,), at(2026, 1, 10, 9), LONDON)
    summer = last_of((8,), at(2026, 7, 10, 9), LONDON)
    assert winter == datetime(2026, 1, 10, 8, tzinfo=UTC)
    assert summer == datetime(2026, 7, 10, 7, tzinfo=UTC)

"""The archive: in which years, months and days stories stand that readers may see.

Nothing is counted. Each span of days is asked for its first story along the index of addresses, so
a page of the archive costs the same however much there is.
"""

from calendar import Calendar, monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Subquery
from django.utils.formats import get_format

from articles import dependence
from articles.models import PublishedStory

MOST_YEARS = 400  # that are asked for at once: the oldest newspapers are not as old


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both of them in it: a day, a month or a year."""

    first: date
    last: date

    @classmethod
    def of_year(cls, year):
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def of_month(cls, year, month):
        first = date(year, month, 1)
        return cls(first, date(year, month, monthrange(year, month)[1]))

    @classmethod
    def of_day(cls, day):
        return cls(day, day)


@dataclass(frozen=True)
class Found:
    """Which parts of a span have stories, and the nearest days outside it that have."""

    parts: list  # of Span
    before: date | None
    after: date | None


def days_of(span):
    """Every day of a span, as spans of their own."""
    length = (span.last - span.first).days + 1
    return [Span.of_day(span.first + timedelta(days=number)) for number in range(length)]


def months_of(year):
    return [Span.of_month(year, month) for month in range(1, 13)]


def found_in(span, parts=()):
    """Which `parts` of a span have live stories, and its neighbours; one query for all of it."""
    live = PublishedStory.objects.live()
    before, after, *firsts = _days(
        live.before_day(span.first).last_day(),
        live.after_day(span.last).first_day(),
        *[live.on_days(part.first, part.last).first_day() for part in parts],
    )
    found = [part for part, first in zip(parts, firsts, strict=True) if first]
    dependence.on_list("all", _late(after), _early(before))
    return Found(found, before, after)


def years():
    """The years that have live stories, the newest first; two queries."""
    dependence.on("all")
    live = PublishedStory.objects.live()
    oldest, newest = _days(live.first_day(), live.last_day())
    if newest is None:
        return []
    asked = range(newest.year, max(oldest.year, newest.year - MOST_YEARS) - 1, -1)
    spans = [Span.of_year(year) for year in asked]
    firsts = _days(*[live.on_days(span.first, span.last).first_day() for span in spans])
    return [span for span, first in zip(spans, firsts, strict=True) if first]


def _early(day):
    """A moment before any of a day, in whichever zone its stories were dated; None of none."""
    return day and datetime.combine(day - timedelta(days=2), time.min, UTC)


def _late(day):
    return day and datetime.combine(day + timedelta(days=2), time.max, UTC)


def weeks_of(month):
    """The days of a month in weeks of seven; None where a day is another month's."""
    weeks = Calendar(first_weekday()).monthdayscalendar(month.first.year, month.first.month)
    return [[month.first.replace(day=day) if day else None for day in week] for week in weeks]


def _days(*asked):
    """What each of some queries for a day finds, or None; all are asked with one, of any row."""
    columns = {f"day_{number}": Subquery(one) for number, one in enumerate(asked)}
    rows = PublishedStory.objects.annotate(**columns).values_list(*columns)
    return next(iter(rows[:1]), [None] * len(asked))


def first_weekday():
    """The day that weeks begin with in the language of the page: 0 is Monday."""
    return (get_format("FIRST_DAY_OF_WEEK") - 1) % 7

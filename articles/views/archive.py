"""The archive by year, month and day; a span without a story is no page, but shows the way on."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import archive, written
from articles.archive import Span
from articles.dependence import kept
from articles.models import PublishedStory

from .days import (
    day_address,
    day_or_404,
    month_address,
    month_in_words,
    year_address,
)
from .lists import story_list
from .missing import nothing_here


@kept()
@require_safe
def whole(request):
    """The years that have stories, and the months of the newest."""
    years = archive.years()
    months = archive.months_of(years[0].first.year) if years else []
    context = {
        "heading": _("Archive"),
        "title": _("Archive"),
        "summary": _("Everything %(paper)s has published, by year, month and day.")
        % {"paper": request.paper.name},
        "years": [_way(year_address, _year_in_words, year.first) for year in years],
        "newest": _year_in_words(years[0].first) if years else "",
        "months": _months(archive.found_in(years[0], months).parts) if years else [],
    }
    return render(request, "articles/archive.html", context)


@kept()
@require_safe
def year(request, year):
    """The months of a year that have stories."""
    span = Span.of_year(day_or_404(year).year)
    found = archive.found_in(span, archive.months_of(span.first.year))
    if not found.parts:
        return _nothing_in(request, _year_in_words(span.first), found)
    words = _year_in_words(span.first)
    context = {
        "heading": words,
        "title": _("Archive of %(year)s") % {"year": words},
        "summary": _("The months of %(year)s and what %(paper)s published in each.")
        % {"year": words, "paper": request.paper.name},
        "months": _months(found.parts),
        "trail": [_way_to_archive()],
        "beside": _beside(found, year_address, _year_in_words),
    }
    return render(request, "articles/archive.html", context)


@kept("page")
@require_safe
def month(request, year, month):
    """A calendar of the days that have stories, and the stories, newest first."""
    first = day_or_404(year, month)
    span, words = Span.of_month(first.year, first.month), month_in_words(first)
    found = archive.found_in(span, archive.days_of(span))
    if not found.parts:
        return _nothing_in(request, words, found)
    return story_list(
        request,
        PublishedStory.objects.listed_on_days(span.first, span.last),
        listed="all",
        heading=words,
        summary=_("What %(paper)s published in %(month)s, day by day.")
        % {"paper": request.paper.name, "month": words},
        trail=[_way_to_archive(), _way(year_address, _year_in_words, first)],
        calendar=_calendar(span, {part.first for part in found.parts}),
        beside=_beside(found, month_address, month_in_words),
    )


@kept("page")
@require_safe
def day(request, year, month, day):
    """The stories of one day, the day of their addresses, with the hour of each."""
    span = Span.of_day(day_or_404(year, month, day))
    found, words = archive.found_in(span, [span]), written.day(span.first)
    if not found.parts:
        return _nothing_in(request, words, found)
    return story_list(
        request,
        PublishedStory.objects.listed_on_days(span.first, span.last),
        listed="all",
        heading=words,
        description=written.day_with_weekday(span.first),
        summary=_("What %(paper)s published on %(day)s, hour by hour.")
        % {"paper": request.paper.name, "day": words},
        trail=[
            _way_to_archive(),
            _way(year_address, _year_in_words, span.first),
            _way(month_address, _month_alone, span.first),
        ],
        has_hours=True,
        beside=_beside(found, day_address, written.day),
    )


def _nothing_in(request, words, found):
    """404: readers find no story of this span; the nearest days that have one are named."""
    nearest = [day for day in (found.before, found.after) if day]
    return nothing_here(
        request,
        sentence=_("%(span)s: nothing was published then that can be read here.") % {"span": words},
        ways=[_way(day_address, written.day, day) for day in nearest] + [_way_to_archive()],
    )


def _calendar(span, with_stories):
    """A month as its template shows it: the names of the weekdays, and weeks of days."""
    first = archive.first_weekday()
    order = [(first + number) % 7 for number in range(7)]
    return {
        "weekdays": [(WEEKDAYS_ABBR[number], WEEKDAYS[number]) for number in order],
        "weeks": [
            [day and _day_of_calendar(day, has_stories=day in with_stories) for day in week]
            for week in archive.weeks_of(span)
        ],
    }


def _day_of_calendar(day, *, has_stories):
    url = day_address(day) if has_stories else ""
    return {"number": day.day, "words": written.day(day), "url": url}


def _months(spans):
    return [_way(month_address, _month_alone, span.first) for span in spans]


def _beside(found, address, in_words):
    """The nearest spans before and after that have stories, as ways or None."""
    days = {"before": found.before, "after": found.after}
    return {side: day and _way(address, in_words, day) for side, day in days.items()}


def _way(address, in_words, day):
    return {"url": address(day), "words": in_words(day)}


def _way_to_archive():
    return {"url": reverse("articles:archive"), "words": _("Archive")}


def _month_alone(day):
    return date_format(day, "F")


def _year_in_words(day):
    return date_format(day, "Y")

"""How days and hours are written for readers: as the newspaper chose, else as its language does.

The rule: what a reader sees of a day or an hour went through here, in a template by the filters of
`dates`. The desk writes its own, which are shorter.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.dates import MONTHS
from django.utils.formats import get_format
from django.utils.translation import get_language

from articles import dependence

# What an editor may choose instead of the language's own: a whole day, one with its weekday and
# one without its year; https://docs.djangoproject.com/en/5.2/ref/templates/builtins/#date
STYLES = {
    "day": ("j F Y", "l j F Y", "j M"),
    "month": ("F j, Y", "l, F j, Y", "M j"),
    "iso": ("Y-m-d", "l, Y-m-d", "m-d"),
}
WITH_WEEKDAY = "LONG_DATE_FORMAT"  # of newsroom/formats, for languages that need one of their own

_chosen = ContextVar("style of days", default="")


@contextmanager
def in_style(style):
    """Within it, days are written in one of `STYLES`; in the language's own for ""."""
    before = _chosen.get()
    _chosen.set(style)
    try:
        yield
    finally:
        _chosen.set(before)


def day(value):
    """A day, or the day of a moment in the present time zone: “21 November 2026”."""
    return _written_day(_day_of(value), 0, get_language(), _chosen.get())


def day_with_weekday(value):
    return _written_day(_day_of(value), 1, get_language(), _chosen.get())


def day_of_year(value):
    """A day without its year, its month cut short: “21 Nov”."""
    return _written_day(_day_of(value), 2, get_language(), _chosen.get())


def hour(moment):
    """The time of day, without its zone: “14:05”."""
    return _written_hour(_minute(_local(moment)), get_language())


# A page names the same few days and hours again and again, and so does the next one.


@lru_cache(maxsize=4096)
def _written_day(day, which, language, style):
    """A day in the present language and style, which are named to be told apart."""
    return formatted(day, _formats()[which])


@lru_cache(maxsize=4096)
def _written_hour(hour, language):
    return formatted(hour, get_format("TIME_FORMAT"))


def _written_moment(local, language, style):
    day, hour = _written_day(local.date(), 0, language, style), _minute(local)
    return f"{day}, {_written_hour(hour, language)} {local.tzname()}"


def hour_with_zone(moment):
    return f"{hour(moment)} {zone(moment)}"


def moment(value):
    """Day, hour and zone: “21 November 2026, 14:05 GMT”."""
    return _written_moment(_local(value), get_language(), _chosen.get())


def moments():
    """A function of a moment that gives it as `moment` and as `for_machines` write it.

    For what names dozens: the zone, the language and the style are asked for only once.
    """
    zone, language, style = timezone.get_current_timezone(), get_language(), _chosen.get()

    def both(value):
        local = value.astimezone(zone)
        return _written_moment(local, language, style), local.isoformat(timespec="seconds")

    return both


def hour_or_day(value):
    """The hour of a moment of today, the day of any other; with its year where that is another."""
    that, today = timezone.localdate(value), timezone.localdate()
    dependence.until(end_of_today())
    if that == today:
        return hour(value)
    return day_of_year(value) if that.year == today.year else day(value)


def end_of_today():
    """The first moment of tomorrow, where we are."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))


def zone(moment):
    """What the zone is called at a moment; Django's own formats say nothing in the hour that comes
    twice when the clocks go back, which is when it matters most."""
    return _local(moment).tzname()


def for_machines(moment):
    """A moment as `datetime` attributes have it (ISO 8601), with its zone in that hour, too."""
    return _local(moment).isoformat(timespec="seconds")


def _day_of(value):
    local = _local(value)
    return local.date() if hasattr(local, "hour") else local


def _local(value):
    """A moment in the present time zone; a day is a day everywhere."""
    return timezone.localtime(value) if hasattr(value, "tzinfo") else value


def _minute(local):
    return time(local.hour, local.minute)


def _formats():
    whole, long = get_format("DATE_FORMAT"), get_format(WITH_WEEKDAY)
    if (style := _chosen.get()) in STYLES:
        # Polish and others call a month otherwise beside a day: “listopada”, and not “listopad”.
        return tuple(one.replace("F", "E") if "E" in whole else one for one in STYLES[style])
    if long == WITH_WEEKDAY:
        long = f"l, {whole}"
    has_small_months = not str(MONTHS[1])[:1].isupper()
    short = get_format("MONTH_DAY_FORMAT").replace("F", "b" if has_small_months else "M")
    return whole, long, short

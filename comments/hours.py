"""Hours of a day as an editor types them, and which of them came last: values in, values out."""

import re
from datetime import datetime, timedelta, tzinfo

from django.utils.translation import gettext as _


def hours_of(typed: str) -> tuple[int, ...]:
    """The hours in a text such as “8, 14”, in the order of the day; none where it is empty.

    Raises ValueError with a sentence for whoever typed it.
    """
    parts = [part for part in re.split(r"[\s,;]+", typed.strip()) if part]
    for part in parts:
        if not re.fullmatch(r"[0-9]{1,2}", part) or int(part) > 23:
            raise ValueError(
                _("“%(part)s” is no hour. Write whole hours from 0 to 23, such as: 8, 14")
                % {"part": part[:20]}
            )
    return tuple(sorted({int(part) for part in parts}))


def last_of(hours: tuple[int, ...], moment: datetime, zone: tzinfo) -> datetime | None:
    """The latest moment up to `moment` at which one of `hours` began in a zone; None without hours.

    An hour that the clock repeats counts once, when it comes first; one that it skips counts when
    the clock has passed it.
    """
    today = moment.astimezone(zone).date()
    began = (
        datetime(day.year, day.month, day.day, hour, tzinfo=zone).astimezone(moment.tzinfo)
        for day in (today, today - timedelta(days=1))
        for hour in hours
    )
    return max((start for start in began if start <= moment), default=None)

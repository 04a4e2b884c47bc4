"""The day a picture was taken, from the forms in which files say it.

The one rule: a day is never made up. A year alone, or a month, is no day; "03/05/2019" is one only
where a single reading of it exists.
"""

import re
from datetime import date

OLDEST = 1800  # before the first photograph: a mistake, or a clock that was never set

YEAR_FIRST = re.compile(r"([0-9]{4})([-:/. ]?)([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
DAY_OR_MONTH_FIRST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})(?![0-9])")
DAY_AND_NAME = re.compile(r"([0-9]{1,2})\.? ([A-Za-z]{3})[a-z]*\.?,? ([0-9]{4})(?![0-9])")
NAME_AND_DAY = re.compile(r"([A-Za-z]{3})[a-z]*\.? ([0-9]{1,2}),? ([0-9]{4})(?![0-9])")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def day(text: str) -> date | None:
    """The day that `text` names, in the forms of EXIF, XMP, IIM and of people; None for none.

    The time and its zone are left aside: the day is the one on the photographer's wall.
    """
    text = text.strip()[:40]
    if found := YEAR_FIRST.match(text):
        year, _, month, number = found.groups()
        return _date(year, month, number)
    if found := DAY_OR_MONTH_FIRST.match(text):
        return _either(*found.groups())
    if found := DAY_AND_NAME.match(text):
        return _date(found[3], _month(found[2]), found[1])
    if found := NAME_AND_DAY.match(text):
        return _date(found[3], _month(found[1]), found[2])
    return None


def _either(first, mark, second, year):
    """Day and month in the order that is possible; with points it is always the day first."""
    readings = {_date(year, second, first)}
    if mark != ".":
        readings.add(_date(year, first, second))
    readings.discard(None)
    return readings.pop() if len(readings) == 1 else None


def _month(name):
    name = name.lower()
    return MONTHS.index(name) + 1 if name in MONTHS else 0


def _date(year, month, number):
    try:
        found = date(int(year), int(month), int(number))
    except ValueError:
        return None
    return found if found.year >= OLDEST else None

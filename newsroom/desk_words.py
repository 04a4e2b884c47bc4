"""Days, moments and numbers with their words, as the desk's plates write them.

The rule: the same as Django's own filters would, but of days that a page names by the hundred each
is written once.
"""

from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext

# -- Days and moments


def day(value):
    """The day of a moment: “3 Nov 2026”."""
    return _day(timezone.localtime(value).date(), get_language())


def moment(value):
    """“3 Nov 2026, 14:05”, in the present time zone."""
    local = timezone.localtime(value)
    return f"{_day(local.date(), get_language())}, {local:%H:%M}"


@lru_cache(maxsize=4096)
def _day(day, language):
    """A day in the present language, which is named to be told apart."""
    return date_format(day, "j M Y")


# -- Numbers with their words


def how_often_reported(number):
    words = ngettext("Reported once", "Reported %(number)s times", number)
    return words % {"number": number}


def number_approved(number):
    return ngettext("%(number)s approved", "%(number)s approved", number) % {"number": number}


def number_rejected(number):
    return ngettext("%(number)s rejected", "%(number)s rejected", number) % {"number": number}


def number_of_earlier_versions(number):
    words = ngettext("One earlier version", "%(number)s earlier versions", number)
    return words % {"number": number}


def number_of_notes(number):
    words = ngettext("One note of colleagues", "%(number)s notes of colleagues", number)
    return words % {"number": number}

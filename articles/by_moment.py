"""Lists of a desk in the order of one moment, paged by it: neither counted nor skipped through.

The rule: every page costs the same, and an address typed by hand is never a failure.
"""

from datetime import UTC

from django.contrib.admin.views.main import ChangeList
from django.db.models import DateTimeField, Q
from django.utils.dateparse import parse_date, parse_datetime

BEFORE, AFTER = "before", "after"


class ByMoment(ChangeList):
    """A list in one order, newest first, that is paged by the moment of its first and last row.

    `older_url` leads on and `newer_url` back, also where `goes_by` turns the list around.
    """

    def goes_by(self):
        """The moment or day that the list is in the order of, and whether the latest is first."""
        return self.model_admin.newest_by, True

    def get_ordering(self, request, queryset):
        field, falls = self.goes_by()
        return [f"-{field}", "-pk"] if falls else [field, "pk"]

    def get_results(self, request):
        field, falls = self.goes_by()
        further, back = ("lt", "gt") if falls else ("gt", "lt")
        read = _day_and_number if _is_of_days(self.model, field) else _place
        before, after = (read(request.GET.get(name, "")) for name in (BEFORE, AFTER))
        rows = self.queryset
        if after:
            rows = rows.filter(_beyond(field, back, *after)).reverse()
        elif before:
            rows = rows.filter(_beyond(field, further, *before))
        found = self.page_of(rows, self.list_per_page + 1)
        has_more = len(found) > self.list_per_page
        found = found[: self.list_per_page]
        if after:
            found.reverse()
        self.result_list = found
        self.result_count = len(found)
        self.full_result_count = self.result_count  # nothing was counted, so no count is shown
        self.show_full_result_count = False
        self.show_admin_actions = False
        self.can_show_all = self.multi_page = False
        self.paginator = self.model_admin.get_paginator(request, found, self.list_per_page)
        goes_back = has_more if after else bool(before)
        goes_on = True if after else has_more
        self.newer_url = self._turn_to(AFTER, found[0]) if found and goes_back else ""
        self.older_url = self._turn_to(BEFORE, found[-1]) if found and goes_on else ""

    def page_of(self, rows, most):
        """The first of `rows`, in their order, at most so many."""
        return list(rows[:most])

    def get_query_string(self, new_params=None, remove=None):
        """Every link that narrows or widens the list leads to its first page."""
        return super().get_query_string(new_params, [*(remove or []), BEFORE, AFTER])

    def _turn_to(self, direction, row):
        moment = getattr(row, self.goes_by()[0]).isoformat()
        return self.get_query_string({direction: f"{moment}_{row.pk}"})


def up_to(field, direction, moment, number):
    """The rows up to the one that stands at (`moment`, `number`), and that one."""
    side = Q(**{f"{field}__{direction}": moment}) | Q(**{f"pk__{direction}e": number})
    return Q(**{f"{field}__{direction}e": moment}) & side


def is_number(value):
    """Whether some words are the number of a row, small enough for the database."""
    return value.isascii() and value.isdigit() and len(value) < 19


def _place(token):
    """The moment and number of the row that `token` (moment_number) stands for, or None."""
    moment, _underscore, number = token.rpartition("_")
    try:
        moment = parse_datetime(moment)
        if moment is None or moment.tzinfo is None or not is_number(number):
            return None
        return moment.astimezone(UTC), int(number)
    except (ValueError, OverflowError):  # no such day, or none that every time zone has
        return None


def _is_of_days(model, field):
    return not isinstance(model._meta.get_field(field), DateTimeField)


def _day_and_number(token):
    """The day and number of the row that `token` (day_number) stands for, or None."""
    day, _underscore, number = token.rpartition("_")
    try:
        day = parse_date(day)
    except ValueError:  # no such day
        return None
    return (day, int(number)) if day is not None and is_number(number) else None


def _beyond(field, direction, moment, number):
    """The rows on one side of the one that stands at (`moment`, `number`)."""
    side = Q(**{f"{field}__{direction}": moment}) | Q(**{f"pk__{direction}": number})
    return Q(**{f"{field}__{direction}e": moment}) & side  # the first part finds the index

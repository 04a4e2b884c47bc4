"""Lists of the reply desk: in the order of one moment, paged by it, neither counted nor skipped.

The rule: whatever stands in an address, only what the list itself puts there is looked at.
"""

from datetime import UTC

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.db.models import Q
from django.utils.dateparse import parse_datetime

from comments import moderation, text

MOST_WORDS = 8  # of a search
BEFORE, AFTER, ORDER = "before", "after", "order"
OLDEST_FIRST = "oldest"
PARTS_OF_A_DAY = {"year": range(1900, 3000), "month": range(1, 13), "day": range(1, 32)}


class ByMoment(ChangeList):
    """Newest first, or oldest first where that is asked for. Every page costs the same.

    A page is named by the moment and number of the row that it goes on from. The admin says in
    `newest_by` which moment that is.
    """

    def get_filters_params(self, params=None):
        kept = super().get_filters_params(params)
        return {name: value for name, value in kept.items() if name not in {BEFORE, AFTER}}

    def get_ordering(self, request, queryset):
        field = self.model_admin.newest_by
        self.is_oldest_first = request.GET.get(ORDER) == OLDEST_FIRST
        return [field, "pk"] if self.is_oldest_first else [f"-{field}", "-pk"]

    def get_results(self, request):
        onwards, back = (AFTER, BEFORE) if self.is_oldest_first else (BEFORE, AFTER)
        goes_on, goes_back = request.GET.get(onwards), request.GET.get(back)
        # What narrows, turns or searches the list leads to its first page.
        for name in (BEFORE, AFTER):
            self.params.pop(name, None)
            self.filter_params.pop(name, None)
        rows = self.queryset
        if goes_back:
            rows = rows.filter(self._beyond(back, goes_back)).reverse()
        elif goes_on:
            rows = rows.filter(self._beyond(onwards, goes_on))
        found = list(rows[: self.list_per_page + 1])
        has_more = len(found) > self.list_per_page
        found = found[: self.list_per_page]
        if goes_back:
            found.reverse()
        has_previous, has_next = (has_more, True) if goes_back else (bool(goes_on), has_more)
        self.previous_url = self._turn_to(back, found[0]) if found and has_previous else ""
        self.next_url = self._turn_to(onwards, found[-1]) if found and has_next else ""
        self.result_list = found
        # Nothing was counted, so no count is shown.
        self.result_count = self.full_result_count = len(found)
        self.show_full_result_count = self.can_show_all = self.multi_page = False
        self.show_admin_actions = bool(found)
        self.paginator = self.model_admin.get_paginator(request, found, self.list_per_page)

    def _turn_to(self, direction, row):
        moment = getattr(row, self.model_admin.newest_by).isoformat()
        return self.get_query_string({direction: f"{moment}_{row.pk}"})

    def _beyond(self, direction, token):
        """The rows before or after the one that `token` (moment_number) stands for."""
        moment, _underscore, number = token.rpartition("_")
        try:
            moment = parse_datetime(moment)
            if moment is None or moment.tzinfo is None or not is_number(number):
                raise IncorrectLookupParameters
            moment = moment.astimezone(UTC)
        except (ValueError, OverflowError):  # no such day, or none that every time zone has
            raise IncorrectLookupParameters from None
        field, side = self.model_admin.newest_by, "gt" if direction == AFTER else "lt"
        past = Q(**{f"{field}__{side}": moment}) | Q(**{f"pk__{side}": int(number)})
        return Q(**{f"{field}__{side}e": moment}) & past  # the first part finds the index


class DeskAdmin(admin.ModelAdmin):
    """A long list for moderators, in which nobody adds, edits or deletes by hand."""

    newest_by = None  # the moment it is ordered and paged by
    sortable_by = ()
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return ByMoment

    def changelist_view(self, request, extra_context=None):
        asked = request.GET.copy()
        for name in list(asked):
            value = asked[name]  # the last, where an address says several
            if self._understands(name, value):
                asked[name] = value
            else:
                del asked[name]
        request.GET = asked
        return super().changelist_view(request, extra_context)

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the list's own filters ask: any other question may cost, fail or tell."""
        return self._understands(lookup, value)

    def _understands(self, name, value):
        """Whether the list itself would have put `name`, with such a value, into its address."""
        day, _underscores, part = name.rpartition("__")
        if day and day == self.date_hierarchy:
            return is_number(value) and int(value) in PARTS_OF_A_DAY.get(part, ())
        known = {SEARCH_VAR, BEFORE, AFTER}
        for one in self.list_filter:
            known.add(f"{one}__exact" if isinstance(one, str) else one.parameter_name)
        return name in known and value == text.scrub(value)

    def get_object(self, request, object_id, from_field=None):
        """None for whatever is no number of a row, as for a row that is not there."""
        if not is_number(object_id):
            return None
        return super().get_object(request, object_id, from_field)

    def get_search_results(self, request, queryset, search_term):
        """A database can look for a few words at once, not for thousands."""
        words = " ".join(search_term.split()[:MOST_WORDS])
        return super().get_search_results(request, queryset, words)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(moderation.PERMISSION)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def is_number(value):
    """Whether some words are the number of a row, small enough for the database."""
    return value.isascii() and value.isdigit() and len(value) < 10

"""What the desk's screens have in common: lists that neither count nor skip, and safe scripts.

The rule: an address typed by hand is never a failure; what a list does not know it passes over.
"""

from datetime import UTC

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import DateTimeField, Q
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.text import capfirst
from js_asset import Media

from articles.body import writable

BEFORE, AFTER = "before", "after"
LONGEST_SEARCH = 400  # characters


class DeskList(ChangeList):
    """A list that is narrowed by the filters it shows, and by nothing else an address may say."""

    def get_filters_params(self, params=None):
        kept = super().get_filters_params(params)
        return {name: value for name, value in kept.items() if self.model_admin.is_filter(name)}


class NewestFirst(DeskList):
    """A list in one order, newest first, that is paged by the moment of its first and last row.

    The archive is neither counted nor skipped through: every page costs the same.
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
        has_newer = has_more if after else bool(before)
        has_older = True if after else has_more
        self.newer_url = self._turn_to(AFTER, found[0]) if found and has_newer else ""
        self.older_url = self._turn_to(BEFORE, found[-1]) if found and has_older else ""

    def page_of(self, rows, most):
        """The first of `rows`, in their order, at most so many."""
        return list(rows[:most])

    def get_query_string(self, new_params=None, remove=None):
        """Every link that narrows or widens the list leads to its first page."""
        return super().get_query_string(new_params, [*(remove or []), BEFORE, AFTER])

    def _turn_to(self, direction, row):
        moment = getattr(row, self.goes_by()[0]).isoformat()
        return self.get_query_string({direction: f"{moment}_{row.pk}"})


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


def up_to(field, direction, moment, number):
    """The rows up to the one that stands at (`moment`, `number`), and that one."""
    side = Q(**{f"{field}__{direction}": moment}) | Q(**{f"pk__{direction}e": number})
    return Q(**{f"{field}__{direction}e": moment}) & side


class DeskAdmin(admin.ModelAdmin):
    """A screen of the desk."""

    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 40
    view_on_site = False
    newest_by = None  # the moment a long list is ordered and paged by
    form_media = Media()  # what the form needs beside what its fields bring

    def get_changelist(self, request, **kwargs):
        return NewestFirst if self.newest_by else DeskList

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the list's own filters ask: any other question may cost, fail or tell."""
        return self.is_filter(lookup)

    def is_filter(self, parameter):
        """Whether one of the list's filters puts this parameter into an address."""
        return any(parameter in _parameters_of(one) for one in self.list_filter)

    def get_search_results(self, request, queryset, search_term):
        """As many words as a person would type; the database chokes on thousands."""
        return super().get_search_results(request, queryset, " ".join(words_in(search_term)))

    def changelist_view(self, request, extra_context=None):
        """What no text can hold would be an error of the database: it is as if it were absent."""
        asked = request.GET.copy()
        for name, values in list(asked.lists()):
            if any(value != writable(value) for value in values):
                del asked[name]
        request.GET = asked
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def render_change_form(self, request, context, *args, **kwargs):
        """The import map is an inline script: it carries the nonce of the page's policy."""
        media = context["media"] + self.form_media
        context["media"] = media.with_nonce(str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)


def _parameters_of(one):
    """What a filter of a list, a field's name or a class, puts into the list's address."""
    if isinstance(one, tuple):  # a field's name and the class that filters by it
        one = one[0]
    if isinstance(one, str):
        return {f"{one}__exact", f"{one}__id__exact", f"{one}__isnull"}
    return {one.parameter_name}


def short_moment(moment):
    """A moment as the desk's lists show it, in the newsroom's time zone."""
    return date_format(timezone.localtime(moment), "j M Y, H:i") if moment else ""


def numbers_in(values, *, most=200):
    """The row numbers among what somebody sent, at most so many; anything else is left out."""
    return [int(value) for value in values if is_number(value)][:most]


def is_number(value):
    """Whether some words are the number of a row, small enough for the database."""
    return value.isascii() and value.isdigit() and len(value) < 19


def words_in(query, *, most=8):
    """The words of a search, at most so many, without what no database can look for."""
    return writable(query[:LONGEST_SEARCH]).split()[:most]

"""What the desk's screens have in common: lists that neither count nor skip, and safe scripts.

The rule: an address typed by hand is never a failure; what a list does not know it passes over.
"""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from js_asset import Media

from articles.body import writable
from articles.by_moment import ByMoment, is_number

LONGEST_SEARCH = 400  # characters


class DeskList(ChangeList):
    """A list that is narrowed by the filters it shows, and by nothing else an address may say."""

    def get_filters_params(self, params=None):
        kept = super().get_filters_params(params)
        return {name: value for name, value in kept.items() if self.model_admin.is_filter(name)}


class NewestFirst(DeskList, ByMoment):
    """A list that is narrowed by its own filters, newest first, and paged by that moment."""


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


def words_in(query, *, most=8):
    """The words of a search, at most so many, without what no database can look for."""
    return writable(query[:LONGEST_SEARCH]).split()[:most]

"""Lists of the reply desk: in the order of one moment, paged by it, neither counted nor skipped.

The rule: whatever stands in an address, only what the list itself puts there is looked at.
"""

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR

from articles.by_moment import AFTER, BEFORE, ByMoment
from comments import moderation, text

MOST_WORDS = 8  # of a search
ORDER = "order"
OLDEST_FIRST = "oldest"
PARTS_OF_A_DAY = {"year": range(1900, 3000), "month": range(1, 13), "day": range(1, 32)}


class InOrder(ByMoment):
    """Newest first, or oldest first where that is asked for."""

    def goes_by(self):
        return self.model_admin.newest_by, self.params.get(ORDER) != OLDEST_FIRST

    def get_filters_params(self, params=None):
        kept = super().get_filters_params(params)
        return {name: value for name, value in kept.items() if name not in {BEFORE, AFTER}}

    def get_results(self, request):
        super().get_results(request)
        # What narrows, turns or searches the list leads to its first page.
        for name in (BEFORE, AFTER):
            self.params.pop(name, None)
            self.filter_params.pop(name, None)

    @property
    def is_oldest_first(self):
        return not self.goes_by()[1]


class DeskAdmin(admin.ModelAdmin):
    """A long list for moderators, in which nobody adds, edits or deletes by hand."""

    newest_by = None  # the moment it is ordered and paged by
    further_words = ()  # that an address of the list may say
    sortable_by = ()
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def get_changelist(self, request, **kwargs):
        return InOrder

    def changelist_view(self, request, extra_context=None):
        request.GET = self.understood(request.GET)
        return super().changelist_view(request, extra_context)

    def understood(self, asked):
        """What an address asks, as far as the list itself would have put it there."""
        kept = asked.copy()
        for name in list(kept):
            value = kept[name]  # the last, where an address says several
            if self._understands(name, value):
                kept[name] = value
            else:
                del kept[name]
        return kept

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the list's own filters ask: any other question may cost, fail or tell."""
        return self._understands(lookup, value)

    def _understands(self, name, value):
        """Whether the list itself would have put `name`, with such a value, into its address."""
        day, _underscores, part = name.rpartition("__")
        if day and day == self.date_hierarchy:
            return is_number(value) and int(value) in PARTS_OF_A_DAY.get(part, ())
        known = {SEARCH_VAR, BEFORE, AFTER, *self.further_words}
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

"""The log of people: who was trusted, held, suspended or banned, by whom, until when and why."""

from django.contrib import admin
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.admin.decisions import Log, PersonFilter
from comments.models import Standing, StandingChange

LIFTED = "none"  # in an address


class ToStandingFilter(admin.SimpleListFilter):
    """Changes by the standing they led to."""

    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [(value or LIFTED, label) for value, label in Standing.choices]

    def queryset(self, request, queryset):
        chosen = self.value()
        if chosen not in dict(self.lookup_choices):
            return queryset
        return queryset.leading_to("" if chosen == LIFTED else chosen)


@admin.register(StandingChange)
class StandingChangeAdmin(Log):
    list_display = ("when", "who", "what", "reason", "about", "undone")
    list_filter = (ToStandingFilter, PersonFilter)
    list_select_related = ("made_by", "writer", "taken_back_by__made_by")
    search_fields = ("reason",)
    fields = ("when", "who", "what", "reason", "about", "undone")
    readonly_fields = fields
    exported = (
        ("change", "pk"),
        ("when", "made_at"),
        ("who", "made_by__username"),
        ("writer", "writer_id"),
        ("from", "from_standing"),
        ("from_until", "from_until"),
        ("to", "to_standing"),
        ("until", "until"),
        ("reason", "reason"),
        ("takes_back", "takes_back_id"),
        ("taken_back_when", "taken_back_by__made_at"),
        ("taken_back_by", "taken_back_by__made_by__username"),
    )

    def changelist_view(self, request, extra_context=None):
        title = _("Changes of standing")
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    @admin.display(description=gettext_lazy("Change"))
    def what(self, change):
        if change.until is None:
            return str(change)
        until = date_format(localtime(change.until), "j M Y, H:i T")
        return _("%(change)s, until %(until)s") % {"change": change, "until": until}

    @admin.display(description=gettext_lazy("Writer"))
    def about(self, change):
        address = reverse("admin:comments_writer_change", args=[change.writer_id])
        return format_html(
            '<a class="desk-writer__address" href="{}">{}</a>', address, change.writer
        )

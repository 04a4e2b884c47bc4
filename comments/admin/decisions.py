"""The log: every decision on every reply, to read, to take away and never to change."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments.admin.exporting import Exporting
from comments.admin.lists import DeskAdmin
from comments.models import Decision


class HandFilter(admin.SimpleListFilter):
    """Whose decisions: a moderator's, a rule's, a writer's."""

    title = gettext_lazy("hand or rules")
    parameter_name = "made"

    def lookups(self, request, model_admin):
        return [
            ("hand", _("Hand")),
            ("rules", _("The rules")),
            ("writer", _("The writer")),
        ]

    def queryset(self, request, queryset):
        chosen = {
            "hand": queryset.by_hand,
            "rules": queryset.by_rules,
            "writer": queryset.by_the_writer,
        }
        return chosen.get(self.value(), queryset.all)()


class PersonFilter(admin.SimpleListFilter):
    """The decisions of one person: of those who made any."""

    title = gettext_lazy("person")
    parameter_name = "person"

    def lookups(self, request, model_admin):
        deciders = get_user_model().objects.filter(pk__in=model_admin.model.objects.deciders())
        return [(str(person.pk), str(person)) for person in deciders.order_by("username")]

    def queryset(self, request, queryset):
        known = dict(self.lookup_choices)
        return queryset.by_person(int(self.value())) if self.value() in known else queryset


class Log(Exporting, DeskAdmin):
    """A ledger that is read in lines, newest first."""

    list_display_links = None
    date_hierarchy = "made_at"
    newest_by = "made_at"
    list_per_page = 50
    change_list_template = "admin/comments/log/change_list.html"

    def get_urls(self):
        return [*self.export_urls(), *super().get_urls()]

    @admin.display(description=gettext_lazy("When"), ordering="made_at")
    def when(self, row):
        return date_format(localtime(row.made_at), "j M Y, H:i T")

    @admin.display(description=gettext_lazy("Who"))
    def who(self, row):
        return row.decider

    @admin.display(description=gettext_lazy("Taken back"))
    def undone(self, row):
        back = getattr(row, "taken_back_by", None)
        return f"{back.decider}, {self.when(back)}" if back else "–"


@admin.register(Decision)
class DecisionAdmin(Log):
    list_display = ("when", "who", "what", "because", "about", "undone")
    list_filter = ("verb", "reason", HandFilter, PersonFilter)
    list_select_related = ("made_by", "reply", "taken_back_by__made_by")
    search_fields = ("reply__comment", "note")
    fields = ("when", "who", "what", "because", "about", "undone")
    readonly_fields = fields
    exported = (
        ("decision", "pk"),
        ("when", "made_at"),
        ("who", "made_by__username"),
        ("rule", "rule"),
        ("verdict", "verb"),
        ("from", "from_state"),
        ("to", "to_state"),
        ("reason", "reason"),
        ("note", "note"),
        ("version", "version"),
        ("reply", "reply_id"),
        ("story", "reply__story_id"),
        ("writer", "reply__writer_id"),
        ("takes_back", "takes_back_id"),
        ("taken_back_when", "taken_back_by__made_at"),
        ("taken_back_by", "taken_back_by__made_by__username"),
    )

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Decisions"), **(extra_context or {})})

    @admin.display(description=gettext_lazy("Decision"))
    def what(self, decision):
        return render_to_string("admin/comments/log/what.html", {"decision": decision})

    @admin.display(description=gettext_lazy("Why"))
    def because(self, decision):
        return render_to_string("admin/comments/log/because.html", {"decision": decision})

    @admin.display(description=gettext_lazy("Reply"))
    def about(self, decision):
        return render_to_string("admin/comments/log/about.html", {"decision": decision})

"""The log: every decision on every reply, to read and never to change."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from comments.admin.lists import DeskAdmin
from comments.models import Decision


@admin.register(Decision)
class DecisionAdmin(DeskAdmin):
    list_display = ("made_at", "made_by", "verb", "change", "reason", "note", "about")
    list_filter = ("verb", "reason")
    list_select_related = ("made_by", "reply")
    search_fields = ("reply__comment", "note")
    date_hierarchy = "made_at"
    newest_by = "made_at"
    fields = ("about", "made_at", "made_by", "verb", "change", "reason", "note")
    readonly_fields = fields

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Decisions"), **(extra_context or {})})

    @admin.display(description=_("From and to"))
    def change(self, decision):
        return str(decision)

    @admin.display(description=_("Reply"))
    def about(self, decision):
        address = reverse("admin:comments_reply_change", args=[decision.reply_id])
        return format_html('<a href="{}">{}</a>', address, decision.reply)

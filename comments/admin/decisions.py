"""The log: every decision on every reply, to read and never to change."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from comments import moderation
from comments.models import Decision


@admin.register(Decision)
class DecisionAdmin(admin.ModelAdmin):
    list_display = ("made_at", "made_by", "verb", "change", "reason", "note", "about")
    list_filter = ("verb", "reason")
    list_select_related = ("made_by", "reply")
    search_fields = ("reply__comment", "note")
    date_hierarchy = "made_at"
    ordering = ("-made_at", "-pk")
    show_full_result_count = False
    fields = ("about", "made_at", "made_by", "verb", "change", "reason", "note")
    readonly_fields = fields

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Decisions"), **(extra_context or {})})

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

    @admin.display(description=_("From and to"))
    def change(self, decision):
        return str(decision)

    @admin.display(description=_("Reply"))
    def about(self, decision):
        address = reverse("admin:comments_reply_change", args=[decision.reply_id])
        return format_html('<a href="{}">{}</a>', address, decision.reply)

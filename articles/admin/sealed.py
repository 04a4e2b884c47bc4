"""Sealed copies of killed stories: read by those with the permission, changed by nobody."""

import json

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media

from articles import workflow
from articles.body import plain_text
from articles.models import SealedCopy

from .desk import DeskAdmin


@admin.register(SealedCopy)
class SealedCopyAdmin(DeskAdmin):
    list_display = ["headline", "killed", "killed_by"]
    newest_by = "killed_at"
    search_fields = ["headline"]
    fields = ["headline", "killed", "killed_by", "reason", "notice", "text", "everything"]
    readonly_fields = fields
    form_media = Media(css={"all": ["css/desk-sealed.css"]})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["title"] = _("Sealed copy: %(headline)s") % {"headline": obj.headline}
        context["subtitle"] = None
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description=gettext_lazy("killed"))
    def killed(self, sealed):
        return workflow.in_words(sealed.killed_at)

    @admin.display(description=gettext_lazy("what it said"))
    def text(self, sealed):
        desk = sealed.content["desk"]
        paragraphs = [desk["standfirst"], *plain_text(desk["body"]).split("\n")]
        text = format_html_join("", "<p>{}</p>", ((words,) for words in paragraphs if words))
        return format_html('<div class="desk-sealed">{}</div>', text)

    @admin.display(description=gettext_lazy("everything that was kept"))
    def everything(self, sealed):
        kept = json.dumps(sealed.content, ensure_ascii=False, indent=1)
        return format_html("<details><summary>{}</summary><pre>{}</pre></details>", _("Show"), kept)

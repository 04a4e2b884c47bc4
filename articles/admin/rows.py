"""The rows beside a story: byline, related links, corrections.

Each set keeps one empty row waiting, so that none needs a script.
"""

import json

from django.contrib import admin
from django.utils.translation import gettext_lazy

from articles.forms import (
    BylineForm,
    BylineFormSet,
    CorrectionForm,
    CorrectionFormSet,
    OrderedFormSet,
    RelatedLinkForm,
)
from articles.models import Byline, Correction, RelatedLink


def frame_of(inline):
    """What the admin's own script is told of a set of rows: its link, in our words."""
    frame = json.loads(inline.inline_formset_data())
    if words := getattr(inline.opts, "add_another", ""):
        frame["options"]["addText"] = str(words)
    return json.dumps(frame)


class Rows(admin.StackedInline):
    """Rows beside the story; one empty row always waits, so none needs a script."""

    extra = 1
    classes = ()

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm("articles.change_story")

    has_change_permission = has_delete_permission = has_view_permission = has_add_permission


class BylineRows(Rows):
    model = Byline
    add_another = gettext_lazy("Add another name")
    form = BylineForm
    formset = BylineFormSet
    max_num = 20
    template = "admin/articles/story/byline_rows.html"

    def get_extra(self, request, obj=None, **kwargs):
        """A new story's first row already holds who writes; another waits."""
        return 2 if obj is None else 1

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.names_everybody = "everybody" in request.GET
        return formset

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person")


class RelatedRows(Rows):
    model = RelatedLink
    add_another = gettext_lazy("Add another link")
    form = RelatedLinkForm
    formset = OrderedFormSet
    fk_name = "story"
    max_num = 12
    template = "admin/articles/story/related_rows.html"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("target")


class CorrectionRows(admin.StackedInline):
    """Corrections are added and stay: nobody changes or deletes one."""

    model = Correction
    form = CorrectionForm
    formset = CorrectionFormSet
    fields = ["kind", "wrong", "text", "place", "supersedes"]
    extra = 1
    template = "admin/articles/story/correction_rows.html"

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return (
            super().get_queryset(request).select_related("made_by", "superseded_by").newest_first()
        )

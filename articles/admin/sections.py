"""The sections of the paper, their order, and what leads the page of each.

Whoever runs the front page also says which story leads a section; the rest is the publisher's.
"""

from django.contrib import admin
from django.forms import Script
from django.utils.translation import gettext_lazy
from js_asset import Media

from articles import going_out
from articles.forms import SectionForm
from articles.forms.editor import desk_modules
from articles.models import PastSlug, Section

from .desk import DeskAdmin

FIELDS = ["name", "slug", "description", "lead", "position", "replies_open"]


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    form = SectionForm
    form_media = (
        desk_modules
        + Media(css={"all": ["css/desk-fields.css", "css/desk-dialogs.css", "css/desk-story.css"]})
        + Media(js=[Script("js/desk/choosers.js", type="module")])
    )
    fields = FIELDS
    list_display = ["name", "slug", "position", "description", "leads"]
    list_select_related = ["lead__published"]
    list_editable = ["position"]

    def has_change_permission(self, request, obj=None):
        """Of one section, also whoever runs the front page: for its lead."""
        may_lead = obj is not None and request.user.has_perm("articles.change_frontedition")
        return may_lead or super().has_change_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        if super().has_change_permission(request, obj) or obj is None:
            return []
        return [name for name in FIELDS if name != "lead"]

    def save_model(self, request, obj, form, change):
        """Feeds name the section of each story: a new name is noted there."""
        with PastSlug.kept_of(obj):
            super().save_model(request, obj, form, change)
        if change and {"name", "slug"} & set(form.changed_data):
            going_out.note_shared_change(obj.stories.values("pk"))

    def get_prepopulated_fields(self, request, obj=None):
        return {} if self.get_readonly_fields(request, obj) else {"slug": ["name"]}

    @admin.display(description=gettext_lazy("Lead"), empty_value="—")
    def leads(self, section):
        """The headline of its lead; none is told of one that readers do not see."""
        copy = section.lead and section.lead.readers_copy
        return copy.list_headline if copy else None

    def view_on_site(self, obj):
        return obj.get_absolute_url()

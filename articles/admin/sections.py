"""The sections of the paper and their order."""

from django.contrib import admin

from articles.forms import SectionForm
from articles.models import Section

from .desk import DeskAdmin


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    form = SectionForm
    list_display = ["name", "slug", "position", "description"]
    list_editable = ["position"]
    prepopulated_fields = {"slug": ["name"]}

    def view_on_site(self, obj):
        return obj.get_absolute_url()

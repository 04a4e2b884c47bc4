"""The people who write: their page, their picture, their account."""

from django.contrib import admin

from articles.forms import PersonForm
from articles.models import Person

from .desk import DeskAdmin


@admin.register(Person)
class PersonAdmin(DeskAdmin):
    form = PersonForm
    list_display = ["name", "role", "account"]
    list_select_related = ["account"]
    search_fields = ["name", "role"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "role", "bio", "email", "portrait", "account"]

    def view_on_site(self, obj):
        return obj.get_absolute_url()

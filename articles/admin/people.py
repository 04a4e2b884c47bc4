"""The people who write: their page, their picture, their account."""

from django.contrib import admin

from articles import going_out, search
from articles.forms import PersonForm
from articles.models import PastSlug, Person, PublishedByline, Story

from .desk import DeskAdmin


@admin.register(Person)
class PersonAdmin(DeskAdmin):
    form = PersonForm
    list_display = ["name", "role", "account"]
    list_select_related = ["account"]
    search_fields = ["name", "role"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "role", "bio", "email", "links", "portrait", "account"]

    def view_on_site(self, obj):
        return obj.get_absolute_url()

    def save_model(self, request, obj, form, change):
        """Lists, feeds and the desk's search name stories' writers: a new name is noted there."""
        with PastSlug.kept_of(obj):
            super().save_model(request, obj, form, change)
        if change and "name" in form.changed_data:
            search.renew_words_soon(Story.objects.with_name_of(obj).values_list("pk", flat=True))
        if change and {"name", "slug"} & set(form.changed_data):
            going_out.note_shared_change(PublishedByline.objects.of(obj).values("published"))

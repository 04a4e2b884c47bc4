"""Topics are django-taggit's tags, renamed and merged here.

Its own screen merges only its own table of tagged things, and ours are others.
"""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from taggit import admin as stock_screens  # imported, so that it registers before it is replaced
from taggit.models import Tag

from articles import workflow
from articles.forms import TopicForm
from articles.models import PastSlug, TopicPage

from .desk import DeskAdmin
from .finders import find_topics

admin.site.unregister(stock_screens.Tag)


@admin.register(Tag)
class TopicAdmin(DeskAdmin):
    form = TopicForm
    list_display = ["name", "slug"]
    fields = ["name", "slug", "description", "merge_into"]
    ordering = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def get_urls(self):
        find = self.admin_site.admin_view(find_topics)
        return [path("find/", find, name="taggit_tag_find"), *super().get_urls()]

    def save_model(self, request, obj, form, change):
        other = form.cleaned_data.get("merge_into")
        if other is not None:
            TopicPage.say(obj, form.cleaned_data["description"])
            workflow.merge_topics(obj, into=other, by=request.user)
            return
        if not change:
            with PastSlug.kept_of(obj):
                super().save_model(request, obj, form, change)
        elif {"name", "slug"} & set(form.changed_data):  # every story of it is saved
            workflow.rename_topic(obj, by=request.user)
        TopicPage.say(obj, form.cleaned_data["description"])

    def delete_model(self, request, obj):
        workflow.delete_topic(obj, by=request.user)

    def response_change(self, request, obj):
        if obj.pk is None:
            messages.success(request, _("The topics are merged."))
            return redirect("admin:taggit_tag_changelist")
        return super().response_change(request, obj)

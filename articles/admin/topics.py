"""Topics are django-taggit's tags, renamed and merged here.

Its own screen merges only its own table of tagged things, and ours are others.
"""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from taggit import admin as stock_screens  # imported, so that it registers before it is replaced
from taggit.models import Tag

from articles.forms import TopicForm
from articles.models import PublishedTopic, StoryTopic

from .desk import DeskAdmin

admin.site.unregister(stock_screens.Tag)


@admin.register(Tag)
class TopicAdmin(DeskAdmin):
    form = TopicForm
    list_display = ["name", "slug"]
    ordering = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request, obj, form, change):
        other = form.cleaned_data.get("merge_into")
        if other is None:
            super().save_model(request, obj, form, change)
            return
        merge(obj, into=other)

    def response_change(self, request, obj):
        if obj.pk is None:
            messages.success(request, _("The topics are merged."))
            return redirect("admin:taggit_tag_changelist")
        return super().response_change(request, obj)


def merge(topic, *, into):
    """Give every story of `topic`, in both copies, the topic `into`; `topic` is deleted."""
    for tagged in (StoryTopic, PublishedTopic):
        has_both = tagged.objects.filter(tag=into).values("content_object")
        tagged.objects.filter(tag=topic).exclude(content_object__in=has_both).update(tag=into)
    topic.delete()

"""By what the moderator's list is narrowed: queue, section, story; and in which order it stands."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Section, Story
from comments.admin.lists import OLDEST_FIRST, ORDER, is_number
from comments.models import Reply
from comments.queue import QUEUES

NEWEST_FIRST = "newest"


class AsItIs(admin.SimpleListFilter):
    """A word of the list's address that the list reads by itself."""

    def queryset(self, request, queryset):
        return queryset


class QueueFilter(AsItIs):
    """Which queue is looked at: the first with work in it, unless another one is asked for."""

    title = gettext_lazy("queue")
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [(queue.name, queue.label) for queue in QUEUES.values()]


class OrderFilter(AsItIs):
    title = gettext_lazy("order")
    parameter_name = ORDER

    def lookups(self, request, model_admin):
        return [(NEWEST_FIRST, _("Newest first")), (OLDEST_FIRST, _("Oldest first"))]


class SectionFilter(admin.SimpleListFilter):
    """Replies to the stories of one section."""

    title = gettext_lazy("section")
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(str(section.pk), section.name) for section in Section.objects.all()]

    def queryset(self, request, queryset):
        known = dict(self.lookup_choices)
        return queryset.in_section(int(self.value())) if self.value() in known else queryset


class StoryFilter(admin.SimpleListFilter):
    """Replies to one story, which a link in the list chooses.

    A story without replies has no name here: its headline may be nobody's business yet.
    """

    title = gettext_lazy("story")
    parameter_name = "story"

    def lookups(self, request, model_admin):
        value = self.value()
        if not value:
            return []
        story = Story(pk=int(value)) if is_number(value) else Story()
        reply = Reply.objects.on(story).with_desk_parts().first()
        self.story = reply.story if reply else None
        return [(value, reply.story_headline if reply else _("No such story"))]

    def queryset(self, request, queryset):
        return queryset.on(self.story) if self.story else queryset.none()

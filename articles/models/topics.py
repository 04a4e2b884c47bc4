"""Which topics a story has; the topics themselves are django-taggit's tags."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TaggedItemBase

from .dated import Dated, DatedQuerySet


class StoryTopic(TaggedItemBase):
    """A topic of the desk's copy."""

    content_object = models.ForeignKey(
        "articles.Story", on_delete=models.CASCADE, related_name="topics"
    )

    class Meta:
        verbose_name = _("topic of a story")
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="story_has_a_topic_once"
            ),
        ]


class PublishedTopicQuerySet(DatedQuerySet):
    place = "content_object"

    def of(self, tag):
        return self.filter(tag=tag)


class PublishedTopic(TaggedItemBase, Dated):
    """A topic that readers see and can follow to its page, with the moments of its story."""

    content_object = models.ForeignKey(
        "articles.PublishedStory", on_delete=models.CASCADE, related_name="topics"
    )

    objects = PublishedTopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic of a published story")
        indexes = [
            models.Index(
                fields=["tag", "-published_at", "-content_object"], name="published_newest_in_topic"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="published_story_has_a_topic_once"
            ),
        ]

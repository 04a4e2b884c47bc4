"""Which topics a story has; the topics themselves are django-taggit's tags."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TaggedItemBase

from .dated import Dated, DatedQuerySet


class TopicPage(models.Model):
    """What an editor says of a topic, at the head of its page."""

    tag = models.OneToOneField(
        "taggit.Tag", primary_key=True, on_delete=models.CASCADE, related_name="page"
    )
    description = models.TextField(_("description"), max_length=300)

    class Meta:
        verbose_name = _("page of a topic")
        constraints = [
            models.CheckConstraint(
                name="page_of_a_topic_says_something", condition=~models.Q(description="")
            ),
        ]

    def __str__(self):
        return self.description

    @classmethod
    def say(cls, tag, description):
        """Have the page of a topic say this; nothing of its own where it is ""."""
        if description:
            cls.objects.update_or_create(tag=tag, defaults={"description": description})
        else:
            cls.objects.filter(tag=tag).delete()

    @classmethod
    def hand_on(cls, tag, other):
        """Have the page of `other` say what that of `tag` does, where it says nothing yet."""
        if not cls.objects.filter(tag=other).exists():
            cls.objects.filter(tag=tag).update(tag=other)


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

    def under(self, story):
        """Those of one story, each with its topic."""
        return self.filter(content_object=story).order_by("tag").select_related("tag")

    def of_stories(self, numbers):
        return self.filter(content_object__in=numbers)


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

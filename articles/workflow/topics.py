"""Topics that become one."""

from django.db import transaction

from articles.models import PublishedTopic, StoryTopic


@transaction.atomic
def merge_topics(topic, *, into):
    """Give every story of `topic`, in both copies, the topic `into`; `topic` is deleted."""
    for tagged in (StoryTopic, PublishedTopic):
        has_both = tagged.objects.filter(tag=into).values("content_object")
        tagged.objects.filter(tag=topic).exclude(content_object__in=has_both).update(tag=into)
    topic.delete()
    return into

"""How many replies readers see, counted by the database."""

from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from articles.models import PublishedStory
from comments.models import Reply


def counts_for(story_ids):
    """How many replies readers see under each of these stories, in one query: {id: number}."""
    ids = list(story_ids)
    if not ids:
        return {}
    counted = (
        Reply.objects.published().filter(story__in=ids).values("story").annotate(number=Count("pk"))
    )
    return dict.fromkeys(ids, 0) | {row["story"]: row["number"] for row in counted}


def most_discussed(how_many=5, days=30):
    """The live stories with the most replies published in the last `days`, the most first.

    Each has the number as `reply_count`. Two queries, neither of which grows with the archive.
    """
    since = _whole_hour() - timedelta(days=days)
    recent = Reply.objects.published().since(since).on_live_stories()
    counted = recent.values("story").annotate(number=Count("pk")).order_by("-number", "-story")
    numbers = {row["story"]: row["number"] for row in counted[:how_many]}
    stories = PublishedStory.objects.live().select_related("section").in_bulk(list(numbers))
    found = [stories[pk] for pk in numbers if pk in stories]
    for story in found:
        story.reply_count = numbers[story.pk]
    return found


def discussed_until():
    """The moment at which replies grow too old for `most_discussed`: once an hour."""
    return _whole_hour() + timedelta(hours=1)


def _whole_hour():
    return timezone.now().replace(minute=0, second=0, microsecond=0)

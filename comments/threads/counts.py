"""How many replies readers see, counted by the database."""

from datetime import timedelta

from django.db import transaction
from django.db.models import BigIntegerField, Count, DateTimeField, OuterRef, Subquery
from django.utils import timezone

from articles.models import PublishedStory
from articles.prepared import Given, GivenSome, Prepared
from comments.models import MostDiscussed, Reply

OF_LATE = timedelta(days=30)
SHOWN = 5  # stories that a page lists
PLACES = 20  # that are kept, were some withdrawn before the list is made again
LOOKED_AT = 200  # the stories with most replies, some of which readers may not see any more


def counts_for(story_ids):
    """How many replies readers see under each of these stories, in one query: {id: number}."""
    ids = list(story_ids)
    if not ids:
        return {}
    return dict.fromkeys(ids, 0) | dict(UNDER_EACH.rows(ids=ids))


def rank_discussed():
    """A chore: make the list of what is discussed most, by the replies of a month.

    The rows are touched only where the list has changed. Returns how many places it has.
    """
    recent = Reply.objects.published().since(timezone.now() - OF_LATE)
    counted = recent.values("story").annotate(number=Count("pk")).order_by("-number", "-story")
    numbers = dict(counted.values_list("story", "number")[:LOOKED_AT])
    live = set(PublishedStory.objects.live().filter(pk__in=numbers).values_list("pk", flat=True))
    found = [(story, number) for story, number in numbers.items() if story in live][:PLACES]
    with transaction.atomic():
        present = MostDiscussed.objects.select_for_update()
        if found != list(present.values_list("story", "replies")):
            MostDiscussed.objects.all().delete()
            MostDiscussed.objects.bulk_create(
                MostDiscussed(place=place, story_id=story, replies=number)
                for place, (story, number) in enumerate(found, start=1)
            )
    return len(found)


def most_discussed(how_many=SHOWN):
    """The live stories with the most replies of late, the most first.

    Each has the number as `reply_count`. One query, of a list made before.
    """
    return DISCUSSED.rows(moment=timezone.now())[:how_many]


def _under_each():
    asked = Reply.objects.published().under_any(GivenSome("ids", BigIntegerField()))
    return asked.order_by().values_list("story").annotate(number=Count("pk"))


def _discussed():
    listed = MostDiscussed.objects.all()
    number = listed.filter(story=OuterRef("pk")).values("replies")
    live = PublishedStory.objects.live(Given("moment", DateTimeField()))
    lines = live.in_the_order_of(listed).for_a_line()
    return lines.annotate(reply_count=Subquery(number))[:SHOWN]


UNDER_EACH, DISCUSSED = Prepared(_under_each), Prepared(_discussed)

"""What the clock alone changes: stories that come and go by their moments.

The rule: at its moment a story is told by the same names as if its row had been written then.
"""

from django.utils import timezone

from articles import dependence
from articles.models import Likeness, PublishedByline, PublishedStory, PublishedTopic

MOMENTS = ("published_at", "embargo_until", "withdraw_at")


def next_moment(after=None):
    """The next moment at which a story comes before readers or goes; None of none. One query."""
    after = after or timezone.now()
    first = [
        PublishedStory.objects.filter(**{f"{field}__gt": after})
        .order_by(field)
        .values_list(field, flat=True)[:1]
        for field in MOMENTS
    ]
    found = [moment for rows in first for moment in rows]
    return min(found, default=None)


def names_between(after, upto):
    """The names of what came or went by the clock after one moment and up to another."""
    moved = PublishedStory.objects.moved_by_the_clock(after, upto)
    stories = dict(moved.values_list("pk", "published_at"))
    if not stories:
        return set()
    names = {f"story:{pk}" for pk in stories}
    alike = Likeness.objects.filter(alike__in=stories)
    names |= {f"alike:{pk}" for pk in alike.values_list("story", flat=True)}
    lists = [("all", pk) for pk in stories]
    lists += [(f"section:{one}", pk) for pk, one in moved.values_list("pk", "section")]
    topics = PublishedTopic.objects.filter(content_object__in=stories)
    lists += [(f"topic:{tag}", pk) for pk, tag in topics.values_list("content_object", "tag")]
    lines = PublishedByline.objects.filter(published__in=stories, person__isnull=False)
    lists += [(f"person:{one}", pk) for pk, one in lines.values_list("published", "person")]
    for name, pk in lists:
        names |= dependence.names_of_list(name, stories[pk])
    return names

"""Where a reply stands in its thread, as a key that sorts in the order of the page.

The one rule: a key is made once, when the row is written, and never changes. Each part of it is the
moment of posting and the number of a reply, in hex of one width, so that every database sorts it
alike, whatever its collation.
"""

from datetime import UTC, datetime, timedelta

from django.db import models
from django.db.models import Case, Count, OuterRef, Subquery, When, Window
from django.db.models.functions import RowNumber

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEY_LENGTH = 22


def key_of(moment, number):
    """The key of one reply: posted earlier sorts first, then the lower number."""
    microseconds = max(0, (moment - EPOCH) // timedelta(microseconds=1))
    return f"{microseconds:014x}{number:08x}"


class ThreadKeyField(models.CharField):
    """The key of the reply at the top of the thread, which a reply at the top makes itself."""

    def pre_save(self, reply, add):
        if add and not getattr(reply, self.attname):
            setattr(reply, self.attname, key_of(reply.posted_at, reply.pk))
        return super().pre_save(reply, add)


class PlaceField(models.CharField):
    """The keys of the replies it hangs below, but for the top one, and its own; "" at the top."""

    def pre_save(self, reply, add):
        if add and not reply.is_at_the_top:
            above = getattr(reply, self.attname)
            setattr(reply, self.attname, above + key_of(reply.posted_at, reply.pk))
        return super().pre_save(reply, add)


class ByPlace(models.QuerySet):
    """The words for replies by where they stand; none of them joins another table."""

    def in_page_order(self):
        return self.order_by("thread_key", "place")

    def in_thread(self, key):
        return self.filter(thread_key=key)

    def in_thread_with(self, reply):
        return self.in_thread(reply.thread_key)

    def above(self, reply):
        """Those that stand in the same thread and further up."""
        return self.in_thread_with(reply).filter(place__lt=reply.place)

    def on_a_page(self, *, after, threads, replies):
        """Those on the page that begins after so many threads, which has so many of either at most.

        Where not all fit, each thread gives its first, then each its second, until it is full.
        """
        keys = self.order_by("thread_key").values("thread_key").distinct()[after : after + threads]
        nth = Window(RowNumber(), partition_by="thread_key", order_by="place")
        of_these = self.filter(thread_key__in=keys).annotate(nth=nth)
        return of_these.order_by("nth", "thread_key")[:replies]

    def count_threads_before(self, reply):
        earlier = self.filter(thread_key__lt=reply.thread_key)
        return earlier.order_by().values("thread_key").distinct().count()

    def with_numbers_of(self, shown):
        """Each with how many `replies` and `threads` are among those `shown` under its story.

        A reply at the top also has `size`: how many of them are in its thread, itself included.
        """
        under = shown.order_by().values("story")
        same = shown.order_by().filter(thread_key=OuterRef("thread_key")).values("thread_key")
        counted = same.annotate(number=Count("pk")).values("number")
        threads = under.annotate(number=Count("thread_key", distinct=True))
        return self.annotate(
            replies=Subquery(under.annotate(number=Count("pk")).values("number")),
            threads=Subquery(threads.values("number")),
            size=Case(When(in_answer_to=None, then=Subquery(counted))),
        )

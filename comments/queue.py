"""What the desk sees next: queues are views over the states of replies, and hold nothing.

The rule: a queue is read along an index in the order of one moment, and counted no further than a
person would work through.
"""

from dataclasses import dataclass

from django.db.models import Func, IntegerField, Q
from django.utils.translation import gettext_lazy as _

from comments.models import Reply, State

MOST_COUNTED = 1000  # a badge says no larger number


@dataclass(frozen=True)
class Queue:
    name: str
    label: str
    holds: Q
    is_work: bool = False  # somebody waits for a moderator there
    ordered_by: str = "posted_at"
    is_oldest_first: bool = False  # unless the other order is asked for

    def of(self, replies):
        """Those of a queryset of replies that stand in this queue."""
        return replies.filter(self.holds)


QUEUES = {
    queue.name: queue
    for queue in (
        Queue("waiting", _("Waiting"), Q(state=State.PENDING), is_work=True),
        Queue(
            "reported",
            _("Reported"),
            Q(state=State.PUBLISHED, reported_at__isnull=False),
            is_work=True,
            ordered_by="reported_at",
            is_oldest_first=True,
        ),
        Queue(
            "unmoderated",
            _("Unmoderated"),
            Q(state=State.PUBLISHED, looked_at__isnull=True),
            is_work=True,
        ),
        Queue(
            "appeals",
            _("Appeals"),
            Q(appealed_at__isnull=False),
            is_work=True,
            ordered_by="appealed_at",
            is_oldest_first=True,
        ),
        Queue("published", _("Published"), Q(state=State.PUBLISHED)),
        Queue("rejected", _("Rejected"), Q(state=State.REJECTED)),
        Queue("spam", _("Spam"), Q(state=State.SPAM)),
        Queue("gone", _("Removed and withdrawn"), Q(state__in=[State.REMOVED, State.WITHDRAWN])),
        Queue("unconfirmed", _("Unconfirmed"), Q(state=State.UNCONFIRMED)),
        Queue("all", _("All"), Q()),
    )
}
FIRST = QUEUES["waiting"]


class Bounded(Func):
    """How many rows a sliced query finds."""

    template = "(SELECT COUNT(*) FROM %(expressions)s AS bounded)"
    output_field = IntegerField()


def counts():
    """How many replies want a moderator, {name: number up to MOST_COUNTED}, in one query."""
    names = [queue.name for queue in QUEUES.values() if queue.is_work]
    within = {
        name: Bounded(QUEUES[name].of(Reply.objects).values("pk")[:MOST_COUNTED]) for name in names
    }
    # Any row will do to hang the numbers on; where there is none, they are all nought.
    rows = Reply.objects.values_list(*within.values())[:1]
    found = next(iter(rows), [0] * len(names))
    return dict(zip(names, found, strict=True))


def chosen(name, numbers):
    """The queue of a name; the first with work in it where there is no such name."""
    with_work = (QUEUES[name] for name, number in numbers.items() if number)
    return QUEUES.get(name) or next(with_work, FIRST)

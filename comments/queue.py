"""What the desk sees next: queues are views over the states of replies, and hold nothing."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from comments.models import State


@dataclass(frozen=True)
class Queue:
    name: str
    label: str
    states: tuple[str, ...]  # none for every state

    def of(self, replies):
        """Those of a queryset of replies that stand in this queue."""
        return replies.filter(state__in=self.states) if self.states else replies


QUEUES = {
    queue.name: queue
    for queue in (
        Queue("waiting", _("Waiting"), (State.PENDING,)),
        Queue("published", _("Published"), (State.PUBLISHED,)),
        Queue("rejected", _("Rejected"), (State.REJECTED,)),
        Queue("spam", _("Spam"), (State.SPAM,)),
        Queue("gone", _("Removed and withdrawn"), (State.REMOVED, State.WITHDRAWN)),
        Queue("unconfirmed", _("Unconfirmed"), (State.UNCONFIRMED,)),
        Queue("all", _("All"), ()),
    )
}
FIRST = QUEUES["waiting"]

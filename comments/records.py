"""What a writer's replies say of them: how many stood, how many were refused, how the last went.

The one rule: it is counted from the replies themselves whenever it is asked for, and from none that
its address did not confirm: anybody can type an address.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import BigIntegerField, Count, Max, Window
from django.db.models.functions import RowNumber

from articles.prepared import GivenSome, Prepared
from comments.models import Reply, State

LAST = 10
STOOD = (State.PUBLISHED,)
REFUSED = (State.REJECTED, State.SPAM, State.REMOVED)


class Recent(NamedTuple):
    """One of a writer's last replies."""

    reply_id: int
    state: State
    posted_at: datetime


@dataclass(frozen=True)
class Record:
    since: datetime  # when the address was first seen here
    numbers: dict[str, int] = field(default_factory=dict)  # state: how many replies
    last: list[Recent] = field(default_factory=list)  # newest first, LAST at most

    @property
    def approved(self) -> int:
        return sum(self.numbers.get(state, 0) for state in STOOD)

    @property
    def rejected(self) -> int:
        """Rejected, marked as spam or removed."""
        return sum(self.numbers.get(state, 0) for state in REFUSED)

    @property
    def waiting(self) -> int:
        return self.numbers.get(State.PENDING, 0)

    @property
    def withdrawn(self) -> int:
        return self.numbers.get(State.WITHDRAWN, 0)

    @property
    def share(self) -> int | None:
        """The share of refused replies among the decided ones, in per cent; None without any."""
        decided = self.approved + self.rejected
        return round(100 * self.rejected / decided) if decided else None


def names_of(writer):
    """The names that a writer used, the latest first. One query."""
    theirs = Reply.objects.by_writer(writer).confirmed().values_list("user_name")
    named = theirs.annotate(last=Max("posted_at")).order_by("-last")
    return [name for name, _last in named if name]


def names_in(found):
    """The names under which the last replies of some Records stand, {writer_id: [name]}."""
    last = [recent.reply_id for record in found for recent in record.last]
    names = {}
    replies = Reply.objects.filter(pk__in=last).newest_first()
    for writer, name in replies.values_list("writer", "user_name"):
        if name and name not in names.setdefault(writer, []):
            names[writer].append(name)
    return names


def record_of(writer):
    """The record of one writer. Two queries."""
    return records_for([writer])[writer.pk]


def records_for(writers):
    """The records of some writers by their ids, {writer_id: Record}: two queries for any number."""
    since = {writer.pk: writer.first_seen_at for writer in writers if writer is not None}
    if not since:
        return {}
    numbers, last = {pk: {} for pk in since}, {pk: [] for pk in since}
    for writer, state, number in NUMBERS.rows(ids=since):
        numbers[writer][state] = number
    for writer, *rest in RECENT.rows(ids=since):
        last[writer].append(Recent(*rest))
    return {pk: Record(since[pk], numbers[pk], last[pk]) for pk in since}


def _theirs():
    return Reply.objects.filter(writer__in=GivenSome("ids", BigIntegerField())).confirmed()


def _numbers():
    return _theirs().values_list("writer", "state").annotate(Count("pk"))


def _recent():
    newest = Window(RowNumber(), partition_by="writer", order_by=["-posted_at", "-pk"])
    recent = _theirs().annotate(nth=newest).filter(nth__lte=LAST).order_by("nth")
    return recent.values_list("writer", "pk", "state", "posted_at")


NUMBERS, RECENT = Prepared(_numbers), Prepared(_recent)

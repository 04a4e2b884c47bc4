"""Of what somebody is owed a mail, and whether it went out: the same two columns wherever it is.

A mail is claimed before it is sent and noted afterwards. A worker that dies in between leaves a
claim that runs out, so that nothing is lost; what it had sent but not noted is sent a second time,
with the same Message-ID. What is owed to nobody has no moment in `tell_after`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

CLAIMED_FOR = timedelta(minutes=10)  # more than a server that hangs takes to be given up
OVERDUE_AFTER = timedelta(minutes=10)  # by then a mail's own task should have seen to it
OWED_FOR = timedelta(days=30)  # what is older is nobody's news
SOON = timedelta(minutes=5)


@dataclass(frozen=True)
class Telling:
    """Two columns of a model: when it was told, and from when on it may be."""

    told: str = "told_at"
    after: str = "tell_after"

    def untold(self, rows):
        """Those of a queryset that nobody was told of; a task that names them may yet do it."""
        return rows.filter(**{f"{self.told}__isnull": True})

    def free(self, rows):
        """The untold that no worker is telling of at this moment."""
        may_be = Q(**{self.after: None}) | Q(**{f"{self.after}__lte": timezone.now()})
        return self.untold(rows).filter(may_be)

    def overdue(self, rows, since="made_at"):
        """What is owed since days or minutes and was not told, the longest untried first."""
        now = timezone.now()
        late = {f"{self.after}__lte": now - OVERDUE_AFTER, f"{since}__gt": now - OWED_FOR}
        return self.untold(rows).filter(**late).order_by(self.after, "pk")

    def claim(self, rows):
        """Claim one row, given as a queryset: of two workers with the same row one tells of it."""
        return self.free(rows).update(**{self.after: timezone.now() + CLAIMED_FOR}) > 0

    def note(self, rows):
        """Write down that the mail was sent."""
        return rows.update(**{self.told: timezone.now()})

    def give_back(self, rows, *, since=None):
        """Let a claim go, its mail not being sent.

        `since` is the moment of what it tells of, where the mail server refused this very mail: it
        is then tried after twice the time, however often that is. A server that is away tells
        nothing about the mail, which may go out as soon as it is back.
        """
        now = timezone.now()
        pause = max(SOON, now - since) if since else timedelta(0)
        return rows.update(**{self.after: now + pause})

    def forget(self, rows):
        """There is nothing to tell of any more."""
        return rows.update(**{self.after: None})


BY_MAIL = Telling()
QUESTION = Telling("asked_by_mail_at", "ask_after")  # the mail with a link to confirm
ANSWER = Telling("told_of_at", "tell_of_after")  # a reply, to the writer of what it answers

"""What an address did here before, as far as the checks ask: counted in one query."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q

from comments.models import Reply, State

AN_HOUR = timedelta(hours=1)
REPEAT_WITHIN = timedelta(days=1)
SOON_SAID = 40  # characters: “I agree.” may be said to several people

REFUSED = (State.REJECTED, State.SPAM, State.REMOVED)


@dataclass(frozen=True)
class Record:
    """Numbers of replies from one address, the one that is judged again left out."""

    just_now: int = 0  # within the pause
    in_the_hour: int = 0
    repeats: int = 0  # of the same words within a day
    approved: int = 0  # by a moderator, and readers see them
    refused_while_trusted: int = 0  # within the days that trust by record looks back
    decided: int = 0  # within the days that recent history looks back
    refused: int = 0  # of those


def record_of(attempt):
    """The Record of an attempt's writer; all noughts for an address without an account here."""
    if attempt.writer is None or attempt.writer.pk is None:
        return Record()
    theirs = Reply.objects.filter(writer=attempt.writer)
    if attempt.reply is not None:
        theirs = theirs.exclude(pk=attempt.reply.pk)
    house, at = attempt.house, attempt.at
    since = {
        "pause": at - timedelta(seconds=house.pause_seconds),
        "trust": at - timedelta(days=house.trust_days),
        "history": at - timedelta(days=house.refused_days),
    }
    # What somebody else posts under their address from elsewhere slows nobody down.
    counts = ~Q(state=State.UNCONFIRMED) | Q(network=attempt.network)
    approved = Q(state=State.PUBLISHED, looked_at__isnull=False)
    refused = Q(state__in=REFUSED)
    lately_refused = refused & Q(decided_at__gt=since["history"])
    lately_approved = approved & Q(looked_at__gt=since["history"])
    return Record(
        **theirs.aggregate(
            just_now=_number(counts & Q(posted_at__gt=since["pause"])),
            in_the_hour=_number(counts & Q(posted_at__gt=at - AN_HOUR)),
            repeats=_number(_says_the_same(attempt)),
            approved=_number(approved),
            refused_while_trusted=_number(refused & Q(decided_at__gt=since["trust"])),
            decided=_number(lately_refused | lately_approved),
            refused=_number(lately_refused),
        )
    )


def _says_the_same(attempt):
    """The same words within a day: short ones in the same place only, and none taken back.

    Whoever has not proved that the address is theirs does not learn what it said in public.
    """
    same = Q(comment=attempt.text, posted_at__gt=attempt.at - REPEAT_WITHIN)
    same &= ~Q(state=State.WITHDRAWN)
    if not attempt.is_proven:
        same &= Q(state=State.UNCONFIRMED)
    if len(attempt.text) < SOON_SAID:
        same &= Q(story=attempt.story.pk, in_answer_to=attempt.answered_id)
    return same


def _number(condition):
    return Count("pk", filter=condition)

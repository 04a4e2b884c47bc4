"""What an address did here before, as far as the checks ask: counted in one query."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.db.models import BigIntegerField, CharField, DateTimeField, Q, TextField

from articles.prepared import Given, Prepared, counting
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
    house, at = attempt.house, attempt.at
    is_short = len(attempt.text) < SOON_SAID
    asked = _asked_of(attempt.is_proven, is_short, attempt.answered_id is None)
    [numbers] = asked.rows(
        writer=attempt.writer.pk,
        judged=attempt.reply.pk if attempt.reply is not None else 0,
        network=attempt.network,
        words=attempt.text,
        story=attempt.story.pk,
        answered=attempt.answered_id,
        hour=at - AN_HOUR,
        day=at - REPEAT_WITHIN,
        pause=at - timedelta(seconds=house.pause_seconds),
        trust=at - timedelta(days=house.trust_days),
        history=at - timedelta(days=house.refused_days),
    )
    return Record(*numbers)


@cache
def _asked_of(is_proven, is_short, is_at_the_top):
    """The question for the numbers of a Record, in their order."""
    # What somebody else posts under their address from elsewhere slows nobody down.
    counts = ~Q(state=State.UNCONFIRMED) | Q(network=Given("network", CharField()))
    approved = Q(state=State.PUBLISHED, looked_at__isnull=False)
    refused = Q(state__in=REFUSED)
    lately_refused = refused & Q(decided_at__gt=_moment("history"))
    lately_approved = approved & Q(looked_at__gt=_moment("history"))
    numbers = {
        "just_now": counts & Q(posted_at__gt=_moment("pause")),
        "in_the_hour": counts & Q(posted_at__gt=_moment("hour")),
        "repeats": _says_the_same(is_proven, is_short, is_at_the_top),
        "approved": approved,
        "refused_while_trusted": refused & Q(decided_at__gt=_moment("trust")),
        "decided": lately_refused | lately_approved,
        "refused": lately_refused,
    }
    theirs = Reply.objects.filter(writer=_number("writer")).exclude(pk=_number("judged"))
    return Prepared(lambda: counting(theirs, **numbers))


def _says_the_same(is_proven, is_short, is_at_the_top):
    """The same words within a day: short ones in the same place only, and none taken back.

    Whoever has not proved that the address is theirs does not learn what it said in public.
    """
    same = Q(comment=Given("words", TextField()), posted_at__gt=_moment("day"))
    same &= ~Q(state=State.WITHDRAWN)
    if not is_proven:
        same &= Q(state=State.UNCONFIRMED)
    if is_short:
        answered = None if is_at_the_top else _number("answered")
        same &= Q(story=_number("story"), in_answer_to=answered)
    return same


def _moment(name):
    return Given(name, DateTimeField())


def _number(name):
    return Given(name, BigIntegerField())

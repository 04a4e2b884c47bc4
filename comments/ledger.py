"""Every decision on replies is entered here: its row, the state, what it settles, who is told.

The one rule: nothing but `enter` moves a reply into a state or out of one after it was confirmed.
"""

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.background import defer
from comments import notifications, teaching
from comments.models import Appeal, Decision, Reply, Report, State, Verb


def enter(
    verb,
    replies,
    to_state,
    *,
    by=None,
    rule="",
    reason="",
    note="",
    takes_back=None,
    tells_writers=False,
):
    """Put rows of replies, locked by whoever calls, into a state. Returns the Decisions.

    `to_state` is None where each stays in the state, and keeps the reason, that it has. `by` is the
    moderator; an automatic act has none and names its `rule`. `takes_back` says which Decision on
    each reply is taken back, by the reply's id. As many queries for one reply as for a hundred.
    What readers and moderators had asked about these words is settled by a moderator's decision,
    and by a withdrawal.
    """
    now = timezone.now()
    decisions = Decision.objects.bulk_create(
        Decision(
            reply=reply,
            verb=verb,
            from_state=reply.state,
            to_state=to_state or reply.state,
            from_reason=reply.reason,
            reason=reason if to_state else reply.reason,
            rule=rule,
            version=reply.version,
            note=note,
            made_at=now,
            made_by=by,
            takes_back=takes_back and takes_back[reply.pk],
            tell_after=now if tells_writers else None,
        )
        for reply in replies
    )
    if not decisions:
        return decisions
    entered = Reply.objects.filter(pk__in=[reply.pk for reply in replies])
    if to_state:
        entered.become(to_state, reason=reason, by=by, at=now)
    elif verb == Verb.EDIT:
        entered.published().update(looked_at=now)
    else:
        entered.update(decided_by=by, decided_at=now, looked_at=now)
    if takes_back:
        _open_again(entered, list(takes_back.values()))
    elif by is not None or verb == Verb.WITHDRAW:
        _settle(verb, replies, decisions, now)
    _announce(to_state, decisions, tells_writers)
    _teach(replies, by)
    return decisions


def _settle(verb, replies, decisions, now):
    """What was reported or appealed against is answered by these decisions.

    Other words answer what readers said of the words before; an appeal asks for a verdict.
    """
    reported = [reply.pk for reply in replies if reply.reported_at]
    appealed = [reply.pk for reply in replies if reply.appealed_at and verb != Verb.EDIT]
    made = Decision.objects.filter(pk__in=[decision.pk for decision in decisions])
    that_one = Subquery(made.filter(reply=OuterRef("reply")).values("pk")[:1])
    if reported:
        Report.objects.unsettled().filter(reply__in=reported).update(settled_by=that_one)
        Reply.objects.filter(pk__in=reported).update(reported_at=None)
    if appealed:
        Appeal.objects.filter(reply__in=appealed, settled_at=None).update(
            settled_by=that_one, settled_at=now
        )
        Reply.objects.filter(pk__in=appealed).update(appealed_at=None)


def _open_again(entered, taken_back):
    """What decisions had settled is open again once they are taken back."""
    Report.objects.filter(settled_by__in=taken_back).update(settled_by=None)
    Appeal.objects.filter(settled_by__in=taken_back).update(settled_by=None, settled_at=None)
    this_one = {"reply": OuterRef("pk")}
    reports = Report.objects.unsettled().filter(**this_one).order_by("made_at")
    appeals = Appeal.objects.filter(**this_one, settled_at=None)
    looks = Decision.objects.standing().filter(**this_one, made_by__isnull=False).newest_first()
    entered.update(
        reported_at=Subquery(reports.values("made_at")[:1]),
        appealed_at=Subquery(appeals.values("made_at")[:1]),
        looked_at=Subquery(looks.values("made_at")[:1]),
    )


def _announce(to_state, decisions, tells_writers):
    """Tell the writers of these, and whoever follows what they answer, once this is committed."""
    if tells_writers:
        defer(notifications.tell_writers, [decision.pk for decision in decisions])
    if to_state != State.PUBLISHED:
        return
    answers = [
        decision.reply_id
        for decision in decisions
        if decision.reply.in_answer_to_id and decision.from_state != State.PUBLISHED
    ]
    if answers:
        # Owed to those who follow by now; whoever begins later is told of later answers.
        followed = Reply.objects.filter(pk__in=answers, in_answer_to__followup=True)
        followed.update(tell_of_after=timezone.now())
        defer(notifications.tell_of_answers, answers)


def _teach(replies, by):
    """Let the spam score learn from moderators, and unlearn what no longer holds."""
    guests = [reply for reply in replies if not reply.is_by_staff]
    if lessons := [reply.pk for reply in guests if by is not None or reply.taught]:
        defer(teaching.teach, lessons)


def last_standing(reply):
    """The last decision on a reply that nobody took back, or None."""
    return Decision.objects.filter(reply=reply).standing().newest_first().first()


def last_that_moved(reply):
    """The last of them that put it where it stands: a colleague's edit of the words did not."""
    moved = Decision.objects.filter(reply=reply, to_state=reply.state).standing()
    return moved.exclude(from_state=reply.state).newest_first().first()

"""Decisions taken back, the last first: the reply is what it was, and the log keeps both."""

from django.db import transaction
from django.utils.translation import gettext as _

from comments import ledger
from comments.models import Decision, Reply, State, Verb
from comments.moderation import appeals
from comments.moderation.edits import mark_as_edited, replace_words, words_of
from comments.moderation.verdicts import (
    PERMISSION,
    AlreadyDecided,
    Outcome,
    VerdictRefused,
    changed_since,
    gone,
    kept,
    refuse_all_but_moderators,
)

PARTS = ("decided_by", "appeal__against")  # of a reply, by which it is known who may


def restorable(user, replies, last=None):
    """The ids of those among `replies` whose last decision `user` could take back, in one query.

    `last` is the last decision on each that stands, {id: Decision}, where it is known already.
    """
    if not user.has_perm(PERMISSION):
        return set()
    if last is None:
        standing = Decision.objects.filter(reply__in=replies).standing().oldest_first()
        last = {one.reply_id: one for one in standing}
    return {
        reply.pk
        for reply in replies
        if reply.pk in last
        and _can_come_back(reply)
        and last[reply.pk].to_state == reply.state
        and not appeals.is_taken_back_by_another(reply, user, last[reply.pk])
    }


@transaction.atomic
def restore(reply, *, by, note="", seen=None):
    """Take back the last decision on a reply that still stands, whoever made it.

    `seen` is the reply's `seen_as` on the moderator's page, where it was not read just now.
    Returns the reply as it was before. What was taken back is not taken back again: give the
    verdict once more. Raises VerdictRefused, AlreadyDecided.
    """
    refuse_all_but_moderators(by)
    note = kept(note)
    present = Reply.objects.select_related(*PARTS).locked().get(pk=reply.pk)
    seen = reply.seen_as if seen is None else seen
    if present.seen_as != seen:
        raise AlreadyDecided(changed_since(present, seen))
    if not _can_come_back(present):
        raise VerdictRefused(_("Its writer withdrew this reply, or its words were erased."))
    last = ledger.last_standing(present)
    if last is None or last.to_state != present.state:
        raise VerdictRefused(_("There is no decision on this reply to take back."))
    if appeals.is_taken_back_by_another(present, by, last):
        raise VerdictRefused(appeals.is_not_yours_to_take_back(present))
    _refuse_other_words(present, last)
    (decision,) = ledger.enter(
        Verb.RESTORE,
        [present],
        last.from_state,
        by=by,
        reason=last.from_reason,
        note=note,
        takes_back={present.pk: last},
    )
    if last.verb == Verb.EDIT:
        words = words_of(present, last.version)
        replace_words(present, words, by=by, decision=decision)
        mark_as_edited(present)
    return Reply.objects.get(pk=present.pk)


@transaction.atomic
def take_back(seen, *, by, note=""):
    """Take back the last decision on each of these, as far as they are as they were seen.

    `seen` is as for `decide`, and so is the Outcome that is returned. What a press did to a hundred
    replies comes back in a fixed number of queries; words that were edited come back one by one.
    """
    refuse_all_but_moderators(by)
    # Locked in order, so that two moderators pressing together decide one after the other.
    rows = list(Reply.objects.filter(pk__in=seen).select_related(*PARTS).order_by("pk").locked())
    outcome, fit = Outcome(refusals=gone(seen, rows)), []
    for reply in rows:
        if reply.seen_as == seen[reply.pk]:
            fit.append(reply)
        else:
            refusal = AlreadyDecided(changed_since(reply, seen[reply.pk]), reply.pk)
            outcome.refusals.append(refusal)
    standing = Decision.objects.filter(reply__in=fit).standing().oldest_first()
    last = {one.reply_id: one for one in standing}
    together = [
        last[reply.pk]
        for reply in fit
        if reply.pk in last
        and last[reply.pk].verb != Verb.EDIT
        and last[reply.pk].version == reply.version
        and not appeals.is_taken_back_by_another(reply, by, last[reply.pk])
    ]
    outcome.decided = restore_all(together, by=by, note=note)
    for reply in fit:
        if reply.pk in outcome.decided:
            continue
        try:
            outcome.decided.append(restore(reply, by=by, note=note).pk)
        except VerdictRefused as refusal:
            refusal.about = reply.pk
            outcome.refusals.append(refusal)
    return outcome


@transaction.atomic
def restore_all(decisions, *, by, note=""):
    """Take back decisions that were made together, each where it is still the last on its reply.

    They led from one state, so the queries are as many for one as for a hundred. Returns the ids of
    the replies that are again what they were.
    """
    refuse_all_but_moderators(by)
    decided = {decision.reply_id: decision for decision in decisions}
    rows = list(Reply.objects.filter(pk__in=decided).order_by("pk").locked())
    last = {
        one.reply_id: one
        for one in Decision.objects.filter(reply__in=decided).standing().oldest_first()
    }
    rows = [
        reply
        for reply in rows
        if last.get(reply.pk) == decided[reply.pk]
        and reply.state == last[reply.pk].to_state
        and _can_come_back(reply)
    ]
    for origin in sorted({(last[row.pk].from_state, last[row.pk].from_reason) for row in rows}):
        from_there = [
            row for row in rows if (last[row.pk].from_state, last[row.pk].from_reason) == origin
        ]
        ledger.enter(
            Verb.RESTORE,
            from_there,
            origin[0],
            by=by,
            reason=origin[1],
            note=kept(note),
            takes_back={row.pk: last[row.pk] for row in from_there},
        )
    return [row.pk for row in rows]


def _can_come_back(reply):
    """What its writer withdrew is theirs alone, and words that were erased cannot stand again."""
    return reply.state != State.WITHDRAWN and bool(reply.comment)


def _refuse_other_words(present, last):
    """Refuse to bring back an earlier state, or earlier words, over words written since."""
    left = last.version + 1 if last.verb == Verb.EDIT else last.version
    comes_out = last.from_state == State.PUBLISHED and present.state != State.PUBLISHED
    if (comes_out or last.verb == Verb.EDIT) and words_of(present, left) != present.comment:
        raise VerdictRefused(
            _("The words were changed since. Read them, and decide on them as they are now.")
        )

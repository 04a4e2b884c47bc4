"""What each verdict does and from where, as one table, from which the desk's buttons come too."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comments import ledger, text
from comments.models import Reason, Reply, State
from comments.moderation import appeals

PERMISSION = appeals.PERMISSION
NOTE_LENGTH = 500  # characters


@dataclass(frozen=True)
class Verdict:
    label: str
    done: str  # what a moderator reads afterwards, with the number in it
    from_states: frozenset[str]
    to_state: str | None  # None where it stays what it is
    needs_reason: bool = False
    reason: str = ""  # where the verdict itself is the reason
    tells_writer: bool = False
    is_main: bool = False  # the one that goes on, and the only coloured button
    is_danger: bool = False


VERDICTS = {
    "approve": Verdict(
        gettext_lazy("Approve"),
        gettext_lazy("%(count)d approved."),
        frozenset({State.PENDING, State.REJECTED, State.SPAM, State.REMOVED}),
        State.PUBLISHED,
        tells_writer=True,
        is_main=True,
    ),
    "reject": Verdict(
        gettext_lazy("Reject"),
        gettext_lazy("%(count)d rejected."),
        frozenset({State.PENDING, State.SPAM}),
        State.REJECTED,
        needs_reason=True,
        tells_writer=True,
        is_danger=True,
    ),
    "spam": Verdict(
        gettext_lazy("Spam"),
        gettext_lazy("%(count)d marked as spam."),
        frozenset({State.PENDING, State.PUBLISHED, State.REJECTED, State.REMOVED}),
        State.SPAM,
        reason=Reason.SPAM,
        tells_writer=True,
        is_danger=True,
    ),
    "remove": Verdict(
        gettext_lazy("Remove"),
        gettext_lazy("%(count)d removed."),
        frozenset({State.PUBLISHED}),
        State.REMOVED,
        needs_reason=True,
        tells_writer=True,
        is_danger=True,
    ),
    "uphold": Verdict(
        gettext_lazy("Uphold the refusal"),
        gettext_lazy("%(count)d upheld."),
        frozenset({State.REJECTED, State.SPAM, State.REMOVED}),
        None,
        tells_writer=True,
    ),
}


class VerdictRefused(Exception):
    """The verdict was not given; the message is a sentence for the moderator.

    `about` is the id of the reply on which it was not, where it is about one.
    """

    def __init__(self, sentence, about=None):
        super().__init__(sentence)
        self.about = about


class AlreadyDecided(VerdictRefused):
    """Somebody else decided since the moderator's page was made."""


@dataclass
class Outcome:
    decided: list[int] = field(default_factory=list)  # ids of replies
    refusals: list[VerdictRefused] = field(default_factory=list)


def verdicts_open_to(user, reply):
    """The verdicts that `user` can give on `reply` now, as [(verb, Verdict)], for the buttons."""
    if not user.has_perm(PERMISSION):
        return []
    if appeals.is_against_own_decision(reply, user):
        return []
    return [(verb, verdict) for verb, verdict in VERDICTS.items() if _fits(verb, reply)]


def unseen_by_readers(reply_ids):
    """How many of the published replies among these stand under stories no reader sees now."""
    return Reply.objects.filter(pk__in=reply_ids).published().count_under_unseen()


def approve(reply, *, by, note=""):
    """Publish a reply; its writer gets a mail. Raises VerdictRefused, AlreadyDecided."""
    return _decide_one("approve", reply, by=by, note=note)


def reject(reply, *, by, reason, note=""):
    """Refuse a reply; its writer is told the reason, not the note."""
    return _decide_one("reject", reply, by=by, reason=reason, note=note)


def mark_spam(reply, *, by, note=""):
    """Put a reply aside as spam; its writer is told, as of any refusal."""
    return _decide_one("spam", reply, by=by, note=note)


def remove(reply, *, by, reason, note=""):
    """Take a published reply down; a tombstone stays where answers hang below it."""
    return _decide_one("remove", reply, by=by, reason=reason, note=note)


def uphold(reply, *, by, note=""):
    """Answer an appeal: the refusal stands, and its writer is told so."""
    return _decide_one("uphold", reply, by=by, note=note)


@transaction.atomic
def decide(verb, seen, *, by, reason="", note=""):
    """Give one verdict on any number of replies, in a fixed number of queries.

    `seen` maps the id of each reply to its `seen_as` when the moderator saw it. What was decided or
    edited since then is left alone and named in the Outcome's refusals; so is an appeal against a
    decision of the moderator's own. Raises VerdictRefused where nothing can be decided at all: no
    permission, no such verdict, no reason, too long a note.
    """
    verdict, note = _verdict(verb, by, reason), kept(note)
    reason = verdict.reason or (reason if verdict.needs_reason else "")
    # Locked in order, so that two moderators pressing together decide one after the other.
    rows = list(
        Reply.objects.filter(pk__in=seen)
        .select_related("decided_by", "appeal__against")
        .order_by("pk")
        .locked()
    )
    outcome, decided = Outcome(), []
    for reply in rows:
        if reply.seen_as != seen[reply.pk]:
            outcome.refusals.append(AlreadyDecided(changed_since(reply, seen[reply.pk]), reply.pk))
        elif appeals.is_against_own_decision(reply, by):
            outcome.refusals.append(VerdictRefused(appeals.is_for_another(reply), reply.pk))
        elif not _fits(verb, reply):
            outcome.refusals.append(VerdictRefused(_cannot(verdict, reply), reply.pk))
        else:
            decided.append(reply)
    outcome.refusals += gone(seen, rows)
    if any(appeals.is_against_own_decision(reply, by) for reply in rows):
        outcome.refusals += map(VerdictRefused, appeals.nobody_else(by))
    outcome.decided = [reply.pk for reply in decided]
    ledger.enter(
        verb,
        decided,
        verdict.to_state,
        by=by,
        reason=reason,
        note=note,
        tells_writers=verdict.tells_writer,
    )
    return outcome


def _decide_one(verb, reply, *, by, reason="", note=""):
    outcome = decide(verb, {reply.pk: reply.seen_as}, by=by, reason=reason, note=note)
    for refusal in outcome.refusals:
        raise refusal
    return Reply.objects.get(pk=reply.pk)


def _fits(verb, reply):
    """Whether a verdict can be given on a reply as it is; what stands is approved once a text."""
    if reply.is_emptied or (verb == "uphold" and reply.appealed_at is None):
        return False
    if verb == "approve" and reply.is_published:
        return reply.awaits_a_look
    return reply.state in VERDICTS[verb].from_states


def refuse_all_but_moderators(by):
    if not by.has_perm(PERMISSION):
        raise VerdictRefused(_("Only a moderator can decide which replies readers see."))


def _verdict(verb, by, reason):
    refuse_all_but_moderators(by)
    if verb not in VERDICTS:
        raise VerdictRefused(_("There is no such verdict."))
    verdict = VERDICTS[verb]
    if reason and reason not in Reason.values:
        raise VerdictRefused(_("There is no such reason."))
    if verdict.needs_reason and not reason:
        raise VerdictRefused(_("Choose a reason: the writer is told, and so is the log."))
    return verdict


def kept(note):
    """A note as every database can keep it."""
    note = text.tidy(note)
    if excess := max(0, len(note) - NOTE_LENGTH):
        sentence = _("The note has %(length)d characters. Please shorten it by %(excess)d.")
        raise VerdictRefused(sentence % {"length": len(note), "excess": excess})
    return note


def gone(seen, rows):
    """A refusal about those of `seen` that are not among the rows, if there are any."""
    missing = len(seen) - len(rows)
    return [VerdictRefused(_("%(count)d no longer exist.") % {"count": missing})] if missing else []


def changed_since(reply, seen):
    """What happened to a reply since a page showed it as `seen`, in a sentence."""
    if seen.split(".")[1:2] not in ([], [str(reply.version)]):
        return _("The words of the reply by %(name)s were changed meanwhile: read them again.") % {
            "name": reply.name
        }
    if reply.decided_at is None:
        return _("The reply by %(name)s is not waiting any more: %(state)s.") % {
            "name": reply.name,
            "state": reply.get_state_display(),
        }
    sentence = _("%(who)s already decided on the reply by %(name)s at %(when)s: %(state)s.")
    if reply.state == State.PENDING and reply.decided_by:
        sentence = _(
            "%(who)s took a decision on the reply by %(name)s back at %(when)s: %(state)s."
        )
    return sentence % {
        "who": reply.decided_by or _("Somebody"),
        "name": reply.name,
        "when": date_format(timezone.localtime(reply.decided_at), "H:i T"),
        "state": reply.get_state_display(),
    }


def _cannot(verdict, reply):
    return _("“%(verdict)s” does not fit the reply by %(name)s: %(state)s.") % {
        "verdict": verdict.label,
        "name": reply.name,
        "state": reply.get_state_display(),
    }

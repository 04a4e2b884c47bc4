"""What a writer still changes about one reply: its words, that it stands, a verdict on it."""

from datetime import timedelta

from django.db import transaction
from django.db.models import BigIntegerField
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.prepared import Given, Prepared
from comments import checking, ledger, posting, screening, text
from comments.models import Appeal, HouseRules, Reply, State, Verb, Version
from comments.models.states import REFUSED

APPEAL_WITHIN = timedelta(days=30)
APPEAL_LENGTH = 1000  # characters

STANDING = (State.UNCONFIRMED, State.PENDING, State.PUBLISHED)
APPEALABLE = (*REFUSED, State.REMOVED)
NO_ANSWERS = (State.UNCONFIRMED, *REFUSED)  # what the writer cannot know of answers nothing

ANSWER = Prepared(
    lambda: (
        Reply.objects.filter(in_answer_to=Given("reply", BigIntegerField()))
        .exclude(state__in=NO_ANSWERS)
        .order_by()
        .values_list("pk")[:1]
    )
)


def editable_until(reply):
    """Until when its writer may change a reply, or None where they may not (any more).

    Nobody answered it, no moderator edited it, and it was posted a few minutes ago.
    """
    if reply.state not in STANDING or reply.is_edited_by_desk:
        return None
    until = reply.posted_at + timedelta(minutes=HouseRules.current().edit_minutes)
    if until <= timezone.now() or ANSWER.first(reply=reply.pk):
        return None
    return until


def can_withdraw(reply):
    return reply.state in STANDING


def can_appeal(reply):
    """Whether a reply was refused within thirty days, and its writer did not appeal yet."""
    return (
        reply.state in APPEALABLE
        and reply.writer_id is not None
        and not reply.is_emptied
        and reply.decided_at > timezone.now() - APPEAL_WITHIN
        and not hasattr(reply, "appeal")
    )


@transaction.atomic
def edit(reply, *, comment):
    """Replace the words of a reply by its writer's new ones, which are screened as the first were.

    The earlier words are kept for the desk. What readers saw and a check now holds waits for a
    moderator again. Returns the Reply. Raises posting.ReplyRefused.
    """
    present = Reply.objects.select_related("writer", "user").locked().get(pk=reply.pk)
    story = posting.live_story(present.story_id)
    if story is None or editable_until(present) is None:
        raise posting.ReplyRefused(
            _("This reply cannot be changed any more: its time is over, or somebody answered it."),
            status=409,
        )
    comment = text.tidy(comment)
    if comment == present.comment:
        return present
    attempt = screening.Attempt(
        story=story,
        text=comment,
        name=present.user_name,
        writer=present.writer,
        by=present.user if present.is_by_staff else None,
        network=present.network,
        editing=present,
    )
    verdict = screening.screen(attempt)
    if isinstance(verdict, screening.Refusal):
        raise posting.ReplyRefused(verdict.sentence, verdict.field, verdict.status)
    _replace(present, comment, posting.what_holds(attempt, verdict))
    if verdict and present.is_published:
        ledger.enter(Verb.HOLD, [present], State.PENDING, rule=verdict[0].rule)
    changed = Reply.objects.select_related("writer").get(pk=present.pk)
    if changed.state == State.PENDING and checking.RULE in changed.held_for:
        checking.let_through(changed)  # outside services are asked about the new words, too
    return changed


def _replace(present, comment, judged):
    """Keep the earlier words, and put the new ones in their place with how they were judged."""
    now = timezone.now()
    Version.objects.create(
        reply=present, number=present.version, comment=present.comment, replaced_at=now
    )
    if present.state == State.PENDING:
        # What waited for a reason goes on waiting for it, until a moderator has looked.
        judged["held_for"] = list(dict.fromkeys([*present.held_for, *judged["held_for"]]))
    Reply.objects.filter(pk=present.pk).update(
        **judged, comment=comment, version=present.version + 1, edited_at=now, looked_at=None
    )
    present.version += 1  # the one that is held now


@transaction.atomic
def withdraw(reply):
    """Take a reply back for its writer; a tombstone stays where answers hang below it.

    Returns the Reply. Raises posting.ReplyRefused where there is nothing to take back.
    """
    present = Reply.objects.locked().get(pk=reply.pk)
    if not can_withdraw(present):
        raise posting.ReplyRefused(
            _("There is nothing to withdraw: no reader sees it."), status=409
        )
    ledger.enter(Verb.WITHDRAW, [present], State.WITHDRAWN, rule="writer")
    return Reply.objects.get(pk=present.pk)


@transaction.atomic
def appeal(reply, *, words=""):
    """Ask that a different moderator looks at a refused reply; once for each reply.

    Returns the Appeal. Raises posting.ReplyRefused.
    """
    # Locked, so that two presses of the button make one appeal.
    present = Reply.objects.locked().get(pk=reply.pk)
    if not can_appeal(present):
        raise posting.ReplyRefused(
            _(
                "You can appeal once against a refusal, within 30 days of it. This reply cannot be "
                "appealed for (any more)."
            ),
            status=409,
        )
    words = text.tidy(words)
    if excess := max(0, len(words) - APPEAL_LENGTH):
        sentence = _("That has %(length)d characters. Please shorten it by %(excess)d.")
        raise posting.ReplyRefused(sentence % {"length": len(words), "excess": excess}, "words")
    refused = ledger.last_that_moved(present)
    made = Appeal.objects.create(reply=present, against=refused, words=words)
    Reply.objects.filter(pk=present.pk).update(appealed_at=made.made_at)
    return made

"""A moderator puts the words of a reply right; what it said before is kept, and can come back."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from comments import ledger, text
from comments.models import HouseRules, Reply, State, Verb, Version
from comments.moderation.verdicts import (
    AlreadyDecided,
    VerdictRefused,
    changed_since,
    kept,
    refuse_all_but_moderators,
)

EDITABLE = (State.PENDING, State.PUBLISHED, State.REJECTED, State.SPAM, State.REMOVED)


class WordsRefused(VerdictRefused):
    """The words cannot stand; the message belongs to the field in which they were typed."""


@transaction.atomic
def edit(reply, *, by, comment, note="", seen=None):
    """Replace the words of a reply, which stays in its state. Returns it with the new words.

    `seen` is the reply's `seen_as` on the moderator's page, where it was not read just now. Raises
    WordsRefused, VerdictRefused, AlreadyDecided.
    """
    refuse_all_but_moderators(by)
    note = kept(note)
    # Locked, so that of an edit and a verdict at the same moment the second sees the first.
    present = Reply.objects.select_related("decided_by").locked().get(pk=reply.pk)
    seen = reply.seen_as if seen is None else seen
    if present.seen_as != seen:
        raise AlreadyDecided(changed_since(present, seen))
    if not can_be_edited(present):
        raise VerdictRefused(
            _("The reply by %(name)s cannot be edited: %(state)s.")
            % {"name": present.name, "state": present.get_state_display()}
        )
    comment = _fit_to_stand(comment, present)
    (decision,) = ledger.enter(Verb.EDIT, [present], None, by=by, note=note, tells_writers=True)
    replace_words(present, comment, by=by, decision=decision)
    mark_as_edited(present)
    return Reply.objects.get(pk=present.pk)


def can_be_edited(reply):
    """Whether there are words that a moderator may put right."""
    return reply.state in EDITABLE and bool(reply.comment)


def replace_words(reply, comment, *, by, decision):
    """Put words in the place of a reply's, which are kept as an earlier version."""
    Version.objects.create(
        reply=reply,
        number=reply.version,
        comment=reply.comment,
        replaced_by=by,
        decision=decision,
    )
    reply.comment, reply.version = comment, reply.version + 1
    reply.save(update_fields=["comment", "version"])


def mark_as_edited(reply):
    """Say of a reply when its words were changed, and whether by the desk, as far as that holds."""
    changes = reply.versions.that_hold()
    reply.edited_at = changes.aggregate(last=Max("replaced_at"))["last"]
    reply.is_edited_by_desk = changes.by_the_desk().exists()
    reply.save(update_fields=["edited_at", "is_edited_by_desk"])


def words_of(reply, number):
    """What version `number` of a reply said; what it says now where that is not kept."""
    version = reply.versions.filter(number=number).first()
    return version.comment if version else reply.comment


def _fit_to_stand(comment, present):
    """Words by the rules of the form; what a later rule makes too long may still grow shorter."""
    comment, rules = text.tidy(comment), HouseRules.current()
    most = max(rules.longest, len(present.comment))
    if text.is_blank(comment):
        raise WordsRefused(_("Nothing would be left to read. Remove or reject the reply instead."))
    if len(comment) < rules.shortest:
        raise WordsRefused(
            _("That is too short to be a reply: it has at least %(limit)d characters.")
            % {"limit": rules.shortest}
        )
    if len(comment) > most:
        raise WordsRefused(
            _("The text has %(length)d characters; it can have at most %(limit)d.")
            % {"length": len(comment), "limit": most}
        )
    if comment == present.comment:
        raise WordsRefused(_("These are the words that stand there already: nothing was changed."))
    return comment

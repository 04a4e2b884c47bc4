"""The verbs that move a story from one state to another.

Each locks the story, asks the table, and writes the row that remembers it, in one transaction.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import copies

from .approval import refuse_unless_approved
from .killing import kill
from .making import (
    build_readers_copy,
    give_back_addresses,
    locked,
    make,
    note_version,
    refuse_unless_allowed,
    refuse_unless_ready,
    settled,
)
from .planning import break_embargo, in_words, refuse_past, withdrawal_is_past
from .table import MoveRefused


@transaction.atomic
def submit(story, *, by, note=""):
    """Hand a draft to the editors."""
    return make("submit", locked(story), by, note)


@transaction.atomic
def approve(story, *, by, note=""):
    """Say that a story in review is fit to print."""
    return make("approve", locked(story), by, note)


@transaction.atomic
def approve_changes(story, *, by, note=""):
    """Say that the changes to a published or scheduled story are fit to print."""
    return make("approve_changes", locked(story), by, note)


@transaction.atomic
def send_back(story, *, by, note=""):
    """Return a story to its writer with a note that says why; a scheduled one does not go out."""
    story = locked(story)
    refuse_unless_allowed("send_back", story, by)
    _take_from_the_schedule(story)
    return make("send_back", story, by, note)


@transaction.atomic
def reopen(story, *, by, note=""):
    """Make a withdrawn story a draft again."""
    return make("reopen", locked(story), by, note)


@transaction.atomic
def schedule(story, *, by, note="", override=False):
    """Have a story go out at the moment that is planned for it, by the clock and nothing else.

    Raises:
        MoveRefused: wrong state or role, no moment or a past one, an embargo that lasts longer, or
            an address that belongs to another story.
        NotReady: the story lacks something, see `readiness`.
    """
    return _schedule("schedule", story, by=by, note=note, override=override)


@transaction.atomic
def reschedule(story, *, by, note="", override=False):
    """Have a scheduled story go out as the desk has it now, at the moment that is planned."""
    return _schedule("reschedule", story, by=by, note=note, override=override)


def _schedule(verb, story, *, by, note, override):
    story = locked(story)
    refuse_unless_allowed(verb, story, by)
    if story.publish_at is None:
        raise MoveRefused(_("Say first when it is to go out: at “Publish at”."))
    refuse_past(story.publish_at)
    if story.embargo_until is not None and story.embargo_until > story.publish_at:
        raise MoveRefused(
            _("The embargo lasts until %(until)s: choose a moment after it.")
            % {"until": in_words(story.embargo_until)}
        )
    refuse_unless_approved(story, by)
    story = settled(story, by)
    overridden = refuse_unless_ready(
        story, by=by, note=note, override=override, at=story.publish_at
    )
    give_back_addresses(story)
    build_readers_copy(story, updated_at=story.publish_at)
    plan = {"publish_at": story.publish_at.isoformat()}
    return make(verb, story, by, note, overridden=overridden, plan=plan)


@transaction.atomic
def unschedule(story, *, by, note=""):
    """Keep a scheduled story from going out; its plan is forgotten."""
    story = locked(story)
    refuse_unless_allowed("unschedule", story, by)
    _take_from_the_schedule(story)
    return make("unschedule", story, by, note)


def _take_from_the_schedule(story):
    if story.publish_at is not None:
        story.publish_at = None
        copies.take_from_readers(story)
        give_back_addresses(story)


@transaction.atomic
def publish(story, *, by, note="", at=None, override=False):
    """Put a story before readers.

    Args:
        at: the moment of first publication, for stories that bring their own (an import);
            now where it is left out. A story published before keeps its first moment.
        override: publish although something is missing; needs a permission and a reason.

    Raises:
        MoveRefused: wrong state or role, an embargo, nobody else's approval where the newsroom
            wants it, or an address that belongs to another story.
        NotReady: the story lacks something, see `readiness`.
    """
    story = locked(story)
    refuse_unless_allowed("publish", story, by)
    if story.is_embargoed:
        raise MoveRefused(
            _("It is under embargo until %(until)s. Schedule it for then, or break the embargo.")
            % {"until": in_words(story.embargo_until)}
        )
    if story.withdraw_at is not None and story.withdraw_at <= timezone.now():
        raise MoveRefused(withdrawal_is_past(story))
    refuse_unless_approved(story, by)
    story = settled(story, by)
    overridden = refuse_unless_ready(story, by=by, note=note, override=override)
    now = timezone.now()
    give_back_addresses(story)
    is_first = story.published_at is None
    story.published_at = story.published_at or at or now
    story.publish_at = None
    build_readers_copy(story, updated_at=story.published_at if is_first else now)
    note_version(story, story.revision_number, shown_from=story.published_at if is_first else now)
    return make("publish", story, by, note, overridden=overridden)


@transaction.atomic
def publish_update(story, *, by, note="", at=None, override=False):
    """Replace what readers see of a published story with the desk's present copy.

    Raises MoveRefused where readers see that copy already: an update that changes nothing would
    date the story anew.
    """
    story = locked(story)
    refuse_unless_allowed("publish_update", story, by)
    refuse_unless_approved(story, by)
    story = settled(story, by)
    if not story.has_unpublished_changes:
        raise MoveRefused(_("Readers already see this version; there is nothing to publish."))
    overridden = refuse_unless_ready(story, by=by, note=note, override=override)
    moment = at or timezone.now()
    build_readers_copy(story, updated_at=moment)
    note_version(story, story.revision_number, shown_from=moment)
    return make("publish_update", story, by, note, overridden=overridden)


@transaction.atomic
def withdraw(story, *, by, note=""):
    """Take a story from readers at once; the desk's copy and every old address stay."""
    story = locked(story)
    refuse_unless_allowed("withdraw", story, by)
    story.withdraw_at = None
    copies.take_from_readers(story)
    return make("withdraw", story, by, note)


VERBS = {
    "submit": submit,
    "approve": approve,
    "approve_changes": approve_changes,
    "schedule": schedule,
    "reschedule": reschedule,
    "publish": publish,
    "publish_update": publish_update,
    "unschedule": unschedule,
    "send_back": send_back,
    "reopen": reopen,
    "withdraw": withdraw,
    "break_embargo": break_embargo,
    "kill": kill,
}


def move(verb, story, *, by, note="", **more):
    """Make the move called `verb`; raises MoveRefused where there is no such move.

    `more` is what only some moves take: `override` of those that go out, `notice` of a kill.
    """
    if verb not in VERBS:
        raise MoveRefused(_("There is no move called “%(verb)s”.") % {"verb": verb})
    return VERBS[verb](story, by=by, note=note, **more)

"""What is done about a picture's rights: it is blocked, set free again, and its end is noted.

The one rule: what pages show follows from the clock and the row alone. What is done here comes
after that: the history, the files, and who is told.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import going_out, notices, renditions
from articles.background import background, defer
from articles.body import is_visible
from articles.models import Picture, PictureEvent, Story, name_of

from . import history
from .describing import renew_stories_soon
from .history import KINDS

PERMISSION = "articles.block_picture"
AT_ONCE = 200  # pictures whose end one round of the chore notes


class Refused(Exception):
    """Something was not done to a picture; the message is a sentence that says why."""


@transaction.atomic
def block(picture, *, by, reason):
    """Take a picture off every page at once, for a reason that its history keeps.

    Its stand-in shows in its place, its files are deleted, whoever writes a story with it is told.
    Returns the picture. Raises Refused: wrong role, no reason, blocked already.
    """
    row, reason = _locked(picture, by), reason.strip()
    if not is_visible(reason):
        raise Refused(_("Say why: whoever misses the picture reads it here."))
    if row.blocked_at is not None:
        raise Refused(
            _("%(name)s has blocked it already: %(reason)s")
            % {"name": name_of(row.blocked_by), "reason": row.blocked_reason}
        )
    _write(picture, blocked_at=timezone.now(), blocked_by=by, blocked_reason=reason)
    event = history.note(picture, KINDS.BLOCKED, by=by, words=reason)
    renditions.forget_soon([picture.pk])
    renew_stories_soon(picture)
    going_out.note_picture(picture)
    defer(tell_of_block, event.pk)
    return picture


@transaction.atomic
def unblock(picture, *, by, note=""):
    """Let a blocked picture be shown again, as far as its other rights allow.

    Returns the picture. Raises Refused: wrong role, not blocked.
    """
    row = _locked(picture, by)
    if row.blocked_at is None:
        raise Refused(_("This picture is not blocked."))
    _write(picture, blocked_at=None, blocked_by=None, blocked_reason="")
    history.note(picture, KINDS.UNBLOCKED, by=by, words=note.strip())
    renditions.refresh_soon(picture)
    renew_stories_soon(picture)
    going_out.note_picture(picture)
    return picture


def end_rights(moment=None):
    """A chore: note the end of rights of which nobody has taken note, once, and delete the files.

    Pages do not wait for it: the clock took the pictures off. Returns how many were noted.
    """
    day = timezone.localdate(moment)
    over = Picture.objects.whose_end_is_to_note(day).values_list("pk", flat=True)
    return sum(_end(pk, day) for pk in over[:AT_ONCE])


@transaction.atomic
def _end(pk, day):
    # Locked: of two workers one notes it.
    rows = Picture.objects.select_for_update()
    picture = rows.whose_end_is_to_note(day).filter(pk=pk).first()
    if picture is None:
        return False
    Picture.objects.filter(pk=pk).update(end_noted=picture.rights_until)
    history.note(picture, KINDS.ENDED, by=None, words=f"{picture.rights_until:%Y-%m-%d}")
    renditions.forget_soon([pk])
    renew_stories_soon(picture)
    going_out.note_picture(picture)
    return True


@background(attempts=8)
def tell_of_block(event_pk):
    """Tell the writers of each story that shows a blocked picture, or is to show it."""
    event = PictureEvent.objects.select_related("picture", "made_by").filter(pk=event_pk).first()
    if event is None or event.picture.blocked_at is None:
        return
    stories = Story.objects.showing(event.picture).in_hand()
    notices.tell_of_picture(event, stories)


def _locked(picture, by):
    """The row as it is now; locked, so that two who press at once make one decision."""
    if not by.has_perm(PERMISSION):
        raise Refused(_("You may not block pictures or set them free."))
    return Picture.objects.select_for_update().get(pk=picture.pk)


def _write(picture, **fields):
    """Give the row and the object the same fields, and nothing else that the object may hold."""
    Picture.objects.filter(pk=picture.pk).update(**fields)
    for name, value in fields.items():
        setattr(picture, name, value)

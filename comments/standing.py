"""How the newsroom stands with a writer: trusted, always held, suspended, banned, or none of it.

The one rule: a standing is given by a person, who says why; every change is a row that stays, and
can be taken back. It belongs to an address, which nobody needs to have confirmed to be kept out
under; trusted is only who confirmed it, for anybody can type an address.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.background import defer
from comments import moderation, notifications, text
from comments.models import (
    Bar,
    Decision,
    Reason,
    Reply,
    Standing,
    StandingChange,
    Writer,
    WriterNote,
)

REASON_LENGTH = 500  # characters
NOTE_LENGTH = 2000
LONGEST_SUSPENSION = timedelta(days=3660)


@dataclass(frozen=True)
class Measure:
    label: str
    done: str  # what a moderator reads afterwards
    to_standing: str
    is_danger: bool = False


MEASURES = {
    "trust": Measure(
        gettext_lazy("Trust"), gettext_lazy("The writer is trusted."), Standing.TRUSTED
    ),
    "hold": Measure(
        gettext_lazy("Always hold"),
        gettext_lazy("Every reply of this writer is held from now on."),
        Standing.HELD,
    ),
    "suspend": Measure(
        gettext_lazy("Suspend"),
        gettext_lazy("The writer is suspended."),
        Standing.SUSPENDED,
        is_danger=True,
    ),
    "ban": Measure(
        gettext_lazy("Ban"), gettext_lazy("The writer is banned."), Standing.BANNED, is_danger=True
    ),
    "lift": Measure(
        gettext_lazy("Lift"),
        gettext_lazy("The writer stands as anybody does."),
        Standing.NONE,
    ),
}


class StandingRefused(Exception):
    """Nothing was changed: a sentence for the moderator, and the field it stands at."""

    def __init__(self, sentence, field=None):
        super().__init__(sentence)
        self.sentence, self.field = sentence, field


class AlreadyChanged(StandingRefused):
    """Somebody else changed the standing since the moderator's page was made."""


def measures_open_to(user, writer):
    """What `user` can do about a writer now, as [(verb, Measure)], for the buttons."""
    if writer is None or not user.has_perm(moderation.PERMISSION):
        return []
    return [(verb, one) for verb, one in MEASURES.items() if _fits(verb, writer)]


def seen_as(writer):
    """What a moderator's page says it showed; it changes with every change of the standing."""
    return str(writer.standing_changes.newest_first().values_list("pk", flat=True).first() or 0)


def trust(writer, *, by, reason, seen=None):
    """Let a writer's replies appear at once where the rules say that trusted writers' do.

    Every verb returns the StandingChange. `seen` is `seen_as` on the moderator's page, where the
    writer was not read just now. Raises StandingRefused, AlreadyChanged.
    """
    return _change("trust", writer, by=by, reason=reason, seen=seen)


def hold(writer, *, by, reason, seen=None):
    """Have every reply of a writer read before it appears."""
    return _change("hold", writer, by=by, reason=reason, seen=seen)


def suspend(writer, *, by, reason, until, seen=None):
    """Take no replies from a writer until a moment that lies ahead."""
    return _change("suspend", writer, by=by, reason=reason, until=until, seen=seen)


@transaction.atomic
def ban(writer, *, by, reason, reject_waiting=False, reject_as=Reason.OTHER, seen=None):
    """Take no replies from a writer any more; with `reject_waiting` refuse all that wait.

    Each of those gets its own decision in the log; their writer gets one mail, about the ban. What
    is refused as spam teaches the spam score. Raises StandingRefused, AlreadyChanged.
    """
    if reject_waiting and reject_as not in Reason.values:
        raise StandingRefused(_("Choose why the waiting replies are refused."), "reject_as")
    change = _change("ban", writer, by=by, reason=reason, seen=seen)
    if reject_waiting:
        waiting = Reply.objects.waiting_from(writer)
        outcome = moderation.decide(
            "spam" if reject_as == Reason.SPAM else "reject",
            {reply.pk: reply.seen_as for reply in waiting},
            by=by,
            reason=reject_as,
            note=change.reason,
        )
        made = Decision.objects.standing().filter(reply__in=outcome.decided, made_by=by)
        Decision.objects.filter(
            pk__in=made.filter(made_at__gte=change.made_at).values("pk")
        ).update(came_with=change)
    return change


def lift(writer, *, by, reason, seen=None):
    """Let a writer stand as anybody does."""
    return _change("lift", writer, by=by, reason=reason, seen=seen)


@transaction.atomic
def take_back(change, *, by, reason, with_replies=False):
    """Give a writer the standing from before their last change that still holds.

    With `with_replies`, what a ban refused waits again, but for what was decided since. Returns the
    new StandingChange. Raises StandingRefused, AlreadyChanged.
    """
    reason = _checked(by, reason)
    # Locked, so that two moderators pressing together change it once.
    writer = Writer.objects.select_for_update().get(pk=change.writer_id)
    last = last_holding(writer)
    if last is None or last.pk != change.pk:
        raise AlreadyChanged(_changed_since(writer))
    taken = _enter(
        writer,
        change.from_standing,
        until=change.from_until,
        by=by,
        reason=reason,
        takes_back=change,
    )
    if with_replies:
        moderation.restore_all(refused_with(change), by=by, note=reason[: moderation.NOTE_LENGTH])
    return taken


def last_holding(writer):
    """The last change of a writer's standing that nobody took back, or None."""
    return writer.standing_changes.holding().newest_first().first()


def refused_with(change):
    """The decisions that came with a ban and that nobody took back yet."""
    return Decision.objects.standing().filter(came_with=change)


def add_note(writer, *, by, words):
    """Keep words about a writer for colleagues alone. Returns the WriterNote."""
    _refuse_all_but_moderators(by)
    words = text.tidy(words)
    if text.is_blank(words):
        raise StandingRefused(_("Write the note first."), "words")
    _refuse_too_long(words, NOTE_LENGTH, "words")
    return WriterNote.objects.create(writer=writer, words=words, made_by=by)


def delete_note(note, *, by):
    """Delete a note; only who wrote it may."""
    _refuse_all_but_moderators(by)
    if note.made_by_id != by.pk:
        raise StandingRefused(_("Only who wrote a note can delete it."), "words")
    note.delete()


@transaction.atomic
def _change(verb, writer, *, by, reason, until=None, seen=None):
    measure, reason = MEASURES[verb], _checked(by, reason)
    if writer is None:
        raise StandingRefused(_("A colleague wrote this; only guests have a standing."))
    if verb == "suspend":
        _refuse_moment(until)
    # Locked, so that two moderators pressing together change it once.
    present = Writer.objects.select_for_update().get(pk=writer.pk)
    if not _is_as_shown(present, writer, seen):
        raise AlreadyChanged(_changed_since(present))
    if verb == "trust" and present.confirmed_at is None:
        raise StandingRefused(
            _("Nobody confirmed this address yet, and anybody can type it: it cannot be trusted.")
        )
    if not _fits(verb, present):
        raise StandingRefused(
            _("“%(measure)s” changes nothing: %(standing)s.")
            % {"measure": measure.label, "standing": present.standing_at().label}
        )
    return _enter(present, measure.to_standing, until=until, by=by, reason=reason)


def _enter(writer, standing, *, until, by, reason, takes_back=None):
    change = StandingChange.objects.create(
        writer=writer,
        from_standing=writer.standing,
        from_until=writer.standing_until,
        to_standing=standing,
        until=until,
        reason=reason,
        made_by=by,
        takes_back=takes_back,
    )
    writer.standing, writer.standing_until = standing, until
    writer.save(update_fields=["standing", "standing_until"])
    defer(notifications.tell_of_standing, change.pk)
    if not writer.is_barred:
        Bar.objects.lift(writer.address)
    return change


def _is_as_shown(present, writer, seen):
    """Whether a writer still stands as the page showed, or as the row that is at hand says."""
    if seen:
        return seen_as(present) == seen
    shown = (writer.standing, writer.standing_until)
    return shown == (present.standing, present.standing_until)


def _fits(verb, writer):
    if verb == "suspend":
        return True  # until another day, where it is already
    if verb == "trust" and writer.confirmed_at is None:
        return False
    return writer.standing_at() != MEASURES[verb].to_standing


def _checked(by, reason):
    """The reason as it is kept, from somebody who may."""
    _refuse_all_but_moderators(by)
    reason = text.tidy(reason)
    if text.is_blank(reason):
        raise StandingRefused(_("Say why: the log keeps the reason."), "reason")
    _refuse_too_long(reason, REASON_LENGTH, "reason")
    return reason


def _refuse_all_but_moderators(by):
    if not by.has_perm(moderation.PERMISSION):
        raise StandingRefused(_("Only a moderator can decide about writers."))


def _refuse_too_long(words, limit, field):
    if (excess := len(words) - limit) > 0:
        sentence = _("This has %(length)d characters. Please shorten it by %(excess)d.")
        raise StandingRefused(sentence % {"length": len(words), "excess": excess}, field)


def _refuse_moment(until):
    if not isinstance(until, datetime):
        raise StandingRefused(_("Say until when."), "until")
    now = timezone.now()
    if until <= now:
        raise StandingRefused(_("This moment is over. A suspension ends later than now."), "until")
    if until > now + LONGEST_SUSPENSION:
        raise StandingRefused(_("That is more than ten years ahead. Ban the writer."), "until")


def _changed_since(writer):
    last = writer.standing_changes.select_related("made_by").newest_first().first()
    if last is None:
        return _("The standing of this writer is not what your page showed.")
    return _("%(who)s changed how this writer stands at %(when)s: %(standing)s.") % {
        "who": last.made_by or _("Somebody"),
        "when": date_format(timezone.localtime(last.made_at), "j F, H:i T"),
        "standing": writer.standing_at().label,
    }

"""What editors do with editions of the front page: prepare, change, put live, cancel, throw away.

Whoever decides what readers see has seen what they see now: every act says on which state it is
based, and is refused when that state is no longer the present one.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import FrontEdition, FrontPlace, Newspaper

from .strips import is_kept

PERMISSION = "articles.change_frontedition"


class FrontRefused(Exception):
    """The front page stays as it is; the message is a sentence that says why."""


class Overtaken(FrontRefused):
    """Somebody else was quicker. Nothing is lost: whoever comes later sees what changed."""

    def __init__(self):
        super().__init__(_("The front page was changed meanwhile. Compare, and decide again."))


def state_of(edition=None):
    """What an act on the front page is based on: the present edition, and the saves of a draft."""
    present = FrontEdition.objects.gone_live().values_list("pk", flat=True).first()
    return f"{present or 0}.{edition.saves if edition else 0}"


@transaction.atomic
def prepare(*, by, pins, strip=None, note="", planned_for=None, based_on=None, begun_by=None):
    """A new edition that readers do not see yet.

    Args:
        pins: ids of stories by their places, see `composing`.
        strip: {"words":, "story":, "until":} or None; as it stands there now, it is kept, and so
            is whatever takes its place until the edition's moment.
        planned_for: the moment its editor thinks of; only `put_live` decides.
        based_on: what `state_of` gave when the form was opened; None asks nothing.
    """
    _refuse_unless_allowed(by)
    _one_at_a_time()
    _refuse_overtaken(based_on, None)
    edition = FrontEdition(made_by=by, begun_by=begun_by, planned_for=planned_for, note=note)
    return _written(edition, by, pins, strip)


@transaction.atomic
def change(edition, *, by, pins, strip=None, note="", planned_for=None, based_on=None):
    """Write an edition that is being prepared anew."""
    _refuse_unless_allowed(by)
    _one_at_a_time()
    edition = _still_being_prepared(edition)
    _refuse_overtaken(based_on, edition)
    edition.saves += 1
    edition.planned_for, edition.note = planned_for, note
    return _written(edition, by, pins, strip)


@transaction.atomic
def put_live(edition, *, by, at=None, based_on=None):
    """Let an edition take the place of the present one, now or at a moment to come.

    `based_on` is what `state_of` said when it was decided; refused where that is not so any more.
    """
    _refuse_unless_allowed(by)
    _one_at_a_time()
    if based_on is not None and based_on != state_of(edition):
        raise FrontRefused(
            _("Another edition went live since you opened this page. Look at it, then press again.")
        )
    now = timezone.now()
    if at is not None and at <= now:
        raise FrontRefused(_("This moment has passed. Choose one to come, or put it live now."))
    edition = FrontEdition.objects.select_for_update().get(pk=edition.pk)
    if edition.goes_live_at is not None and edition.goes_live_at <= now:
        raise FrontRefused(_("This edition is or was live: begin a new one from it."))
    edition.goes_live_at = at or now
    edition.decided_at, edition.decided_by = now, by
    edition.save(update_fields=["goes_live_at", "decided_at", "decided_by"])
    return edition


@transaction.atomic
def cancel(edition, *, by):
    """Take back the moment of a scheduled edition: it is being prepared again."""
    _refuse_unless_allowed(by)
    _one_at_a_time()
    edition = FrontEdition.objects.select_for_update().get(pk=edition.pk)
    if not edition.is_coming:
        raise FrontRefused(
            _("Only an edition that is scheduled and not live yet can be cancelled.")
        )
    edition.planned_for = edition.goes_live_at
    edition.goes_live_at = edition.decided_at = edition.decided_by = None
    edition.saves += 1
    edition.save(update_fields=["planned_for", "goes_live_at", "decided_at", "decided_by", "saves"])
    return edition


@transaction.atomic
def discard(edition, *, by):
    """Throw away an edition that readers never saw and that is not scheduled."""
    _refuse_unless_allowed(by)
    _one_at_a_time()
    _still_being_prepared(edition).delete()


def _refuse_unless_allowed(by):
    if not by.has_perm(PERMISSION):
        raise FrontRefused(_("You may not change the front page."))


def _one_at_a_time():
    """Everything that happens to the front page waits at one row: two editors who press at the
    same moment make one decision after the other."""
    Newspaper.objects.select_for_update().filter(pk=1).first()


def _refuse_overtaken(based_on, edition):
    if based_on is not None and based_on != state_of(edition):
        raise Overtaken


def _still_being_prepared(edition):
    found = FrontEdition.objects.select_for_update().filter(pk=edition.pk).first()
    if found is None or not found.is_being_prepared:
        raise Overtaken
    return found


def _written(edition, by, pins, strip):
    edition.changed_by, edition.changed_at = by, timezone.now()
    edition.keeps_strip = is_kept(strip)
    strip = None if edition.keeps_strip else strip
    edition.strip_words = strip["words"] if strip else ""
    edition.strip_story = strip["story"] if strip else None
    edition.strip_until = strip["until"] if strip else None
    edition.save()
    edition.places.all().delete()
    FrontPlace.objects.bulk_create(
        FrontPlace(
            edition=edition, kind=kind, section_id=section, position=position, story_id=story
        )
        for (kind, section, position), story in pins.items()
    )
    return edition

"""Corrections: a ledger that is only added to."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import going_out
from articles.models import Correction, PublishedStory, State

from .making import locked
from .table import MoveRefused


@transaction.atomic
def correct(
    story,
    text,
    *,
    by,
    wrong="",
    kind=Correction.Kind.CORRECTION,
    place=Correction.Place.FOOT,
    supersedes=None,
    at=None,
):
    """Publish a correction or clarification of a story: it stands there at once and for ever.

    The story counts as updated at that moment.

    Args:
        wrong: what readers were told before, in a sentence.
        supersedes: the correction whose place it takes; that one stays readable.
        at: the moment, for corrections that bring their own (an import).

    Raises MoveRefused for somebody who may not correct, for a story that was killed or that no
    reader saw, where the same was said already, or where another took that correction's place.
    """
    story = locked(story)
    if not by.has_perm("articles.add_correction"):
        raise MoveRefused(_("You may not publish corrections."))
    if story.state == State.KILLED:
        raise MoveRefused(_("A killed story is not corrected: nobody can read it."))
    if story.published_at is None:
        raise MoveRefused(_("Readers never saw this story: change its text, nothing is corrected."))
    if story.corrections.filter(text=text).exists():
        raise MoveRefused(_("This correction stands under the story already."))
    before, after = _versions_around(story)
    correction = story.corrections.create(
        kind=kind,
        wrong=wrong,
        text=text,
        place=place,
        before_number=before,
        after_number=after,
        made_by=by,
        made_at=at or timezone.now(),
    )
    if supersedes is not None:
        _take_the_place_of(supersedes, correction)
    PublishedStory.objects.filter(pk=story.pk, updated_at__lt=correction.made_at).update(
        updated_at=correction.made_at
    )
    going_out.note_correction(correction)
    return correction


def _versions_around(story):
    """The numbers of the versions before and after the fault was put right, where they are known.

    With changes that readers do not see yet, the next version is the one that puts it right;
    otherwise that was the present one, if there was one before it.
    """
    copy = story.readers_copy
    shown = list(story.versions.values_list("revision__number", flat=True))  # newest first
    if copy is None:
        return (shown[0] if shown else None), None
    # What changed in both copies at once, such as a topic's name, is no version of its own.
    present = shown[0] if shown and story.is_published else copy.revision_number
    earlier = next((number for number in shown if number < present), None)
    if story.has_unpublished_changes or earlier is None:
        return present, None
    return earlier, present


def _take_the_place_of(old, correction):
    taken = correction.story.corrections.standing().exclude(pk=correction.pk).filter(pk=old.pk)
    if not taken.update(superseded_by=correction):
        raise MoveRefused(
            _("That correction is of another story, or another took its place before.")
        )

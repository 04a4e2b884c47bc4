"""Corrections: a ledger that is only added to."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import PublishedStory

from .making import locked
from .table import MoveRefused


@transaction.atomic
def correct(story, text, *, by, at=None):
    """Publish a correction of a story: it stands under it at once and for ever.

    The story counts as updated at that moment. `at` is for corrections that bring their own.

    Raises MoveRefused for somebody who may not correct, or where the same was said already.
    """
    story = locked(story)
    if not by.has_perm("articles.add_correction"):
        raise MoveRefused(_("You may not publish corrections."))
    if story.corrections.filter(text=text).exists():
        raise MoveRefused(_("This correction stands under the story already."))
    correction = story.corrections.create(text=text, made_by=by, made_at=at or timezone.now())
    PublishedStory.objects.filter(pk=story.pk, updated_at__lt=correction.made_at).update(
        updated_at=correction.made_at
    )
    return correction

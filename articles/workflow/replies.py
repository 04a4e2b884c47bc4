"""Opening and closing replies, which readers see at once and not with the next publication."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles import copies
from articles.models import Story

from .making import locked
from .saving import save
from .table import MoveRefused, may_publish


@transaction.atomic
def set_replies(story, *, are_open, by):
    """Open or close replies under a story, before readers at once: both copies are changed.

    Raises MoveRefused for somebody who may not publish.
    """
    story = locked(story)
    if not may_publish(by):
        raise MoveRefused(_("You may not open or close replies under a published story."))
    Story.objects.filter(pk=story.pk).update(replies_open=are_open)
    save(story, by=by)
    story = locked(story)
    if copy := story.readers_copy:
        copy.replies_open = are_open
        if copies.changed_since(story, copy.revision_number) <= {"replies_open"}:
            copy.revision_number = story.revision_number
        copy.save(update_fields=["replies_open", "revision_number"])
    return story

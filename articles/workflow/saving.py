"""Saving the desk's copy of a story: every save that changes something is a revision."""

from django.db import transaction
from django.utils import timezone

from articles import copies, references
from articles.models import Reference, Revision, Story


@transaction.atomic
def save(story, *, by):
    """Append a revision of the desk's copy as it now stands in the database.

    To be called after the story with its bylines, topics and related links was written.

    Returns:
        The new revision, or None where nothing has changed since the last one.
    """
    story = Story.objects.select_for_update().get(pk=story.pk)  # one save after the other
    content = copies.snapshot(story)
    latest = story.revisions.first()
    if latest is not None and latest.content == content:
        return None
    references.rebuild(story, Reference.Copy.DESK, story.body)
    revision = Revision.objects.create(
        story=story, number=latest.number + 1 if latest else 1, made_by=by, content=content
    )
    Story.objects.filter(pk=story.pk).update(
        revision_number=revision.number, changed_at=timezone.now()
    )
    return revision

"""Saving the desk's copy of a story: every save that changes something is a revision."""

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import comparison, copies, embeds, mending, overrides, references, search
from articles.models import Reference, Revision, State, Story

from .table import MoveRefused


@transaction.atomic
def save(story, *, by, based_on=None, restored_from=None):
    """Append a revision of the desk's copy as it now stands in the database.

    To be called after the story with its bylines, topics and related links was written.

    Args:
        based_on: the number of the revision that whoever saves had before them; the one before
            this where it is left out.
        restored_from: the number of an earlier revision that this one brings back.

    Returns:
        The new revision, or None where nothing has changed since the last one.

    Raises MoveRefused where the story was killed: nothing is written into it again.
    """
    story = Story.objects.select_for_update().get(pk=story.pk)  # one save after the other
    if story.state == State.KILLED:
        raise MoveRefused(_("This story was killed. Nothing can be written into it any more."))
    prefetch_related_objects([story], "bylines__person")
    content = copies.snapshot(story)
    latest = story.revisions.defer("names").first()
    if latest is not None and latest.whole == content:
        return None
    before = latest.number if latest else 0
    found = references.rebuild(story, Reference.Copy.DESK, story.body)
    search.keep_words(story)
    search.keep_for_the_desk(story)
    embeds.ask_about(story.body)
    revision = Revision.objects.create(
        story=story,
        number=before + 1,
        made_by=by,
        based_on=(before or None) if based_on is None else based_on,
        restored_from=restored_from,
        changed=comparison.changed_fields(latest.content, content) if latest else [],
        content=content,
        names=copies.names_in(content, found),
    )
    Story.objects.filter(pk=story.pk).update(
        revision_number=revision.number, changed_at=timezone.now()
    )
    mending.check_lines_of(story)
    overrides.rebuild(story)
    return revision

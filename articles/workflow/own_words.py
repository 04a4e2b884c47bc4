"""A story's own words for a picture, looked at again after the library's have changed.

The rule: keeping them changes nothing that anybody reads; taking the library's is a new revision
of the desk's copy, which readers get with the next publication.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.body import is_visible, with_library_words
from articles.models import Override, State, Story

from .making import locked
from .saving import save
from .table import MoveRefused


@transaction.atomic
def keep_own_words(override, *, by, seen):
    """Note that a story's own words were looked at beside what the library says, and stay.

    Args:
        seen: the library's words as whoever decided had them before them.

    Raises MoveRefused for somebody who may not change stories, and where the story's words or the
    library's are others by now.
    """
    override = _looked_at(override, by, seen)
    override.against, override.changed_at = override.library_words, None
    override.save(update_fields=["against", "changed_at"])
    return override


@transaction.atomic
def take_library_words(override, *, by, seen, based_on=None):
    """Give every use of the picture in the story that has these words the library's again.

    Args:
        seen: as for `keep_own_words`.
        based_on: the number of the revision that whoever decided had before them.

    Returns the story. Raises MoveRefused as `keep_own_words` does, for a story that was saved
    meanwhile or killed, and where the library has no words to take.
    """
    story = locked(override.story)
    override = _looked_at(override, by, seen)
    if story.state == State.KILLED:
        raise MoveRefused(_("This story was killed."))
    if based_on is not None and based_on != story.revision_number:
        raise MoveRefused(
            _("The story was saved meanwhile. Look at it again, then choose once more.")
        )
    picture, field, own = override.picture, override.field, override.words
    if not is_visible(seen) and not (field == Override.Field.ALT and picture.is_decorative):
        raise MoveRefused(_("The library says nothing of it now: keep the story's own words."))
    changed = {"body": with_library_words(story.body, picture.pk, field, own)}
    lead = f"lead_{field}"
    if story.lead_picture_id == picture.pk and getattr(story, lead) == own:
        changed[lead] = ""
    Story.objects.filter(pk=story.pk).update(**changed)
    save(story, by=by)
    return locked(story)


def _looked_at(override, by, seen):
    """The override as it is now, locked; refused where it is not what was looked at."""
    if not by.has_perm("articles.change_story"):
        raise MoveRefused(_("You may not change stories."))
    rows = Override.objects.select_for_update(of=("self",)).select_related("picture")
    override = rows.filter(pk=override.pk).first()
    if override is None:
        raise MoveRefused(_("The story does not say this any more; nothing was changed."))
    if override.library_words != seen:
        raise MoveRefused(_("The library says something else by now. Look at it again."))
    return override

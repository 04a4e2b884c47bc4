"""Mending a line: the desk's text leads to another story, or to none, in place of a closed one."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles import mending
from articles.body import repointed
from articles.models import State, Story

from .making import locked
from .saving import save
from .table import MoveRefused


@transaction.atomic
def mend_line(story, target, *, replacement=None, by, based_on=None):
    """Lead every line, link and related link of `story` to `target` elsewhere, as a new revision.

    Readers get it with the next publication, which stays the desk's decision.

    Args:
        replacement: a story that readers see; without one the lines are taken out, and the words
            of a link stay.
        based_on: the number of the revision that whoever decided had before them.

    Raises MoveRefused for somebody who may not change stories, a killed story, a replacement that
    readers do not see or that is the story itself, one saved meanwhile, or nothing to mend.
    """
    story = locked(story)
    if not by.has_perm("articles.change_story"):
        raise MoveRefused(_("You may not change stories."))
    if story.state == State.KILLED:
        raise MoveRefused(_("This story was killed."))
    if based_on is not None and based_on != story.revision_number:
        raise MoveRefused(
            _("The story was saved meanwhile. Look at it again, then choose once more.")
        )
    if mending.is_public(target):
        raise MoveRefused(_("Readers see that story again; nothing has to be mended."))
    if replacement is not None:
        _refuse_unless_fit(replacement, story, target)
    if not mending.leads_in_desk_copy(story, target):
        raise MoveRefused(
            _("The desk's text does not lead there any more; nothing had to be changed.")
        )
    new = replacement and replacement.pk
    Story.objects.filter(pk=story.pk).update(body=repointed(story.body, target.pk, new))
    _repoint_picks(story, target, new)
    save(story, by=by)
    return locked(story)


def _refuse_unless_fit(replacement, story, target):
    if replacement.pk in {story.pk, target.pk}:
        raise MoveRefused(_("A line cannot lead to the story it stands in, nor to the closed one."))
    if not mending.is_public(replacement):
        raise MoveRefused(_("Readers do not see that story either; choose another."))


def _repoint_picks(story, target, new):
    picks = story.related.filter(target=target)
    if new and not story.related.filter(target=new).exists():
        first = picks.first()
        if first is not None:
            picks.exclude(pk=first.pk).delete()
            picks.update(target=new)
            return
    picks.delete()

"""Throwing away a draft that nobody ever saw: the one way a story's row goes."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import State, name_of

from .making import locked
from .table import MoveRefused


@transaction.atomic
def discard(story, *, by):
    """Delete a draft with everything the desk has of it.

    Raises MoveRefused for somebody who may not, for what was ever public or is not a draft, and
    while a colleague has words there that are not saved.
    """
    story = locked(story)
    if not by.has_perm("articles.delete_story"):
        raise MoveRefused(_("You may not delete stories."))
    if refusal := why_not_discarded(story, by):
        raise MoveRefused(refusal)
    story.delete()


def why_not_discarded(story, by):
    """Why a story cannot be deleted by `by`, or ""."""
    if story.has_been_public:
        return _(
            "A story that was published cannot be deleted: its address belongs to it. "
            "Withdraw it instead."
        )
    if story.state != State.DRAFT:
        return _("Only a draft can be deleted. Send the story back first.")
    waiting = story.open_forms.unsaved().exclude(account=by).select_related("account").first()
    if waiting is not None:
        return _("%(name)s has words in this draft that are not saved yet.") % {
            "name": name_of(waiting.account)
        }
    return ""

"""The verbs that move a story from one state to another.

Each locks the story, asks the table, and writes the row that remembers it, in one transaction.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import PublishedStory, Reference

from .making import build_readers_copy, locked, make, refuse_unless_allowed, settled
from .table import MoveRefused


@transaction.atomic
def submit(story, *, by, note=""):
    """Hand a draft to the editors."""
    return make("submit", locked(story), by, note)


@transaction.atomic
def approve(story, *, by, note=""):
    """Say that a story in review is fit to print."""
    return make("approve", locked(story), by, note)


@transaction.atomic
def send_back(story, *, by, note=""):
    """Return a story to its writer with a note that says why."""
    return make("send_back", locked(story), by, note)


@transaction.atomic
def reopen(story, *, by, note=""):
    """Make a withdrawn story a draft again."""
    return make("reopen", locked(story), by, note)


@transaction.atomic
def publish(story, *, by, note="", at=None):
    """Put a story before readers.

    Args:
        at: the moment of first publication, for stories that bring their own (an import);
            now where it is left out. A story published before keeps its first moment.

    Raises:
        MoveRefused: wrong state or role, or its address belongs to another story.
        NotReady: the story lacks something, see `readiness`.
    """
    story = locked(story)
    refuse_unless_allowed("publish", story, by)
    story = settled(story, by)
    now = timezone.now()
    story.published_at = story.published_at or at or now
    build_readers_copy(story, updated_at=now if story.addresses.exists() else story.published_at)
    return make("publish", story, by, note)


@transaction.atomic
def publish_update(story, *, by, note="", at=None):
    """Replace what readers see of a published story with the desk's present copy.

    Raises MoveRefused where readers see that copy already: an update that changes nothing would
    date the story anew.
    """
    story = locked(story)
    refuse_unless_allowed("publish_update", story, by)
    story = settled(story, by)
    if not story.has_unpublished_changes:
        raise MoveRefused(_("Readers already see this version; there is nothing to publish."))
    build_readers_copy(story, updated_at=at or timezone.now())
    return make("publish_update", story, by, note)


@transaction.atomic
def withdraw(story, *, by, note=""):
    """Take a story from readers at once; the desk's copy and every old address stay."""
    story = locked(story)
    refuse_unless_allowed("withdraw", story, by)
    PublishedStory.objects.filter(pk=story.pk).delete()
    story.references.filter(copy=Reference.Copy.READERS).delete()
    return make("withdraw", story, by, note)


VERBS = {
    "submit": submit,
    "approve": approve,
    "publish": publish,
    "publish_update": publish_update,
    "send_back": send_back,
    "reopen": reopen,
    "withdraw": withdraw,
}


def move(verb, story, *, by, note=""):
    """Make the move called `verb`; raises MoveRefused where there is no such move."""
    if verb not in VERBS:
        raise MoveRefused(_("There is no move called “%(verb)s”.") % {"verb": verb})
    return VERBS[verb](story, by=by, note=note)

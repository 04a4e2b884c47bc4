"""Which stories can be pinned: those readers see, and those they will see by the clock."""

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import State


def refusal_to_pin(story, now=None):
    """Why a story cannot be pinned, or ""."""
    copy = story.readers_copy
    named = {"story": story.headline}
    if story.state == State.KILLED:
        return _("This story was killed: it can stand nowhere.")
    if copy is not None and not _is_over(copy, now):
        return ""
    if copy is not None or story.state == State.WITHDRAWN:
        return _("“%(story)s” was withdrawn: readers do not see it.") % named
    return _("“%(story)s” is neither published nor scheduled. It can be pinned once it is.") % named


def shown_from(story):
    """The moment from which readers see a story that can be pinned; its embargo counts."""
    copy = story.readers_copy
    return max(copy.published_at, copy.embargo_until or copy.published_at)


def is_to_come(story, now=None):
    """Whether readers do not see a pinned story yet but will."""
    copy = story.readers_copy
    now = now or timezone.now()
    return copy is not None and not _is_over(copy, now) and shown_from(story) > now


def _is_over(copy, now=None):
    return copy.withdraw_at is not None and copy.withdraw_at <= (now or timezone.now())

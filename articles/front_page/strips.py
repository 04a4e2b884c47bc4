"""The breaking strip above the masthead: a few words until a moment.

A strip about a story shows only while readers may see that story: words about one that was
withdrawn, killed or is under embargo go with it.
"""

from dataclasses import dataclass

from django.utils import timezone

from articles.models import FrontEdition


@dataclass(frozen=True)
class Strip:
    """What readers see: words, and where they lead, "" where they lead nowhere."""

    words: str
    url: str = ""


def strip_of_the_moment():
    """The strip that every page shows now, or None; one query."""
    return strip_of(FrontEdition.objects.gone_live().with_strip().first(), timezone.now())


def strip_of(edition, moment):
    """The strip of an edition (or of none) as readers see it at `moment`, or None."""
    if edition is None or not edition.strip_words or edition.strip_until <= moment:
        return None
    if edition.strip_story is None:
        return Strip(edition.strip_words)
    copy = edition.strip_story.readers_copy
    if copy is None or not copy.is_live_at(moment):
        return None
    return Strip(edition.strip_words, copy.get_absolute_url())

"""The breaking strip above the masthead: a few words until a moment.

A strip about a story shows only while readers may see that story: words about one that was
withdrawn, killed or is under embargo go with it. An edition whose editor left the strip as it was
decides nothing about it: whatever stands there at its moment stays, until its own end.
"""

from dataclasses import dataclass
from datetime import UTC, date

from django.db.models import DateTimeField, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles import dependence
from articles.models import FrontEdition, Newspaper, PublishedStory
from articles.models.dated import live
from articles.prepared import Given, Prepared


@dataclass(frozen=True)
class Strip:
    """What readers see: words, and where they lead, "" where they lead nowhere."""

    words: str
    url: str = ""


def paper_and_strip():
    """The newspaper, and the strip that every page shows now or None: one query for both."""
    now = timezone.now()
    paper = PAPER.first(now=now) or Newspaper(pk=1)
    found = getattr(paper, "standing_strip", None)
    dependence.until(getattr(paper, "next_strip_at", None))
    _depends(found, now)
    if not found or not found["is_shown"]:
        return paper, None
    if found["day"] is None:
        return paper, Strip(found["words"])
    copy = PublishedStory(day=date.fromisoformat(found["day"]), slug=found["slug"])
    return paper, Strip(found["words"], copy.get_absolute_url())


def _paper():
    now = Given("now", DateTimeField())
    about = "strip_story__published"
    shown = Q(strip_story=None) | live(now, copy=about)
    row = JSONObject(
        words="strip_words",
        is_shown=Q(strip_until__gt=now) & shown,
        day=f"{about}__day",
        slug=f"{about}__slug",
        story="strip_story_id",
        ends="strip_until",
    )
    deciding = FrontEdition.objects.gone_live(now).deciding_on_strip().values(found=row)
    coming = FrontEdition.objects.coming(now)
    next_strip = coming.deciding_on_strip().values("goes_live_at")[:1]
    return Newspaper.rows(
        standing_strip=Subquery(deciding[:1]),
        next_strip_at=Subquery(next_strip),
        next_edition_at=Subquery(coming.values("goes_live_at")[:1]),
    )


PAPER = Prepared(_paper)


def _depends(found, now):
    """Say that the page shows a strip, or would if its story could be read."""
    if not found or not found["ends"]:
        return
    if (ends := _moment(found["ends"])) > now:
        dependence.until(ends)
        dependence.on_each("story", {found["story"]} - {None})


def _moment(written):
    """A moment as the database writes it into JSON."""
    moment = parse_datetime(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def deciding_for(edition, moment):
    """The edition (or none) that decides on the strip at `moment`, where `edition` stands then."""
    if edition is None or not edition.keeps_strip:
        return edition
    return FrontEdition.objects.gone_live(moment).deciding_on_strip().with_everything().first()


def is_kept(strip):
    """Whether a strip, as somebody typed it, is the one that stands there now, or none is.

    Forms take a moment to the minute.
    """
    standing = FrontEdition.objects.gone_live().deciding_on_strip().first()
    now = (standing.strip_words, standing.strip_story_id) if has_strip(standing) else ("", None)
    if strip is None or not now[0]:
        return strip is None and not now[0]
    typed = (strip["words"], strip["story"] and strip["story"].pk)
    return typed == now and _minute(strip["until"]) == _minute(standing.strip_until)


def has_strip(edition, moment=None):
    """Whether an edition (or none) has words for a strip whose end has not come."""
    moment = moment or timezone.now()
    return edition is not None and bool(edition.strip_words) and edition.strip_until > moment


def _minute(moment):
    return moment and moment.replace(second=0, microsecond=0)


def strip_of(edition, moment):
    """The strip of an edition (or of none) as readers see it at `moment`, or None."""
    edition = deciding_for(edition, moment)
    if not has_strip(edition, moment):
        return None
    if edition.strip_story is None:
        return Strip(edition.strip_words)
    copy = edition.strip_story.readers_copy
    if copy is None or not copy.is_live_at(moment):
        return None
    return Strip(edition.strip_words, copy.get_absolute_url())

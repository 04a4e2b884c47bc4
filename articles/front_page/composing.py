"""The front page of one moment: pinned stories in their places, the newest in all the others.

The same composition serves readers, the preview and the desk. A pin is passed over while its story
is not to be seen, and its place fills itself.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from django.db.models import BigIntegerField, DateTimeField
from django.utils import timezone

from articles import cards, dependence
from articles.models import FrontPlace, PublishedStory
from articles.prepared import Given, GivenSome, Prepared

Kind = FrontPlace.Kind
SECONDARIES = 3
LATEST = 8
IN_A_BAND = 5
TOP = 1 + SECONDARIES

# A place is (kind, id of the section or None, position); pins are ids of stories by their places.
LEAD = (Kind.LEAD, None, 1)

MOMENT = Given("moment", DateTimeField())
PRESENT = Prepared(lambda: FrontPlace.objects.present(MOMENT))


@dataclass(frozen=True)
class FrontPage:
    """What stands where; `pinned` are the ids of the stories that an editor put there."""

    lead: PublishedStory | None
    secondaries: list
    latest: list
    bands: list  # of (section, stories)
    pinned: set = field(default_factory=set)

    @property
    def with_pictures(self):
        """The stories that stand with their pictures, in the order of the page.

        The second beside the lead is words alone, and so are all of a band but its first.
        """
        on_top = [self.lead, *self.secondaries[:1], *self.secondaries[2:]]
        return [story for story in on_top if story] + [
            stories[0] for _section, stories in self.bands if stories
        ]


def places(sections):
    """Every place that can be pinned, in the order of the page."""
    yield LEAD
    for position in range(1, SECONDARIES + 1):
        yield (Kind.SECONDARY, None, position)
    for section in sections:
        for position in range(1, IN_A_BAND + 1):
            yield (Kind.SECTION, section.pk, position)


def pins_of(rows):
    """The pins that some rows of `FrontPlace` make."""
    return {(row.kind, row.section_id, row.position): row.story_id for row in rows}


def page_of_the_moment(sections, paper):
    """The page readers see now: five queries, however long the archive and the row of sections."""
    pins = pins_of(PRESENT.rows(moment=timezone.now()))
    dependence.on("all", "front")
    dependence.on_each("story", pins.values())
    dependence.until(getattr(paper, "next_edition_at", None))
    return compose(sections, pins, paper.as_seen())


def page_of(pins, sections, moment, paper):
    """The page readers would see at `moment` with these pins."""
    return compose(sections, pins, paper.as_seen(moment))


class Candidate(NamedTuple):
    """A story that the page may show: as much of it as decides where it stands."""

    pk: int
    section_id: int
    published_at: datetime


def candidates(sections, pins, seen):
    """What the page may show: the newest of all, the newest of each section, and the pinned.

    One query. Every section contributes a short list of its own. There are as many more of the
    newest as there are pins: a story that is wanted elsewhere does not fill a place above. Of a
    dozen sections' candidates the page shows half.
    """
    found = _wanted(len(sections), len(pins)).rows(
        moment=seen.moment or timezone.now(),
        pinned=set(pins.values()),
        **{f"section_{place}": section.pk for place, section in enumerate(sections)},
    )
    found = [Candidate(*row) for row in found]
    return sorted(found, key=lambda one: (one.published_at, one.pk), reverse=True)


@lru_cache(maxsize=32)  # editors add a section once a year, and pin a few stories more or less
def _wanted(sections, pins):
    """The question of `candidates` for so many sections and pins."""
    stories = PublishedStory.objects
    live = stories.live(MOMENT)
    lists = [live.newest_first().values("pk")[: TOP + LATEST + pins]]
    for place in range(sections):
        its_own = live.filter(section=Given(f"section_{place}", BigIntegerField())).newest_first()
        lists.append(its_own.values("pk")[: TOP + IN_A_BAND])
    if pins:
        lists.append(GivenSome("pinned", BigIntegerField()))
    wanted = live.filter(pk__in=stories.in_any_of(lists))
    return Prepared(lambda: wanted.values_list(*Candidate._fields))


def compose(sections, pins, seen):
    """The page as it is `seen`, with `pins` where they can be kept."""
    found = candidates(sections, pins, seen)
    kept = _kept(pins, {one.pk: one for one in found}, sections)
    pinned = {one.pk for one in kept.values()}
    free = [one for one in found if one.pk not in pinned]
    stories = _unsigned(free[: TOP + LATEST], seen)
    lead = kept.get(LEAD) or _automatic_lead(free, stories) or (found[0] if found else None)
    free = [one for one in free if one is not lead]
    on_top = [(Kind.SECONDARY, None, position) for position in range(1, SECONDARIES + 1)]
    secondaries = _filled([kept.get(place) for place in on_top], free)
    top = {one.pk for one in (lead, *secondaries) if one}
    below = [one for one in found if one.pk not in top]
    latest, bands = below[:LATEST], _bands(sections, below, kept)
    in_bands = [one for _section, band in bands for one in band]
    shown = [one for one in (lead, *secondaries, *latest, *in_bands) if one]
    stories |= _unsigned([one for one in shown if one.pk not in stories], seen)
    cards.with_bylines(list(stories.values()))
    return FrontPage(
        lead=stories.get(lead.pk) if lead else None,
        secondaries=_those_of(stories, secondaries),
        latest=_those_of(stories, latest),
        bands=[(section, row) for section, band in bands if (row := _those_of(stories, band))],
        pinned=pinned,
    )


def _unsigned(chosen, seen):
    """The stories of some candidates by id, with what a card shows but their bylines: one query."""
    found = cards.unsigned(one.pk for one in chosen)
    return {story.pk: story.seen_as(seen) for story in found}


def _those_of(stories, chosen):
    """The stories of `chosen`, without any that was deleted in this very moment."""
    return [stories[one.pk] for one in chosen if one.pk in stories]


def _kept(pins, live, sections):
    """The stories of the pins that can be kept: live, and in a band of their own section."""
    known = set(places(sections))
    return {
        place: live[pk]
        for place, pk in pins.items()
        if pk in live
        and place in known
        and (place[0] != Kind.SECTION or live[pk].section_id == place[1])
    }


def _automatic_lead(free, stories):
    """The newest that has a picture to show; the newest of all where none of the first has one."""
    there = [one for one in free if one.pk in stories]
    return next((one for one in there if stories[one.pk].shown), there[0] if there else None)


def _filled(pinned, free):
    """Pinned stories in their places, the first of `free` in the empty ones; no hole stays."""
    free = iter(free)
    row = [story or next(free, None) for story in pinned]
    return [story for story in row if story]


def _bands(sections, below, kept):
    """Each section that has any of the stories `below` the top, the first few around its pins."""
    pinned = {story.pk for story in kept.values()}
    there = {story.pk for story in below}  # the lead may have been taken
    free = {section.pk: [] for section in sections}
    for story in below:
        if story.pk not in pinned:
            free[story.section_id].append(story)
    found = []
    for section in sections:
        own = [kept.get((Kind.SECTION, section.pk, place)) for place in range(1, IN_A_BAND + 1)]
        own = [story if story and story.pk in there else None for story in own]
        if row := _filled(own, free[section.pk]):
            found.append((section, row))
    return found

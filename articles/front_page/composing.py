"""The front page of one moment: pinned stories in their places, the newest in all the others.

The same composition serves readers, the preview and the desk. A pin is passed over while its story
is not to be seen, and its place fills itself.
"""

from dataclasses import dataclass, field
from functools import lru_cache

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
    """The page readers see now: three queries."""
    pins = pins_of(PRESENT.rows(moment=timezone.now()))
    dependence.on("all", "front")
    dependence.on_each("story", pins.values())
    dependence.until(getattr(paper, "next_edition_at", None))
    return compose(sections, candidates(sections, pins, paper.as_seen()), pins)


def page_of(pins, sections, moment, paper):
    """The page readers would see at `moment` with these pins."""
    return compose(sections, candidates(sections, pins, paper.as_seen(moment)), pins)


def candidates(sections, pins, seen):
    """What the page may show: the newest of all, the newest of each section, and the pinned.

    One query and that for the bylines. Every section contributes a short list of its own. There are
    as many more of the newest as there are pins: a story that is wanted elsewhere does not fill a
    place above.
    """
    found = _wanted(len(sections), len(pins)).rows(
        moment=seen.moment or timezone.now(),
        pinned=set(pins.values()),
        **{f"section_{place}": section.pk for place, section in enumerate(sections)},
    )
    found.sort(key=lambda story: (story.published_at, story.pk), reverse=True)
    return [story.seen_as(seen) for story in cards.with_bylines(found)]


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
    return Prepared(lambda: live.filter(pk__in=stories.in_any_of(lists)).with_card_columns())


def compose(sections, stories, pins):
    """The page made of live `stories`, newest first, with `pins` where they can be kept."""
    kept = _kept(pins, {story.pk: story for story in stories}, sections)
    pinned = {story.pk for story in kept.values()}
    free = [story for story in stories if story.pk not in pinned]
    lead = kept.get(LEAD) or _automatic_lead(free) or (stories[0] if stories else None)
    free = [story for story in free if story is not lead]
    on_top = [(Kind.SECONDARY, None, position) for position in range(1, SECONDARIES + 1)]
    secondaries = _filled([kept.get(place) for place in on_top], free)
    top = {story.pk for story in (lead, *secondaries) if story}
    below = [story for story in stories if story.pk not in top]
    return FrontPage(
        lead=lead,
        secondaries=secondaries,
        latest=below[:LATEST],
        bands=_bands(sections, below, kept),
        pinned=pinned,
    )


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


def _automatic_lead(free):
    """The newest story that has a picture to show; the newest of all where none has one."""
    newest = free[: TOP + LATEST]
    return next((story for story in newest if story.shown), (newest or [None])[0])


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

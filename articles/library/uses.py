"""Where a picture stands: stories in either copy, people's pages, another picture's place.

The one rule: it is asked of the rows that readers' pages are made of, so it cannot lag behind them.
The front page is a room beside this one: whoever draws a screen adds where a story stands there.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.db.models import Value
from django.utils.translation import gettext as _

from articles.models import Newspaper, Person, Picture, PublishedStory, Reference, Story

MOST_STORIES = 50  # that are named; a drawing that is used every day may stand in thousands


@dataclass(frozen=True)
class StoryUse:
    """A story with the picture: where in the desk's copy, where in the one that readers see."""

    story: Story
    desk: tuple[str, ...]
    readers: tuple[str, ...]
    is_live: bool
    front: tuple[str, ...] = ()  # where the story stands on the front page, now or soon

    @property
    def places(self):
        """Where it stands, as words; a copy is named where the two differ."""
        if not self.readers and self.story.readers_copy is None:
            return list(self.desk)
        alone = [
            *((place, _("%(place)s, in the desk's copy alone")) for place in self.desk),
            *((place, _("%(place)s, in the readers' copy alone")) for place in self.readers),
        ]
        both = [place for place in self.desk if place in self.readers]
        return both + [words % {"place": place} for place, words in alone if place not in both]


@dataclass(frozen=True)
class Uses:
    """Everything that shows a picture; empty, and false, where nothing does."""

    stories: list[StoryUse] = field(default_factory=list)
    has_more: bool = False  # stories than are named
    people: list[Person] = field(default_factory=list)
    stands_in_for: list[Picture] = field(default_factory=list)
    is_newspapers: bool = False  # shown where another may not be, all over the newspaper

    def __bool__(self):
        return bool(self.stories or self.people or self.stands_in_for or self.is_newspapers)

    @property
    def names(self):
        """What shows it, as words for a sentence."""
        return [
            *(use.story.headline for use in self.stories),
            *([_("more stories")] if self.has_more else []),
            *(person.name for person in self.people),
            *(
                _("in the stead of “%(picture)s”") % {"picture": other}
                for other in self.stands_in_for
            ),
            *([_("the newspaper's picture in another's stead")] if self.is_newspapers else []),
        ]

    @property
    def live_stories(self):
        return [use.story for use in self.stories if use.is_live]

    def on_front(self, places):
        """The same with where each story stands on the front page: `places` by number of story."""
        found = [replace(use, front=tuple(places.get(use.story.pk, ()))) for use in self.stories]
        return replace(self, stories=found)


def uses_of(picture):
    """Everything that shows `picture`: five queries, however much that is."""
    stories = Story.objects.showing(picture).latest_touched_first().with_heads()
    stories = list(stories[: MOST_STORIES + 1])
    shown = stories[:MOST_STORIES]
    in_texts = _in_texts(picture, shown)
    return Uses(
        stories=[_use(story, picture, in_texts) for story in shown],
        has_more=len(stories) > len(shown),
        people=list(Person.objects.filter(portrait=picture)),
        stands_in_for=list(picture.stands_in_for.with_list_parts().newest_first()[:MOST_STORIES]),
        is_newspapers=Newspaper.objects.filter(fallback_picture=picture).exists(),
    )


def _use(story, picture, in_texts):
    readers = story.readers_copy
    copies = ((Reference.Copy.DESK, story), (Reference.Copy.READERS, readers))
    places = {
        copy: (
            *([_("lead picture")] if row and row.lead_picture_id == picture.pk else []),
            *in_texts[story.pk, copy],
        )
        for copy, row in copies
    }
    return StoryUse(
        story=story,
        desk=places[Reference.Copy.DESK],
        readers=places[Reference.Copy.READERS],
        is_live=bool(places[Reference.Copy.READERS]) and readers.is_live,
    )


def _in_texts(picture, stories):
    """In which way the texts of stories have a picture, by story and copy; each way once."""
    rows = Reference.objects.filter(target_picture=picture, story__in=stories).order_by("position")
    found = defaultdict(dict)
    for story, copy, kind in rows.values_list("story", "copy", "kind"):
        words = _("in the text") if kind == Reference.Kind.PICTURE else Reference.Kind(kind).label
        found[story, copy][str(words)] = True
    return found


@dataclass(frozen=True)
class Tally:
    """How much shows a picture: for a list, which has no room for names."""

    stories: int = 0
    portraits: int = 0
    stands_in: int = 0

    def __bool__(self):
        return bool(self.stories or self.portraits or self.stands_in)


def tallies(pictures):
    """A tally of each picture's uses by its number: two queries for any number of pictures."""
    numbers = [picture.pk for picture in pictures]
    stories, portraits, stands_in = (defaultdict(int) for _kind in range(3))
    for picture, _story in _in_stories(numbers) if numbers else ():
        stories[picture] += 1
    for picture, kind, _row in _elsewhere(numbers) if numbers else ():
        (portraits if kind == "portrait" else stands_in)[picture] += 1
    return {pk: Tally(stories[pk], portraits[pk], stands_in[pk]) for pk in numbers}


def _in_stories(numbers):
    """Which picture stands in which story: each pair once, whatever copy and place."""
    return (
        Story.objects.filter(lead_picture__in=numbers)
        .values_list("lead_picture", "pk")
        .union(
            PublishedStory.objects.filter(lead_picture__in=numbers).values_list(
                "lead_picture", "pk"
            ),
            Reference.objects.filter(target_picture__in=numbers).values_list(
                "target_picture", "story"
            ),
        )
    )


def _elsewhere(numbers):
    """Which picture is whose portrait, or stands in for which other, or for any."""
    portraits, others, any_other = (Value(kind) for kind in ("portrait", "picture", "newspaper"))
    return (
        Person.objects.filter(portrait__in=numbers)
        .order_by()
        .values_list("portrait", portraits, "pk")
        .union(
            Picture.objects.filter(fallback__in=numbers).values_list("fallback", others, "pk"),
            Newspaper.objects.filter(fallback_picture__in=numbers).values_list(
                "fallback_picture", any_other, "pk"
            ),
        )
    )

"""How alike two stories are, and which are most alike to one.

Every look is along an index and at a fixed number of the newest, so that the work for one story
does not grow with the archive.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from articles.models import PublishedStory, PublishedTopic, TellingWord

from .words import Counts, Text, scaled, telling, topic_key

LOOKED_AT = 40  # the newest with each telling word and of each topic
COMPARED = 60  # of those, the ones that are compared whole
HALF_LIFE = timedelta(days=365)  # of two stories equally alike, one so much older counts half

TOPICS = 0.2  # what the same topics are worth, were they rare, where the same words are worth 1
SAME_SECTION = 1.2  # times as alike
BARELY = 0.07  # where they share no topic, less is chance
BY_ONE_WORD = 0.1  # the same, where a single word is all they share


@dataclass(frozen=True)
class Subject:
    """What a story is told to be alike by."""

    words: dict[str, float]
    topics: dict[int, float]  # by the tag's number
    rarities: Counts
    section: int | None = None
    number: int | None = None


@dataclass(frozen=True)
class Alike:
    """A story that is like another."""

    story: int
    published_at: datetime
    revision: int
    likeness: float
    words: list[str]  # they share, the most telling first
    topics: list[int]

    @property
    def score(self) -> float:
        return score(self.likeness, self.published_at)


def score(likeness: float, published_at: datetime) -> float:
    """A likeness with the age counted, to be compared with others'.

    Whenever it is asked, of two stories the older has lost the same share more than the younger.
    Therefore the moment of publication can be counted instead of the age, and the order stays
    right for ever: a score is never worked out again because time went by.
    """
    return math.log2(likeness) + published_at.timestamp() / HALF_LIFE.total_seconds()


def subject(text: Text, tags: Iterable[int], *, section=None, number=None) -> Subject:
    """What a text is told by, with its topics (numbers of tags)."""
    tags = list(tags)
    counts = Counts([*text.times, *map(topic_key, tags)])
    return Subject(
        words=telling(text, counts),
        topics=weighed(tags, counts),
        rarities=counts,
        section=section,
        number=number,
    )


def weighed(tags: Iterable[int], counts: Counts) -> dict[int, float]:
    """Topics with their weights: one that few stories have tells more."""
    weights = {tag: max(counts.rarity(topic_key(tag)), 0.1) for tag in tags}
    return scaled(weights) if weights else {}


def most_alike(one: Subject) -> list[Alike]:
    """Stories before readers, now or by the clock, that are like one, whatever their age."""
    near = nearest(one)
    stories = PublishedStory.objects.on_its_way().filter(pk__in=near)
    words, topics = shared_words(one, near), topics_of(near)
    rarities = Counts({topic_key(tag) for tags in topics.values() for tag in tags})
    found = []
    for number, section, published_at, revision in stories.values_list(
        "pk", "section", "published_at", "revision_number"
    ):
        theirs = weighed(topics[number], rarities)
        both = sorted(one.topics.keys() & theirs.keys())
        likeness = sum(words[number].values())
        likeness += sum(
            TOPICS * one.topics[tag] * theirs[tag] * rarities.rarity(topic_key(tag)) for tag in both
        )
        in_order = [word for word, _worth in words[number].most_common()]
        if both or likeness >= (BARELY if len(in_order) > 1 else BY_ONE_WORD):
            likeness *= SAME_SECTION if section == one.section else 1
            found.append(Alike(number, published_at, revision, likeness, in_order, both))
    return sorted(found, key=lambda alike: (-alike.likeness, -alike.story))


def nearest(one: Subject) -> list[int]:
    """The numbers of the stories that are worth comparing: likest at a glance."""
    glance = Counter()
    for word, weight in one.words.items():
        newest = TellingWord.objects.newest_with(word).values_list("story", "weight")
        for number, theirs in newest[:LOOKED_AT]:
            glance[number] += weight * theirs
    for tag, weight in one.topics.items():
        newest = PublishedTopic.objects.of(tag).newest_first()
        for number in newest.values_list("content_object", flat=True)[:LOOKED_AT]:
            glance[number] += TOPICS * weight / 2  # as if they had a few topics more
    glance.pop(one.number, None)
    return [number for number, _likeness in glance.most_common(COMPARED)]


def shared_words(one: Subject, numbers: list[int]) -> dict[int, Counter]:
    """By story, what each word that it shares is worth to its likeness."""
    found = defaultdict(Counter)
    shared = TellingWord.objects.shared_by(numbers, list(one.words))
    for number, word, weight in shared.values_list("story", "word", "weight"):
        found[number][word] = weight * one.words[word]
    return found


def topics_of(numbers: list[int]) -> dict[int, list[int]]:
    found = defaultdict(list)
    topics = PublishedTopic.objects.of_stories(numbers)
    for number, tag in topics.values_list("content_object", "tag"):
        found[number].append(tag)
    return found

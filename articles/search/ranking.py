"""Which of some hits answers a question best: by where its words stand, then by age.

Pure, and the same for both databases: they say what has the words, this says what is best. The
rule: the headline weighs most, and of two stories that answer alike the younger stands first. The
most that a text can add is known before it is read, so only those are read that may be shown.
"""

from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush

WEIGHTS = (10.0, 6.0, 3.0, 1.0)  # of headline, names, about and body
MOST_TIMES = 5  # a word that often in a text says all it can
ROW_OF_WORDS = 1.5  # all words in the order they were asked for, in one place
FRESHNESS = 0.8  # what a story of this moment gains over one of long ago
HALF_LIFE = 120.0  # days after which half of that is left
READ_FIRST = 100  # texts; then twice as many at a time
ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "e", "y")


@dataclass(slots=True)
class Candidate:
    """What is known of a hit: its place, its story, its age in days, all of its words but the text.

    Args:
        words: those of its headline, its names and what it is about, each on a line that begins and
            ends with a space.
    """

    place: int
    story: int
    age: float
    words: str


@dataclass(frozen=True)
class Sought:
    """What is looked for in the words: each row's beginning, the word itself, all in a row."""

    rows: list  # pairs; the second is "" where more than one word was asked for in a row
    together: str  # "" for a single word

    @classmethod
    def of(cls, rows):
        words = [word for row in rows for word in row]
        return cls(
            [
                (f" {root_of(row[0])}", f" {row[0]} ") if len(row) == 1 else (_in_a_row(row), "")
                for row in rows
            ],
            _in_a_row(words) if len(words) > 1 else "",
        )

    @property
    def most(self):
        """What is found at most where a word weighs one."""
        times = len(self.rows) * (1 + 0.25 * (MOST_TIMES - 1))
        return times + 0.5 * len(self.rows) + ROW_OF_WORDS

    def found_in(self, text):
        """How much of it stands in a text, where a word weighs one."""
        found = 0.0
        for beginning, exact in self.rows:
            if times := text.count(beginning):
                found += 1 + 0.25 * (min(times, MOST_TIMES) - 1)
                if exact and exact in text:
                    found += 0.5
        if self.together and self.together in text:
            found += ROW_OF_WORDS
        return found

    def found_on(self, lines):
        """How much of it stands in a headline, the names and what a story is about, by weight."""
        found = 0.0
        for beginning, _exact in self.rows:
            if beginning in lines:
                for weight, line in zip(WEIGHTS, lines.split("\n"), strict=False):
                    found += weight * self.found_in(line)
                break
        return found


@lru_cache(maxsize=20_000)
def root_of(word):
    """About what a stemmer makes of a word, to tell where it stands: closures, closing are clos."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def best_first(candidates, rows, texts_of):
    """Yield the places and stories of candidates, the best first; to be asked for few of many.

    Args:
        rows: the words that were asked for, each as a row of one or more.
        texts_of: gives the texts of some places by place, each between spaces.
    """
    sought = Sought.of(rows)
    most, waiting, ranked = WEIGHTS[-1] * sought.most, [], []
    for one in candidates:
        found, fresh = sought.found_on(one.words), freshness(one.age)
        waiting.append((score(found + most, fresh), one.place, one.story, found, fresh))
    waiting.sort()
    at_once = READ_FIRST
    while waiting:
        some, waiting = waiting[-at_once:], waiting[:-at_once]
        texts = texts_of([place for _at_most, place, *_rest in some])
        for _at_most, place, story, found, fresh in some:
            found += WEIGHTS[-1] * sought.found_in(texts.get(place, ""))
            heappush(ranked, (-score(found, fresh), -place, story))
        best_of_the_rest = waiting[-1][0] if waiting else 0.0
        while ranked and -ranked[0][0] > best_of_the_rest:
            _score, place, story = heappop(ranked)
            yield -place, story
        at_once *= 2


def freshness(age):
    return FRESHNESS * 0.5 ** (max(age, 0.0) / HALF_LIFE)


def score(found, fresh):
    """How well a hit answers, from what was found in its words and how fresh it is."""
    return (found + 0.1) * (1 + fresh)


def _in_a_row(words):
    return " " + " ".join(words)

"""Which of some hits answers a question best: by where its words stand, then by age.

Pure, and the same for both databases: they say what has the words, this says what is best. The
rule: the headline weighs most, and of two stories that answer alike the younger stands first.
"""

from dataclasses import dataclass
from functools import lru_cache

WEIGHTS = (10.0, 6.0, 3.0, 1.0)  # of headline, names, about and body
MOST_TIMES = 5  # a word that often in a text says all it can
ROW_OF_WORDS = 1.5  # all words in the order they were asked for, in one place
FRESHNESS = 0.8  # what a story of this moment gains over one of long ago
HALF_LIFE = 120.0  # days after which half of that is left
ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "e", "y")


@dataclass(slots=True)
class Candidate:
    """What is known of a hit: its place, its story, its age in days, its words.

    Args:
        words: those of its headline, its names, what it is about and its body, each as one text.
    """

    place: int
    story: int
    age: float
    words: tuple


@lru_cache(maxsize=20_000)
def root_of(word):
    """About what a stemmer makes of a word, to tell where it stands: closures, closing are clos."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def best_first(candidates, rows):
    """The places and stories of candidates, the best first.

    Args:
        rows: the words that were asked for, each as a row of one or more.
    """
    sought = [_sought(row) for row in rows]
    together = (
        " " + " ".join(word for row in rows for word in row) if sum(map(len, rows)) > 1 else ""
    )
    scored = [(score(one, sought, together), one.place, one.story) for one in candidates]
    scored.sort(reverse=True)
    return [(place, story) for _score, place, story in scored]


def score(candidate, sought, together):
    """How well a hit answers, from its words and its age."""
    found = 0.0
    for text, weight in zip(candidate.words, WEIGHTS, strict=True):
        text = f" {text} "
        for beginning, exact in sought:
            if times := text.count(beginning):
                found += weight * (1 + 0.25 * (min(times, MOST_TIMES) - 1))
                if exact and exact in text:
                    found += 0.5 * weight
        if together and together in text:
            found += ROW_OF_WORDS * weight
    freshness = FRESHNESS * 0.5 ** (max(candidate.age, 0.0) / HALF_LIFE)
    return (found + 0.1) * (1 + freshness)


def _sought(row):
    """How a row of words begins where it stands, and the word itself where it is one."""
    if len(row) > 1:
        return " " + " ".join(row), ""
    return f" {root_of(row[0])}", f" {row[0]} "

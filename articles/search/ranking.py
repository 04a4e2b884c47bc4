"""Which of some hits answers a question best: by where its words stand, then by age.

Pure, and the same for both databases: they say what has the words, this says what is best. The
rule: the headline weighs most, and of two stories that answer alike the younger stands first.
"""

from dataclasses import dataclass

WEIGHTS = {"headline": 10.0, "names": 6.0, "about": 3.0, "body": 1.0}
MOST_TIMES = 5  # a word that often in a text says all it can
ROW_OF_WORDS = 1.5  # all words in the order they were asked for, in one place
FRESHNESS = 0.8  # what a story of this moment gains over one of long ago
HALF_LIFE = 120.0  # days after which half of that is left
ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "e", "y")


@dataclass(frozen=True)
class Candidate:
    """What is known of a hit: its place, its story, its age in days, its words by column."""

    place: int
    story: int
    age: float
    words: dict


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
    scored = [(score(one, rows), one.place, one.story) for one in candidates]
    scored.sort(reverse=True)
    return [(place, story) for _score, place, story in scored]


def score(candidate, rows):
    """How well a hit answers, from its words and its age."""
    columns = {name: f" {words}" for name, words in candidate.words.items()}
    found = sum(_of_one_row(columns, row) for row in rows)
    everything = " " + " ".join(word for row in rows for word in row)
    if sum(map(len, rows)) > 1:
        found += sum(
            ROW_OF_WORDS * weight
            for name, weight in WEIGHTS.items()
            if everything in columns.get(name, "")
        )
    freshness = FRESHNESS * 0.5 ** (max(candidate.age, 0.0) / HALF_LIFE)
    return (found + 0.1) * (1 + freshness)


def _of_one_row(columns, row):
    sought = " " + (" ".join(row) if len(row) > 1 else root_of(row[0]))
    exact = f" {row[0]} " if len(row) == 1 else ""
    found = 0.0
    for name, weight in WEIGHTS.items():
        words = columns.get(name, "")
        if times := words.count(sought):
            found += weight * (1 + 0.25 * (min(times, MOST_TIMES) - 1))
            if exact and exact in f"{words} ":
                found += 0.5 * weight
    return found

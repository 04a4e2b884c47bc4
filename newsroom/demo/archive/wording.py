"""Made-up words and texts: as often as in a language, the same from the same seed.

Pure: what a text says is returned together with its words folded, as the search wants them.
"""

import random
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

EVERY, THIRD, FORTIETH, HUNDREDTH, ONE = "council", "ferry", "harbour", "lighthouse", "quokka"
SYLLABLES = tuple(first + last for first in "btrmskvdplgnhf" for last in "aeiou")
WORDS, PARAGRAPHS, COMMENTS = 20_000, 4000, 3000  # of an archive of a thousand stories or more
IN_A_PARAGRAPH = (30, 60)
IN_A_COMMENT = (4, 45)


@dataclass(frozen=True)
class Passage:
    """Some sentences, and their words folded."""

    text: str
    folded: str

    @cached_property
    def times(self):
        """How often each word stands in it."""
        return Counter(self.folded.split())


class Vocabulary:
    """The words of an archive, the commonest first, and passages made of them."""

    def __init__(self, seed, stories=1000):
        self.chance, share = random.Random(f"words of {seed}"), min(1, stories / 1000)
        self.counts = [int(many * share**2) + 50 for many in (WORDS, PARAGRAPHS, COMMENTS)]
        words = dict.fromkeys(self._made_up() for _word in range(2 * self.counts[0]))
        self.words = list(words)[: self.counts[0]]
        self.weights = list(accumulate(1 / (place + 3) for place in range(len(self.words))))

    @cached_property
    def paragraphs(self):
        return [self._passage(*IN_A_PARAGRAPH) for _number in range(self.counts[1])]

    @cached_property
    def comments(self):
        return [self._passage(*IN_A_COMMENT).text for _number in range(self.counts[2])]

    def some(self, chance, number):
        """So many words, each as often as it is usual."""
        return chance.choices(self.words, cum_weights=self.weights, k=number)

    def _made_up(self):
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.choice((1, 2, 3, 3, 4))))

    def _passage(self, fewest, most):
        left, sentences, folded = self.chance.randint(fewest, most), [], []
        while left > 0:
            words = self.some(self.chance, min(left, self.chance.randint(6, 16)))
            sentences.append(f"{words[0].capitalize()} {' '.join(words[1:])}".strip() + ".")
            folded += words
            left -= len(words)
        return Passage(" ".join(sentences), " ".join(folded))


def name_of(number):
    """A family name that only this number has."""
    parts, rest = [], number + len(SYLLABLES)
    while rest:
        rest, place = divmod(rest, len(SYLLABLES))
        parts.append(SYLLABLES[place])
    return "Mc" + "".join(parts)


def spread(rank, most, *, shift=50, power=0.8):
    """How much falls to a rank among `most`, the first of which has most: a power law."""
    return (rank + shift) ** -power if rank < most else 0.0


def shares(total, many):
    """`total` divided among `many` by a power law, in an order that looks random; a list."""
    step = next(n for n in range(int(many * 0.618) or 1, many + 2) if _has_no_factor(n, many))
    weights = [spread((number * step + 7) % many, many) for number in range(many)]
    whole, given, sofar, found = sum(weights), 0, 0.0, []
    for weight in weights:
        sofar += weight
        up_to = round(total * sofar / whole)
        found.append(up_to - given)
        given = up_to
    return found


def _has_no_factor(number, other):
    while other:
        number, other = other, number % other
    return number == 1

"""How many small hints make one score: counts in, a number and its reasons out, no database.

Naive Bayes in the form that Gary Robinson gave it for mail (Linux Journal 107, 2003): a word that
was seldom seen counts little. The one rule: no word decides alone. A word's pull has a ceiling that
lies below what it takes to hold a reply at the rules a newsroom begins with, and the pulls of many
words, which are never independent of each other, are damped by their number.
"""

import math
from dataclasses import dataclass, field
from typing import NamedTuple

DOUBT = 1.0  # how many times a word must be seen to be believed more than half
CEILING = 1.7  # of one word's pull, in natural log-odds: five and a half to one
LEAST = 0.25  # a weaker pull says nothing and would only water down the others
MOST = 40  # of the strongest pulls count
DAMPING = 0.3  # nought would add all pulls up, one would take their mean
LEAN = -0.5  # a text that says nothing is sooner wanted than not
SHOWN = 8


class Counts(NamedTuple):
    """In how many texts of each kind something stood."""

    spam: float = 0
    wanted: float = 0

    def and_also(self, other, times=1):
        return Counts(self.spam + other.spam * times, self.wanted + other.wanted * times)


@dataclass(frozen=True)
class Score:
    """How much a text looks like spam, from 0 to 1, and what pulled most, strongest first.

    A positive pull is towards spam, a negative one away from it.
    """

    value: float
    words: list[tuple[str, float]] = field(default_factory=list)


def weigh(found: dict[str, str], known: dict[str, Counts], texts: Counts) -> Score:
    """The score of what was found in a text.

    `found` gives the words a person reads for each name, `known` what is known of those names, and
    `texts` how many texts of each kind that was learned from.
    """
    pulls = [(name, pull(known[name], texts)) for name in found if name in known]
    pulls = [(name, strength) for name, strength in pulls if abs(strength) >= LEAST]
    pulls.sort(key=lambda one: (-abs(one[1]), one[0]))
    pulls = pulls[:MOST]
    together = sum(strength for _name, strength in pulls)
    odds = LEAN + (together / len(pulls) ** DAMPING if pulls else 0)
    return Score(
        value=round(1 / (1 + math.exp(-odds)), 4),
        words=[(found[name], round(strength, 2)) for name, strength in pulls[:SHOWN]],
    )


def pull(counts: Counts, texts: Counts) -> float:
    """How far one word pulls: the log-odds of spam where it stands, cut off at the ceiling."""
    in_spam, in_wanted = counts.spam / max(texts.spam, 1), counts.wanted / max(texts.wanted, 1)
    seen = counts.spam + counts.wanted
    if not seen or not in_spam + in_wanted:
        return 0
    believed = (DOUBT * 0.5 + seen * in_spam / (in_spam + in_wanted)) / (DOUBT + seen)
    return max(-CEILING, min(CEILING, math.log(believed / (1 - believed))))

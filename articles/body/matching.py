"""Finds which unit of one body became which of another, wherever it stands now.

The rule: the time it takes grows evenly with the two bodies, whatever is in them. What is alike is
found by what is rare (Heckel's way of 1978), never by trying every pair.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from .units import Unit

ALIKE = 0.5  # the share of words two units have in common, to be one that was changed in its place
ALIKE_AND_MOVED = 0.65  # and to be one that was moved besides
FEWEST_TO_MOVE = 4  # words; a shorter line may stand in two places by chance
COMMON = 12  # a word that stands in more units than this says nothing of any
CANDIDATES = 4


@dataclass(slots=True)
class Matches:
    """Pairs of places, in the old body and in the new."""

    olds: dict[int, int] = field(default_factory=dict)  # old -> new
    news: dict[int, int] = field(default_factory=dict)  # new -> old
    split: dict[int, int] = field(default_factory=dict)  # second half in the new -> old
    joined: dict[int, int] = field(default_factory=dict)  # second half in the old -> new
    moved: set[int] = field(default_factory=set)  # places in the new body

    def pair(self, old: int, new: int) -> None:
        self.olds[old] = new
        self.news[new] = old

    def part(self, old: int, new: int) -> None:
        del self.olds[old], self.news[new]

    def free_old(self, old: int) -> bool:
        return old not in self.olds and old not in self.joined

    def free_new(self, new: int) -> bool:
        return new not in self.news and new not in self.split


def match(before: Sequence[Unit], after: Sequence[Unit]) -> Matches:
    """What became of every unit; what is in no pair was removed or added."""
    found = Matches()
    _pair_the_ends(before, after, found)
    _pair_the_rare(before, after, found, lambda unit: unit)
    _pair_the_rare(before, after, found, lambda unit: unit.essence)
    _find_seams(before, after, found)
    _pair_the_alike(before, after, found)
    _tell_what_moved(after, found)
    return found


def _pair_the_ends(before: Sequence[Unit], after: Sequence[Unit], found: Matches) -> None:
    """What stands the same at the beginning and at the end of both."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        found.pair(start, start)
        start += 1
    end = 1
    while end <= shorter - start and before[-end] == after[-end]:
        found.pair(len(before) - end, len(after) - end)
        end += 1


def _pair_the_rare(
    before: Sequence[Unit],
    after: Sequence[Unit],
    found: Matches,
    key: Callable[[Unit], Hashable],
) -> None:
    """Units with one key: those that occur once on each side, their neighbours, then the rest."""
    olds, news = _places(before, found.free_old, key), _places(after, found.free_new, key)
    anchors = [
        (places[0], news[value][0])
        for value, places in olds.items()
        if len(places) == 1 and len(news.get(value, ())) == 1
    ]
    for old, new in anchors:
        if found.free_old(old) and found.free_new(new):
            found.pair(old, new)
    for old, new in anchors:
        for step in (1, -1):
            _spread(before, after, found, key, old, new, step)
    for value, places in olds.items():
        left = [old for old in places if found.free_old(old)]
        right = [new for new in news.get(value, ()) if found.free_new(new)]
        for old, new in zip(left, right, strict=False):
            found.pair(old, new)


def _places(units, is_free, key) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for place, unit in enumerate(units):
        if is_free(place):
            places[key(unit)].append(place)
    return places


def _spread(before, after, found, key, old, new, step) -> None:
    """Go on from a pair, in one direction, for as long as the neighbours are alike."""
    old, new = old + step, new + step
    while (
        0 <= old < len(before)
        and 0 <= new < len(after)
        and found.free_old(old)
        and found.free_new(new)
        and key(before[old]) == key(after[new])
    ):
        found.pair(old, new)
        old, new = old + step, new + step


def _find_seams(before: Sequence[Unit], after: Sequence[Unit], found: Matches) -> None:
    """A paragraph that was cut in two, and two that were made one, with every word kept."""
    for whole, halves, is_split in ((before, after, True), (after, before, False)):
        free_whole, free_half = (
            (found.free_old, found.free_new) if is_split else (found.free_new, found.free_old)
        )
        wanted = {
            _bare(unit.text): place
            for place, unit in enumerate(whole)
            if free_whole(place) and unit.thing is None
        }
        for first in range(len(halves) - 1 if wanted else 0):
            one, other = halves[first], halves[first + 1]
            if one.thing or other.thing or not (free_half(first) and free_half(first + 1)):
                continue
            place = wanted.pop(_bare(one.text) + _bare(other.text), None)
            if place is None:
                continue
            if is_split:
                found.pair(place, first)
                found.split[first + 1] = place
            else:
                found.pair(first, place)
                found.joined[first + 1] = place


def _bare(text: str) -> str:
    return "".join(text.split())


def _pair_the_alike(before: Sequence[Unit], after: Sequence[Unit], found: Matches) -> None:
    """Units that share most of their words, the most alike first."""
    old_gaps, new_gaps = _gaps(found)
    holders: dict[str, list[int]] = defaultdict(list)
    for old, unit in enumerate(before):
        if unit.thing is None and found.free_old(old):
            for word in unit.bag:
                holders[word].append(old)
    alike: list[tuple[float, int, int]] = []
    for new, unit in enumerate(after):
        if unit.thing is None and found.free_new(new):
            gap = bisect_left(new_gaps, new)
            for old in _candidates(unit, holders):
                is_beside = bisect_left(old_gaps, old) == gap
                share = _share(before[old].bag, unit.bag)
                if share >= (ALIKE if is_beside else ALIKE_AND_MOVED):
                    alike.append((share + is_beside, old, new))
    for _share_of_words, old, new in sorted(alike, key=lambda one: (-one[0], one[1], one[2])):
        if found.free_old(old) and found.free_new(new):
            found.pair(old, new)


def _candidates(unit: Unit, holders: dict[str, list[int]]) -> list[int]:
    hits: Counter[int] = Counter()
    for word in unit.bag:
        where = holders.get(word, ())
        if len(where) <= COMMON:
            hits.update(where)
    return [old for old, _count in hits.most_common(CANDIDATES)]


def _share(one: Counter[str], other: Counter[str]) -> float:
    if len(one) > len(other):
        one, other = other, one
    common = sum(min(count, other[word]) for word, count in one.items() if word in other)
    return 2 * common / (one.total() + other.total() or 1)


def _gaps(found: Matches) -> tuple[list[int], list[int]]:
    """The places, in either body, of the pairs that stand in one order."""
    pairs = sorted(found.news.items())
    kept = _heaviest_in_order([old for _new, old in pairs], [1] * len(pairs))
    return [pairs[at][1] for at in kept], [pairs[at][0] for at in kept]


def _tell_what_moved(after: Sequence[Unit], found: Matches) -> None:
    """Of the pairs whose order is not the old one, the fewest words are said to have moved."""
    pairs = sorted(found.news.items())
    kept = _heaviest_in_order(
        [old for _new, old in pairs], [1 + after[new].size for new, _old in pairs]
    )
    split, joined = set(found.split.values()), set(found.joined.values())
    for at in set(range(len(pairs))).difference(kept):
        new, old = pairs[at]
        if after[new].size >= FEWEST_TO_MOVE or old in split or new in joined:
            found.moved.add(new)
        else:
            found.part(old, new)


def _heaviest_in_order(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """The places of the rising values with the greatest weight together."""
    tops: list[int] = []  # rising values that a best row may end with
    sums: list[int] = []  # the weight of that row, rising too
    ends: list[int] = []  # its last place
    before: list[int] = []
    for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
        at = bisect_left(tops, value)
        total = weight + (sums[at - 1] if at else 0)
        before.append(ends[at - 1] if at else -1)
        beaten = bisect_right(sums, total, lo=at)
        tops[at:beaten], sums[at:beaten], ends[at:beaten] = [value], [total], [place]
    row: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        row.append(place)
        place = before[place]
    return row[::-1]

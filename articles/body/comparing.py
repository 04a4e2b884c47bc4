"""Compares two bodies the way an editor reads them: paragraph by paragraph, word by word.

The rule: nothing is lost. The words that stayed and those that came are the new text, the words
that stayed and those that went are the old one, each once and in order. Plain words come out, never
markup, and a comparison takes bounded time whatever it is given.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import Match, SequenceMatcher
from typing import Literal, NamedTuple

from .matching import match
from .runs import Link, Run
from .units import Token, Unit, tokens_in, units_in

MOST_TOKENS = 4000  # of a line that is compared word by word; longer ones are rewritten as a whole
MOST_STEPS = 4_000_000  # of looking for words that stayed, in one comparison: about half a second
SAME_AT_LEAST = 0.3  # the share of words that stayed, below which a line reads better as rewritten
ISLAND = 3  # letters; fewer that stayed between two changes only make them harder to read

Became = Literal["same", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row, and what became of them."""

    text: str
    became: Became = "same"


class Touch(NamedTuple):
    """Words that are set otherwise than they were, or lead elsewhere."""

    words: str
    marks_off: tuple[str, ...] = ()
    marks_on: tuple[str, ...] = ()
    link_off: Link | None = None
    link_on: Link | None = None


@dataclass(frozen=True, slots=True)
class BlockChange:
    """What became of one unit of a body. `left` marks where one stood that was moved."""

    became: Literal["same", "changed", "rewritten", "added", "removed", "moved", "left"]
    before: Unit | None = None
    after: Unit | None = None
    pieces: list[Piece] = field(default_factory=list)
    touches: list[Touch] = field(default_factory=list)
    direction: Literal["", "up", "down"] = ""  # of what was moved
    seam: Literal["", "split", "joined"] = ""  # cut off the unit before, or put on to it


class Patience:
    """How many steps a comparison may still take; once it is at an end, no more words are found."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self._left = steps

    def allows(self, steps: int) -> bool:
        self._left -= steps
        return self._left >= 0


class _Matcher(SequenceMatcher):
    """difflib's matcher, which finds the runs a person would see, with an end to its patience."""

    def __init__(self, before: Sequence[str], after: Sequence[str], patience: Patience) -> None:
        self._patience = patience
        super().__init__(None, before, after, autojunk=False)

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        ahi = len(self.a) if ahi is None else ahi
        steps = sum(len(self.b2j.get(self.a[place], ())) + 1 for place in range(alo, ahi))
        if not self._patience.allows(steps):
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


def compare_bodies(before: str, after: str, patience: Patience | None = None) -> list[BlockChange]:
    """Every unit of both bodies, in the new order, with what became of it.

    What was removed stands where it stood. Bodies that differ in nothing that a reader sees come
    out as units that stayed the same.
    """
    olds, news = units_in(before), units_in(after)
    return list(_Comparison(olds, news, patience or Patience()).in_order())


def compare_words(before: str, after: str, patience: Patience | None = None) -> list[Piece]:
    """Two lines of plain words."""
    return compare_runs([Run(before)], [Run(after)], patience or Patience())[0]


class _Comparison:
    def __init__(self, olds: list[Unit], news: list[Unit], patience: Patience) -> None:
        self._olds, self._news, self._patience = olds, news, patience
        self._found = match(olds, news)
        self._at = 0  # the first old unit that is not told of yet

    def in_order(self) -> Iterator[BlockChange]:
        found = self._found
        for new, until in enumerate(self._next_in_order()):
            if new not in found.split:
                yield from self._not_here(until, new)
            old = found.news.get(new)
            if old is None:
                yield self._new(new)
            elif new in found.moved:
                yield self._pair(old, new, "moved", "down" if old < self._at else "up")
            elif self._olds[old] == self._news[new]:
                self._at = old + 1
                unit = self._news[new]
                yield BlockChange("same", unit, unit, _whole(unit))
            else:
                self._at = old + 1
                yield self._pair(old, new, "changed")
        yield from self._not_here(len(self._olds), len(self._news))

    def _next_in_order(self) -> list[int]:
        """For each new unit, the place of the old one that its order leads to next."""
        following = len(self._olds)
        places = []
        for new in reversed(range(len(self._news))):
            if new in self._found.news and new not in self._found.moved:
                following = self._found.news[new]
            places.append(following)
        return places[::-1]

    def _not_here(self, until: int, new: int) -> Iterator[BlockChange]:
        """What stood before the old unit `until` and does not stand here any more."""
        found = self._found
        for old in range(self._at, until):
            unit = self._olds[old]
            if old in found.olds:
                direction = "up" if found.olds[old] < new else "down"
                yield BlockChange("left", unit, None, direction=direction)
            elif old not in found.joined:
                yield BlockChange("removed", unit, None, _whole(unit, "removed"))
        self._at = max(self._at, until)

    def _new(self, new: int) -> BlockChange:
        unit = self._news[new]
        if new in self._found.split:
            return BlockChange("changed", None, unit, _whole(unit), seam="split")
        return BlockChange("added", None, unit, _whole(unit, "added"))

    def _pair(
        self,
        old: int,
        new: int,
        became: Literal["moved", "changed"],
        direction: Literal["", "up", "down"] = "",
    ) -> BlockChange:
        before, after = self._olds[old], self._news[new]
        is_joined = self._found.joined.get(old + 1) == new
        if self._found.split.get(new + 1) == old:  # the second half tells of itself
            pieces, touches = _whole(after), []
        else:
            rest = [Run(" "), *self._olds[old + 1].runs] if is_joined else []
            pieces, touches = compare_runs([*before.runs, *rest], after.runs, self._patience)
        if became == "changed" and pieces and all(piece.became != "same" for piece in pieces):
            became = "rewritten"
        seam = "joined" if is_joined else ""
        return BlockChange(became, before, after, pieces, touches, direction, seam)


def compare_runs(
    before: Iterable[Run], after: Iterable[Run], patience: Patience
) -> tuple[list[Piece], list[Touch]]:
    """Two lines, word by word: the pieces, and what stayed but is set or linked otherwise."""
    olds, news = tokens_in(before), tokens_in(after)
    spans = _spans(olds, news, patience)
    pieces: list[Piece] = []
    for number, (old, old_end, new, new_end, is_same) in enumerate(spans):
        if is_same:
            words = _words(news[new:new_end])
            if any(old < end for old, end, *_new in spans[number + 1 : number + 2]):
                last = olds[old_end - 1]  # what went follows, set off as it was
                words = words.rstrip(" \u00a0") + last.text[len(last.word) :]
            pieces.append(Piece(words))
            continue
        if old < old_end:
            pieces.append(Piece(_words(olds[old:old_end]), "removed"))
        if new < new_end:
            pieces.append(Piece(_words(news[new:new_end]), "added"))
    return pieces, _touches(spans, olds, news)


Span = tuple[int, int, int, int, bool]  # of the old tokens, of the new ones, whether they stayed


def _spans(olds: list[Token], news: list[Token], patience: Patience) -> list[Span]:
    """Both lines cut into what stayed and what changed."""
    start, old_end, new_end = 0, len(olds), len(news)
    while start < min(old_end, new_end) and olds[start].word == news[start].word:
        start += 1
    while start < min(old_end, new_end) and olds[old_end - 1].word == news[new_end - 1].word:
        old_end, new_end = old_end - 1, new_end - 1
    stayed = [(0, 0, start)]
    if max(old_end - start, new_end - start) <= MOST_TOKENS:
        words = [[token.word for token in olds[start:old_end]]]
        words.append([token.word for token in news[start:new_end]])
        stayed += [
            (old + start, new + start, size)
            for old, new, size in _Matcher(*words, patience).get_matching_blocks()
        ]
    stayed.append((old_end, new_end, len(olds) - old_end))
    stayed = _without_islands([one for one in stayed if one[2]], olds, news)
    shared = sum(size for _old, _new, size in stayed)
    if shared < SAME_AT_LEAST * min(len(olds), len(news)):
        stayed = []
    return _with_gaps(stayed, len(olds), len(news))


def _without_islands(
    stayed: list[tuple[int, int, int]], olds: list[Token], news: list[Token]
) -> list[tuple[int, int, int]]:
    """`stayed` without the odd sign or article between two changes."""
    return [
        (old, new, size)
        for old, new, size in stayed
        if (old == new == 0)
        or (old + size == len(olds) and new + size == len(news))
        or sum(len(token.word) for token in olds[old : old + min(size, ISLAND)]) >= ISLAND
    ]


def _with_gaps(stayed: list[tuple[int, int, int]], old_end: int, new_end: int) -> list[Span]:
    spans: list[Span] = []
    at_old = at_new = 0
    for old, new, size in [*stayed, (old_end, new_end, 0)]:
        if at_old < old or at_new < new:
            spans.append((at_old, old, at_new, new, False))
        if size:
            spans.append((old, old + size, new, new + size, True))
        at_old, at_new = old + size, new + size
    return spans


def _touches(spans: list[Span], olds: list[Token], news: list[Token]) -> list[Touch]:
    """Words that stayed in another setting, and links that came or went with their words."""
    found: list[Touch] = []
    kept = {token.link for token in olds} & {token.link for token in news}
    for old, old_end, new, new_end, is_same in spans:
        if is_same:
            pairs = zip(olds[old:old_end], news[new:new_end], strict=True)
            _gather(found, (_touch(before, after) for before, after in pairs))
            continue
        gone = (Touch(token.text, link_off=token.link) for token in olds[old:old_end])
        come = (Touch(token.text, link_on=token.link) for token in news[new:new_end])
        _gather(found, (one if one.link_off not in kept else None for one in gone))
        _gather(found, (one if one.link_on not in kept else None for one in come))
    return found


def _touch(before: Token, after: Token) -> Touch | None:
    if before.style == after.style:
        return None
    off = tuple(mark for mark in before.marks if mark not in after.marks)
    on = tuple(mark for mark in after.marks if mark not in before.marks)
    if before.link == after.link:
        return Touch(after.text, off, on) if off or on else None
    return Touch(after.text, off, on, before.link, after.link)


def _gather(found: list[Touch], touches: Iterable[Touch | None]) -> None:
    """Put `touches` to those found; the same of words side by side is one."""
    last: Touch | None = None
    for touch in touches:
        if touch is None or not any(touch[1:]):
            last = None
        elif last is not None and touch[1:] == last[1:]:
            found[-1] = last = last._replace(words=last.words + touch.words)
        else:
            found.append(touch)
            last = touch


def _words(tokens: Iterable[Token]) -> str:
    return "".join(token.text for token in tokens)


def _whole(unit: Unit, became: Became = "same") -> list[Piece]:
    return [Piece(unit.text, became)] if unit.text else []

"""Compares two bodies the way an editor reads them: paragraph by paragraph, word by word.

The rule: every unit of both is told of once, what moved as moved. Plain words come out, never
markup, and a comparison takes bounded time whatever it is given.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from .matching import match
from .runs import Run
from .units import Unit, units_in
from .wording import Became, Patience, Piece, Touch, compare_runs


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


def compare_bodies(before: str, after: str, patience: Patience | None = None) -> list[BlockChange]:
    """Every unit of both bodies, in the new order, with what became of it.

    What was removed stands where it stood. Bodies that differ in nothing that a reader sees come
    out as units that stayed the same.
    """
    olds, news = units_in(before), units_in(after)
    return list(_Comparison(olds, news, patience or Patience()).in_order())


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


def _whole(unit: Unit, became: Became = "same") -> list[Piece]:
    return [Piece(unit.text, became)] if unit.text else []

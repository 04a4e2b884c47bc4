"""Compares two lines word by word: what stayed, came and went, and what is only set otherwise.

The rule: nothing is lost. The words that stayed and those that came are the new line, the words
that stayed and those that went are the old one, each once and in order; and it takes bounded time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import Literal, NamedTuple

from .runs import Link, Run
from .units import Token, tokens_in

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

    @property
    def words(self) -> str:
        """The text without the white space that sets it off from what follows."""
        return self.text.rstrip()

    @property
    def gap(self) -> str:
        return self.text[len(self.words) :]


class Touch(NamedTuple):
    """Words that are set otherwise than they were, or lead elsewhere."""

    words: str
    marks_off: tuple[str, ...] = ()
    marks_on: tuple[str, ...] = ()
    link_off: Link | None = None
    link_on: Link | None = None


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


def compare_words(before: str, after: str, patience: Patience | None = None) -> list[Piece]:
    """Two lines of plain words."""
    return compare_runs([Run(before)], [Run(after)], patience or Patience())[0]


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
        pieces += replaced(_words(olds[old:old_end]), _words(news[new:new_end]))
    return pieces, _touches(spans, olds, news)


def replaced(before: str, after: str) -> list[Piece]:
    """Some words in the place of others, set off from them; either may be none."""
    if before and after and not before[-1].isspace():
        before += " "
    pieces = [Piece(before, "removed"), Piece(after, "added")]
    return [piece for piece in pieces if piece.text]


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

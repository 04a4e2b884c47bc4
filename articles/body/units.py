"""A body taken apart into what an editor would point at: a paragraph, a point, a picture.

The rule: in the order of reading, every word in exactly one unit, and a unit is compared by value.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from .grammar import (
    Block,
    BulletList,
    Embed,
    Gallery,
    Paragraph,
    PictureFigure,
    PullQuote,
    Quotation,
    ReadAlso,
    Rule,
)
from .paste import parse
from .runs import Link, Run

Kind = Literal[
    "p", "h2", "h3", "ul", "ol", "quote", "pull", "by", "read-also", "picture", "embed", "rule",
    "gallery", "gallery-title",
]  # fmt: skip
Thing = ReadAlso | PictureFigure | Embed | Rule
Style = tuple[tuple[tuple[str, ...], Link | None], ...]  # of the runs that a word lies in

# A line break; a number with its points; a letter of a script without spaces; a word; a sign.
_TOKEN = re.compile(
    r"\n|\d+(?:[.,:]\d+)*|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
    r"|[^\W_]+(?:[’'\-‑][^\W_]+)*|\S"
)


@dataclass(frozen=True)
class Unit:
    """One line of words, with the kind of block it stands in; or a thing that is no words."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    thing: Thing | None = None
    depth: int = 0  # of a point: 1 is the outermost list
    begins: bool = False  # a gallery without a title, right after another

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @cached_property
    def bag(self) -> Counter[str]:
        """Its words, each as often as it stands there."""
        return Counter(found[0].casefold() for found in _TOKEN.finditer(self.text))

    @property
    def size(self) -> int:
        """How much it is for a reader: a thing counts as a short sentence."""
        return self.bag.total() if self.thing is None else 0 if self.kind == "rule" else 8

    @cached_property
    def essence(self) -> tuple[str, str | int]:
        """What it is about: equal for units that differ in looks, labels or captions alone."""
        match self.thing:
            case None:
                return ("words", self.text)
            case ReadAlso(story, href):
                return ("read-also", story or href)
            case PictureFigure(picture):
                return ("picture", picture)
            case Embed(address):
                return ("embed", address)
            case _:
                return (self.kind, "")

    @property
    def links(self) -> list[tuple[str, Link]]:
        """The links in it, each with the words that lead there."""
        found: list[tuple[str, Link]] = []
        for run in self.runs:
            if run.link and found and found[-1][1] == run.link:
                found[-1] = (found[-1][0] + run.text, run.link)
            elif run.link:
                found.append((run.text, run.link))
        return found


class Token(NamedTuple):
    """A word or a sign, the white space after it, and how it is set."""

    word: str
    text: str
    style: Style

    @property
    def marks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mark for marks, _link in self.style for mark in marks))

    @property
    def link(self) -> Link | None:
        return next((link for _marks, link in self.style if link), None)


def units_in(source: str) -> list[Unit]:
    """The units of a stored body."""
    units: list[Unit] = []
    block_before: Block | None = None
    for block in parse(source):
        found = list(_units_of(block))
        if isinstance(block, Gallery) and isinstance(block_before, Gallery) and not block.title:
            found[0] = replace(found[0], begins=True)
        units += found
        block_before = block
    return units


def tokens_in(runs: Iterable[Run]) -> list[Token]:
    """The words and signs of a line, with the styles they are set in."""
    runs = list(runs)
    text = "".join(run.text for run in runs)
    ends: list[int] = []
    for run in runs:
        ends.append((ends[-1] if ends else 0) + len(run.text))
    tokens: list[Token] = []
    at = 0
    found = list(_TOKEN.finditer(text))
    for number, one in enumerate(found):
        while ends[at] <= one.start():
            at += 1
        last = at
        while ends[last] < one.end():
            last += 1
        style = tuple((run.marks, run.link) for run in runs[at : last + 1])
        until = found[number + 1].start() if number + 1 < len(found) else len(text)
        tokens.append(Token(one[0], text[one.start() : until], style))
    return tokens


def _units_of(block: Block) -> Iterator[Unit]:
    match block:
        case Paragraph(runs, kind):
            yield Unit(kind, tuple(runs))
        case Quotation(paragraphs):
            yield from (Unit("quote", tuple(runs)) for runs in paragraphs)
        case PullQuote(paragraphs, by):
            yield from (Unit("pull", tuple(runs)) for runs in paragraphs)
            if by:
                yield Unit("by", (Run(by),))
        case BulletList():
            yield from _points_of(block, 1)
        case ReadAlso():
            yield Unit("read-also", thing=block)
        case PictureFigure():
            yield Unit("picture", thing=block)
        case Gallery(pictures, title):
            if title:
                yield Unit("gallery-title", (Run(title),))
            yield from (Unit("gallery", thing=figure) for figure in pictures)
        case Embed():
            yield Unit("embed", thing=block)
        case Rule():
            yield Unit("rule", thing=block)


def _points_of(block: BulletList, depth: int) -> Iterator[Unit]:
    for item in block.items:
        yield Unit("ol" if block.is_numbered else "ul", tuple(item.runs), depth=depth)
        for below in item.lists:
            yield from _points_of(below, depth + 1)

"""Composes the blocks of a body from the tags and words of any page, one after another.

The rule: words are kept and only markup is lost. What is left out with its words was never meant
to be read: deleted and hidden text, comments in the margin, the bullets Word draws itself.
It keeps its own stack, so depth costs nothing; containers deeper than `DEEPEST` are transparent.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple, Self

from .grammar import Block, BulletList, Paragraph
from .lists import Line, Part, gather, limit_depth
from .looks import PLAIN, Look, look_of
from .runs import Link, Run, Runs, is_visible, joined, tidy, without_mark

DEEPEST = 40  # containers inside containers

Attributes = Mapping[str, str]
Kind = Literal["p", "h2", "h3"]
Closer = Callable[[], None]
Handler = Callable[["Composer", Attributes], Closer | None]


class Cell(NamedTuple):
    """What stood in one cell of a table."""

    blocks: list[Block]


Gathered = list[Part | Cell]


class _Now(NamedTuple):
    """How the words that come next are to be taken."""

    kind: Kind = "p"
    is_bold: bool = False
    is_italic: bool = False
    script: str = ""  # "sub", "sup" or neither
    link: Link | None = None
    is_left_out: bool = False
    is_marker: bool = False
    keeps_lines: bool = False
    has_soft_spaces: bool = False
    level: int = 0  # of a paragraph that Word shows as a point of a list

    def with_look(self, look: Look, tag: str) -> Self:
        return self._replace(
            is_bold=self.is_bold if look.is_bold is None else look.is_bold,
            is_italic=self.is_italic if look.is_italic is None else look.is_italic,
            script=look.script or self.script,
            is_marker=self.is_marker or look.is_marker,
            has_soft_spaces=self.has_soft_spaces or look.has_soft_spaces,
            level=look.level if tag == "p" and self.kind == "p" else self.level,
        )

    @property
    def marks(self) -> tuple[str, ...]:
        if not (self.is_bold or self.is_italic or self.script):
            return ()
        wanted = (("strong", self.is_bold), ("em", self.is_italic), (self.script, self.script))
        return tuple(mark for mark, is_on in wanted if is_on)


class Composer:
    """Takes start, data and end as a parser tells them; `close` gives the blocks."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        self._handlers = handlers
        self._now = _Now()
        self._open: list[tuple[_Now, Closer | None]] = []
        self._runs: Runs = []
        self._marker: list[str] = []
        self._gathered: list[Gathered] = [[]]

    # -- What the parser tells

    def start(self, tag: str, attributes: Attributes) -> None:
        before = self._now
        closer = None
        if not before.is_left_out:
            look = look_of(tag, attributes) if attributes else PLAIN
            if look.is_hidden:
                self.leave_out()
            else:
                handler = self._handlers.get(tag)
                closer = handler(self, attributes) if handler else None
                if look is not PLAIN:
                    self._now = self._now.with_look(look, tag)
        self._open.append((before, closer))

    def data(self, text: str) -> None:
        now = self._now
        if now.is_left_out:
            return
        if now.is_marker:
            self._marker.append(text)
            return
        if not now.keeps_lines:
            text = text.replace("\n", " ")
        text = text.replace("\r", " ").replace("\t", " ")
        text = text.replace("\u2028", "\n").replace("\u2029", "\n")  # line and paragraph separators
        if now.has_soft_spaces:
            text = text.replace("\u00a0", " ")
        self._runs.append(Run(text, now.marks, now.link))

    def end(self, tag: str) -> None:
        before, closer = self._open.pop()
        if closer:
            closer()
        self._now = before

    def close(self) -> list[Block]:
        self.end_paragraph()
        blocks = gather(unwrapped(self._gathered[0]))
        return [limit_depth(block) if isinstance(block, BulletList) else block for block in blocks]

    # -- What the elements ask for

    def put(self, part: Part | Cell) -> None:
        self._gathered[-1].append(part)

    def add_break(self) -> None:
        if not self._now.is_marker:
            self._runs.append(Run("\n", self._now.marks, self._now.link))

    def embolden(self) -> None:
        self._now = self._now._replace(is_bold=True)

    def slant(self) -> None:
        self._now = self._now._replace(is_italic=True)

    def shift(self, script: str) -> None:
        self._now = self._now._replace(script=script)

    def lead_to(self, link: Link | None) -> None:
        self._now = self._now._replace(link=link)

    def head(self, kind: Kind) -> None:
        self._now = self._now._replace(kind=kind, level=0)

    def keep_lines(self) -> None:
        self._now = self._now._replace(keeps_lines=True)

    def leave_out(self) -> None:
        self._now = self._now._replace(is_left_out=True)

    def end_paragraph(self) -> None:
        """Make a block of the words since the last one."""
        if not self._runs:
            return
        paragraphs = tidy(self._runs)
        marker = "".join(self._marker)
        self._runs, self._marker = [], []
        if not paragraphs:
            return
        if self._now.kind != "p":
            self.put(Paragraph(_of_a_heading(joined(paragraphs)), self._now.kind))
        elif self._now.level:
            self.put(Line(joined(paragraphs), self._now.level, marker))
        else:
            for runs in paragraphs:
                self.put(Paragraph(runs))

    def contain(self, closing: Callable[[Gathered], Iterable[Part | Cell]]) -> Closer:
        """Gather what follows apart, until the element ends and `closing` makes something of it."""
        self.end_paragraph()
        if len(self._gathered) > DEEPEST:
            return self.end_paragraph
        self._gathered.append([])

        def close() -> None:
            self.end_paragraph()
            for part in closing(self._gathered.pop()):
                self.put(part)

        return close


def _of_a_heading(runs: Runs) -> Runs:
    """A heading is bold as it is: a mark on all of it says nothing."""
    if all("strong" in run.marks for run in runs if is_visible(run.text)):
        return without_mark(runs, "strong")
    return runs


def unwrapped(parts: Iterable[Part | Cell]) -> list[Part]:
    """The parts, with cells opened."""
    loose: list[Part] = []
    for part in parts:
        if isinstance(part, Cell):
            loose.extend(part.blocks)
        else:
            loose.append(part)
    return loose

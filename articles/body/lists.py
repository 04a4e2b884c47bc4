"""Makes real lists of what programs write instead: Word's numbered paragraphs, stray points.

The rule: no point is lost and none changes its place, whatever they were wrapped in.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .grammar import (
    LIST_DEPTH,
    Block,
    BulletList,
    Embed,
    Gallery,
    Item,
    Paragraph,
    PictureFigure,
    PullQuote,
    Quotation,
    ReadAlso,
    Rule,
)
from .runs import Runs, joined

# "1.", "iv)", "(a)", "2.1" number a point; "o", "·" and what else Word draws do not.
_NUMBER = re.compile(r"\(?(?:\d{1,4}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,8})(?:\.\d{1,4})*[.)]|\d[\d.]*")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph that Word shows as a point of a list."""

    runs: Runs
    level: int  # 1 is the outermost
    marker: str  # what stands before it

    @property
    def is_numbered(self) -> bool:
        return bool(_NUMBER.fullmatch(self.marker.strip()))


Part = Block | Item | Line  # what a container has gathered while a page is read
Alone = ReadAlso | PictureFigure | Gallery | Embed | Rule  # blocks that never stand inside another


def gather(parts: Iterable[Part]) -> list[Block]:
    """The parts as blocks: points become lists, and a list that was cut in pieces is whole."""
    blocks: list[Block] = []
    lines: list[Line] = []
    for part in parts:
        if isinstance(part, Line):
            lines.append(part)
            continue
        _end_lines(blocks, lines)
        if isinstance(part, Item):
            part = BulletList([part])
        _put(blocks, part)
    _end_lines(blocks, lines)
    return blocks


def _end_lines(blocks: list[Block], lines: list[Line]) -> None:
    for block in _nest(lines):
        _put(blocks, block)
    lines.clear()


def _put(blocks: list[Block], block: Block) -> None:
    before = blocks[-1] if blocks else None
    if isinstance(before, BulletList) and isinstance(block, BulletList) and _goes_on(before, block):
        before.items.extend(block.items)
    else:
        blocks.append(block)


def _goes_on(before: BulletList, after: BulletList) -> bool:
    """Whether two lists with nothing between them are one."""
    if before.is_numbered != after.is_numbered:
        return False
    return after.continues or not after.is_numbered


def _nest(lines: Sequence[Line]) -> list[BulletList]:
    roots: list[BulletList] = []
    standing: list[BulletList] = []  # the list that is open at each level
    for line in lines:
        level = min(line.level, len(standing) + 1)
        del standing[level:]
        if len(standing) == level and standing[-1].is_numbered != line.is_numbered:
            standing.pop()
        if len(standing) < level:
            new = BulletList([], line.is_numbered)
            (standing[-1].items[-1].lists if standing else roots).append(new)
            standing.append(new)
        standing[-1].items.append(Item(line.runs))
    return roots


def list_of(parts: Iterable[Part], *, is_numbered: bool, continues: bool) -> list[Block]:
    """What stood in a list element: the list, then what cannot stand in one.

    `continues` says that its numbers go on from the list before it.
    """
    items, others = points_of(parts, are_points=True)
    lists: list[Block] = [BulletList(items, is_numbered, continues)] if items else []
    return lists + others


def points_of(parts: Iterable[Part], *, are_points: bool) -> tuple[list[Item], list[Block]]:
    """The points that `parts` make, and the blocks that cannot stand in a list.

    Each paragraph is a point of its own when they `are_points`; otherwise paragraphs make one
    point together until a list comes between them.
    """
    items: list[Item] = []
    others: list[Block] = []
    for part in parts:
        match part:
            case Item():
                items.append(part)
            case Line():
                items.append(Item(part.runs))
            case BulletList():
                _hang(items, part)
            case Paragraph() | Quotation() | PullQuote():
                runs = part.runs if isinstance(part, Paragraph) else joined(part.paragraphs)
                if items and not items[-1].lists and not are_points:
                    items[-1].runs = joined([items[-1].runs, runs])
                else:
                    items.append(Item(runs))
            case _:
                others.append(part)
    return items, others


def _hang(items: list[Item], below: BulletList) -> None:
    """Put a list under the last point; where there is none, its points move up."""
    if not items:
        items.extend(below.items)
        return
    lists = items[-1].lists
    if lists and _goes_on(lists[-1], below):
        lists[-1].items.extend(below.items)
    else:
        lists.append(below)


def paragraphs_of(blocks: Iterable[Block]) -> tuple[list[Runs], list[Block]]:
    """The words of `blocks` as plain paragraphs, and the blocks that have none."""
    paragraphs: list[Runs] = []
    others: list[Block] = []
    for block in blocks:
        match block:
            case Paragraph():
                paragraphs.append(block.runs)
            case Quotation() | PullQuote():
                paragraphs.extend(block.paragraphs)
            case BulletList():
                paragraphs.extend(_points_in(block.items))
            case _:
                others.append(block)
    return paragraphs, others


def _points_in(items: Iterable[Item]) -> list[Runs]:
    points: list[Runs] = []
    for item in items:
        points.append(item.runs)
        for below in item.lists:
            points.extend(_points_in(below.items))
    return points


def limit_depth(block: BulletList, depth: int = 1) -> BulletList:
    """`block` with nothing deeper than the grammar allows: deeper points follow theirs."""
    items: list[Item] = []
    for item in block.items:
        if depth < LIST_DEPTH:
            item.lists = [limit_depth(below, depth + 1) for below in item.lists]
            items.append(item)
        else:
            items.extend(Item(runs) for runs in _points_in([item]))
    block.items = items
    return block

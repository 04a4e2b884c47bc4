"""Takes out of a body what leads to stories or shows pictures that are not there.

The rule: only the reference goes. The words of a link stay where they stood.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from .grammar import (
    Block,
    BulletList,
    Item,
    Paragraph,
    PictureFigure,
    PullQuote,
    Quotation,
    ReadAlso,
    write,
)
from .paste import parse
from .runs import Run, Runs, add


def without(source: str, *, stories: Collection[int] = (), pictures: Collection[int] = ()) -> str:
    """A stored body without what points to any of `stories` or shows any of `pictures`."""
    if not stories and not pictures:
        return source
    return write(_left(parse(source), stories, pictures))


def _left(
    blocks: Iterable[Block], stories: Collection[int], pictures: Collection[int]
) -> Iterator[Block]:
    for block in blocks:
        match block:
            case ReadAlso(story=story) if story in stories:
                pass
            case PictureFigure(picture=picture) if picture in pictures:
                pass
            case Paragraph() as line:
                yield replace(line, runs=_unlinked(line.runs, stories))
            case Quotation() | PullQuote() as quote:
                lines = [_unlinked(runs, stories) for runs in quote.paragraphs]
                yield replace(quote, paragraphs=lines)
            case BulletList() as points:
                yield _unlinked_list(points, stories)
            case _:
                yield block


def _unlinked_list(points: BulletList, stories: Collection[int]) -> BulletList:
    items = [
        Item(
            _unlinked(item.runs, stories),
            [_unlinked_list(below, stories) for below in item.lists],
        )
        for item in points.items
    ]
    return replace(points, items=items)


def _unlinked(runs: Runs, stories: Collection[int]) -> Runs:
    kept: Runs = []
    for run in runs:
        leads_nowhere = run.link is not None and run.link.story in stories
        add(kept, Run(run.text, run.marks) if leads_nowhere else run)
    return kept

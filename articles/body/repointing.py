"""A body that leads elsewhere: what pointed to one story points to another, or to none.

The rule: no word of the text is lost, and nothing but the places that point is touched.
"""

from collections.abc import Iterable
from dataclasses import replace

from .grammar import Block, BulletList, Item, Paragraph, PullQuote, Quotation, ReadAlso, write
from .paste import parse
from .runs import Link, Runs, add


def repointed(source: str, old: int, new: int | None) -> str:
    """The body `source` with every line and link to story `old` leading to story `new`.

    Without a `new` a READ ALSO line goes, and a link becomes its words.
    """
    return write(_blocks(parse(source), old, new))


def _blocks(blocks: Iterable[Block], old: int, new: int | None) -> Iterable[Block]:
    for block in blocks:
        match block:
            case ReadAlso(story=story) if story == old:
                if new:
                    yield replace(block, story=new)
            case Paragraph(runs):
                yield replace(block, runs=_runs(runs, old, new))
            case Quotation(paragraphs) | PullQuote(paragraphs):
                yield replace(block, paragraphs=[_runs(runs, old, new) for runs in paragraphs])
            case BulletList():
                yield _list(block, old, new)
            case _:
                yield block


def _list(block: BulletList, old: int, new: int | None) -> BulletList:
    items = [
        Item(_runs(item.runs, old, new), [_list(below, old, new) for below in item.lists])
        for item in block.items
    ]
    return replace(block, items=items)


def _runs(runs: Runs, old: int, new: int | None) -> Runs:
    whole: Runs = []
    for run in runs:
        if run.link is not None and run.link.story == old:
            run = run._replace(link=Link(story=new) if new else None)
        add(whole, run)
    return whole

"""A body that leads elsewhere: what pointed to a story points to another or to none, what showed a
picture that is not there is left out, and a use of a picture gets the library's words again.

The rule: only references change. The words of a link stay where they stood.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from .galleries import made_of
from .grammar import (
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
    write,
)
from .paste import parse
from .runs import Link, Runs, add

Ways = Mapping[int, int | None]  # where what leads to a story is to lead; None for nowhere


def repointed(source: str, old: int, new: int | None) -> str:
    """A stored body with every line and link to story `old` leading to story `new`.

    Without a `new` a READ ALSO line goes, and a link becomes its words.
    """
    return write(_led(parse(source), {old: new}))


def without(source: str, *, stories: Collection[int] = (), pictures: Collection[int] = ()) -> str:
    """A stored body without what points to any of `stories` or shows any of `pictures`."""
    if not stories and not pictures:
        return source
    return write(_led(parse(source), dict.fromkeys(stories), pictures))


def with_library_words(source: str, picture: int, name: Literal["caption", "alt"], own: str) -> str:
    """A stored body in which no use of `picture` has `own` as its caption or alt text any more."""

    def led(figure: PictureFigure) -> PictureFigure:
        is_meant = figure.picture == picture and getattr(figure, name) == own
        return replace(figure, **{name: ""}) if is_meant else figure

    def written(block: Block) -> Block:
        match block:
            case PictureFigure():
                return led(block)
            case Gallery(pictures):
                return replace(block, pictures=tuple(map(led, pictures)))
            case _:
                return block

    return write(map(written, parse(source)))


def _led(blocks: Iterable[Block], ways: Ways, pictures: Collection[int] = ()) -> Iterator[Block]:
    for block in blocks:
        match block:
            case ReadAlso(story=story) if story in ways:
                if new := ways[story]:
                    yield replace(block, story=new)
            case PictureFigure(picture=picture) if picture in pictures:
                pass
            case Gallery(shown, title):
                left = [figure for figure in shown if figure.picture not in pictures]
                yield from made_of(left, title)
            case Embed(still=still) if still in pictures:
                yield replace(block, still=0)
            case Paragraph() as line:
                yield replace(line, runs=_led_runs(line.runs, ways))
            case Quotation() | PullQuote() as quote:
                lines = [_led_runs(runs, ways) for runs in quote.paragraphs]
                yield replace(quote, paragraphs=lines)
            case BulletList() as points:
                yield _led_list(points, ways)
            case _:
                yield block


def _led_list(points: BulletList, ways: Ways) -> BulletList:
    items = [
        Item(_led_runs(item.runs, ways), [_led_list(below, ways) for below in item.lists])
        for item in points.items
    ]
    return replace(points, items=items)


def _led_runs(runs: Runs, ways: Ways) -> Runs:
    led: Runs = []
    for run in runs:
        if run.link is not None and run.link.story in ways:
            new = ways[run.link.story]
            run = run._replace(link=Link(story=new) if new else None)
        add(led, run)
    return led

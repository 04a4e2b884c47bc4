"""Which stories and pictures a body points to.

The rule: in the order of the text, each place once, whether or not the target exists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from .grammar import Block, Embed, Gallery, PictureFigure, ReadAlso, runs_in
from .paste import parsed


@dataclass(frozen=True, slots=True)
class Pointer:
    """One place that points: `target` is the id of a story, or of a picture for a "picture"."""

    kind: Literal["link", "read-also", "picture"]
    target: int
    position: int  # 0 for the first in the text


def pointers(source: str) -> list[Pointer]:
    """Every place in a body that points to one of our stories or pictures."""
    return pointers_in(parsed(source))


def pointers_in(blocks: Iterable[Block]) -> list[Pointer]:
    """As `pointers`, of a text that is read already."""
    found = (place for block in blocks for place in _places(block))
    return [Pointer(kind, target, position) for position, (kind, target) in enumerate(found)]


def figures(source: str) -> list[PictureFigure]:
    """Every picture in a body, alone or in a gallery, with the words it has there."""
    return [figure for block in parsed(source) for figure in figures_in(block)]


def figures_in(block: Block) -> tuple[PictureFigure, ...]:
    """The pictures that a block shows."""
    match block:
        case PictureFigure():
            return (block,)
        case Gallery(pictures):
            return pictures
        case _:
            return ()


def embeds(source: str) -> list[Embed]:
    """Everything of other sites in a stored body, in the order of the text."""
    if "data-embed" not in source:
        return []
    return [block for block in parsed(source) if isinstance(block, Embed)]


def _places(block: Block) -> Iterator[tuple[Literal["link", "read-also", "picture"], int]]:
    match block:
        case ReadAlso(story=story) if story:
            yield "read-also", story
        case PictureFigure() | Gallery():
            for figure in figures_in(block):
                yield "picture", figure.picture
        case Embed(still=still) if still:
            yield "picture", still
        case _:
            for runs in runs_in(block):
                for link, _ in groupby(run.link for run in runs):
                    if link and link.story:
                        yield "link", link.story

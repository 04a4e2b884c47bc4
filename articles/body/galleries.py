"""What a gallery element comes to: a gallery, a picture that is left alone, or nothing.

The rule: no picture is lost and none shown twice; what is no picture follows the gallery.
"""

from collections.abc import Iterable

from .grammar import GALLERY, Block, Gallery, PictureFigure


def galleries_of(blocks: Iterable[Block], title: str) -> list[Block]:
    """The gallery that `blocks` make, then what cannot stand in one.

    More pictures than a gallery holds go on in another. A picture that stands there again is left
    out, and one that is alone is a plain picture.
    """
    pictures: dict[int, PictureFigure] = {}
    others: list[Block] = []
    for block in blocks:
        match block:
            case PictureFigure(picture=picture):
                pictures.setdefault(picture, block)
            case Gallery():
                for figure in block.pictures:
                    pictures.setdefault(figure.picture, figure)
            case _:
                others.append(block)
    return [*made_of(list(pictures.values()), title), *others]


def made_of(pictures: list[PictureFigure], title: str) -> list[Block]:
    """The block or blocks that pictures, each of them once, make together."""
    made: list[Block] = []
    for start in range(0, len(pictures), GALLERY):
        some = tuple(pictures[start : start + GALLERY])
        made.append(some[0] if len(some) == 1 else Gallery(some, title if start == 0 else ""))
    return made

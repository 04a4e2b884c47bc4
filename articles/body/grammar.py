"""The closed grammar of a body: the blocks there are, and how they are stored.

Nothing else can be written, so whatever reads a stored body may rely on docs/body-grammar.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from .runs import Link, Runs, attribute, write_runs

BIGGEST_ID = 2**31 - 1
LIST_DEPTH = 6  # lists inside lists; what lies deeper moves up
OWN_WORDS = 40  # characters in the label of a READ ALSO line
NAME = 200  # characters in a title or in the name under a pull quote
CAPTION = 2000  # characters
ALT = 400  # characters
GALLERY = 50  # pictures in one gallery

Label = Literal["read-also", "related", "own"]
LABELS: tuple[Label, ...] = ("read-also", "related", "own")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a heading."""

    runs: Runs
    kind: Literal["p", "h2", "h3"] = "p"


@dataclass(slots=True)
class Item:
    """One point of a list, with the lists under it."""

    runs: Runs
    lists: list["BulletList"] = field(default_factory=list)


@dataclass(slots=True)
class BulletList:
    items: list[Item]
    is_numbered: bool = False
    continues: bool = False  # while pasting: its numbers go on from the list before it


@dataclass(frozen=True, slots=True)
class Quotation:
    paragraphs: list[Runs]


@dataclass(frozen=True, slots=True)
class PullQuote:
    paragraphs: list[Runs]
    by: str = ""


@dataclass(frozen=True, slots=True)
class ReadAlso:
    """A line that sends the reader on: to our story `story`, or to the page at `href`."""

    story: int = 0
    href: str = ""
    title: str = ""
    label: Label = "read-also"
    words: str = ""


@dataclass(frozen=True, slots=True)
class PictureFigure:
    picture: int
    caption: str = ""  # of this use alone; the library's where it is empty
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Gallery:
    """Two to GALLERY pictures to be seen one after another, each of them once."""

    pictures: tuple[PictureFigure, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Embed:
    """Something on another site: `still` is the picture of the library that stands for it."""

    address: str
    title: str = ""
    still: int = 0
    words: str = ""  # of a post


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across: the subject changes."""


Block = (
    Paragraph
    | BulletList
    | Quotation
    | PullQuote
    | ReadAlso
    | PictureFigure
    | Gallery
    | Embed
    | Rule
)


def write(blocks: Iterable[Block]) -> str:
    """The blocks as they are stored."""
    return "".join(_write_block(block) for block in blocks)


def runs_in(block: Block) -> Iterator[Runs]:
    """Every line of words in a block, in the order of reading."""
    match block:
        case Paragraph():
            yield block.runs
        case Quotation() | PullQuote():
            yield from block.paragraphs
        case BulletList():
            for item in block.items:
                yield item.runs
                for below in item.lists:
                    yield from runs_in(below)


def _write_block(block: Block) -> str:
    match block:
        case Paragraph(runs, kind):
            return f"<{kind}>{_inline(runs)}</{kind}>"
        case BulletList():
            return _write_list(block)
        case Quotation(paragraphs):
            return f"<blockquote>{_paragraphs(paragraphs)}</blockquote>"
        case PullQuote(paragraphs, by):
            named = attribute("data-by", by) if by else ""
            return f'<blockquote data-pull=""{named}>{_paragraphs(paragraphs)}</blockquote>'
        case ReadAlso():
            return _write_read_also(block)
        case PictureFigure():
            return _write_picture(block)
        case Gallery(pictures, title):
            titled = attribute("data-title", title) if title else ""
            inside = "".join(map(_write_picture, pictures))
            return f'<figure data-gallery=""{titled}>{inside}</figure>'
        case Embed():
            return _write_embed(block)
        case Rule():
            return "<hr>"


def _write_list(block: BulletList) -> str:
    tag = "ol" if block.is_numbered else "ul"
    items = (
        f"<li><p>{_inline(item.runs)}</p>{''.join(map(_write_list, item.lists))}</li>"
        for item in block.items
    )
    return f"<{tag}>{''.join(items)}</{tag}>"


def _write_picture(figure: PictureFigure) -> str:
    what = attribute("data-picture", figure.picture)
    if figure.caption:
        what += attribute("data-caption", figure.caption)
    if figure.alt:
        what += attribute("data-alt", figure.alt)
    return f"<figure{what}></figure>"


def _write_read_also(line: ReadAlso) -> str:
    where = attribute("data-read-also", line.story or "")
    if line.href:
        where += attribute("data-href", line.href) + attribute("data-title", line.title)
    where += attribute("data-label", line.label)
    if line.words:
        where += attribute("data-words", line.words)
    return f"<aside{where}></aside>"


def _write_embed(embed: Embed) -> str:
    where = attribute("data-embed", embed.address)
    if embed.title:
        where += attribute("data-title", embed.title)
    if embed.still:
        where += attribute("data-still", embed.still)
    if embed.words:
        where += attribute("data-words", embed.words)
    return f"<figure{where}></figure>"


def _paragraphs(paragraphs: Iterable[Runs]) -> str:
    return "".join(f"<p>{_inline(runs)}</p>" for runs in paragraphs)


def _inline(runs: Runs) -> str:
    return write_runs(runs, _opening)


def _opening(link: Link) -> str:
    if link.story:
        return f"<a{attribute('data-story', link.story)}>"
    return f"<a{attribute('href', link.href)}>"

"""What each HTML element means to a body: one small function each, and the table of them.

The rule: an element that is not in the table has no meaning, and only its words stay.
"""

import re

from .addresses import clean_address, clean_web_address, host_of
from .composing import Attributes, Cell, Closer, Composer, Gathered, Handler, Kind, unwrapped
from .embedding import frame_of, post_of
from .galleries import galleries_of
from .grammar import (
    ALT,
    BIGGEST_ID,
    CAPTION,
    LABELS,
    NAME,
    OWN_WORDS,
    Block,
    Embed,
    Label,
    Paragraph,
    PictureFigure,
    PullQuote,
    Quotation,
    ReadAlso,
    Rule,
)
from .lists import Part, gather, list_of, paragraphs_of, points_of
from .runs import Link, is_visible, joined

BETWEEN_CELLS = " | "

# Elements that HTML's parser opens again in every paragraph until they are closed, so that a few
# kilobytes can become a gigabyte. They are read under a name of our own (see articles.body.paste).
REOPENED = (
    *("b", "big", "code", "em", "font", "i", "nobr"),
    *("s", "small", "strike", "strong", "tt", "u"),
)
_RENAMED = re.compile(rf"<(/?)x-(?=(?:{'|'.join(REOPENED)})[\s/>])", re.IGNORECASE)


def identity(value: str | None) -> int:
    """The number of a story or a picture in an attribute; 0 where it cannot be one."""
    value = (value or "").strip()
    if not (value.isascii() and value.isdigit() and len(value) <= 10):
        return 0
    number = int(value)
    return number if number <= BIGGEST_ID else 0


def words(value: str | None, longest: int) -> str:
    """An attribute's plain words, on one line; "" where a reader would see nothing."""
    value = _RENAMED.sub(r"<\1", value or "")
    line = " ".join(value.split())[:longest].rstrip()
    return line if is_visible(line) else ""


# -- Paragraphs and headings


def _block(composer: Composer, attributes: Attributes) -> Closer:
    composer.end_paragraph()
    return composer.end_paragraph


def _preformatted(composer: Composer, attributes: Attributes) -> Closer:
    composer.end_paragraph()
    composer.keep_lines()
    return composer.end_paragraph


def _heading(kind: Kind) -> Handler:
    def handle(composer: Composer, attributes: Attributes) -> Closer:
        composer.end_paragraph()
        composer.head(kind)
        return composer.end_paragraph

    return handle


def _rule(composer: Composer, attributes: Attributes) -> None:
    composer.end_paragraph()
    composer.put(Rule())


# -- Inside a paragraph


def _strong(composer: Composer, attributes: Attributes) -> None:
    composer.embolden()


def _em(composer: Composer, attributes: Attributes) -> None:
    composer.slant()


def _script(name: str) -> Handler:
    def handle(composer: Composer, attributes: Attributes) -> None:
        composer.shift(name)

    return handle


def _break(composer: Composer, attributes: Attributes) -> None:
    composer.add_break()


def _deleted(composer: Composer, attributes: Attributes) -> None:
    composer.leave_out()


def _quoted(composer: Composer, attributes: Attributes) -> Closer:
    composer.data("“")
    return lambda: composer.data("”")


def _link(composer: Composer, attributes: Attributes) -> None:
    if "data-story" in attributes:
        story = identity(attributes["data-story"])
        composer.lead_to(Link(story=story) if story else None)
        return
    address = clean_address(attributes.get("href", ""))
    composer.lead_to(Link(href=address) if address else None)


# -- Blocks that say all in their attributes; what they hold is only there for the editor


def _alone(composer: Composer, block: Block) -> None:
    composer.end_paragraph()
    composer.put(block)
    composer.leave_out()


def _aside(composer: Composer, attributes: Attributes) -> Closer | None:
    line = _read_also(attributes)
    return _alone(composer, line) if line else _block(composer, attributes)


def _read_also(attributes: Attributes) -> ReadAlso | None:
    if "data-read-also" not in attributes:
        return None
    label, own = _label(attributes)
    if story := identity(attributes["data-read-also"]):
        return ReadAlso(story=story, label=label, words=own)
    if href := clean_web_address(attributes.get("data-href", "")):
        title = words(attributes.get("data-title"), NAME) or host_of(href)
        return ReadAlso(href=href, title=title, label=label, words=own)
    return None


def _label(attributes: Attributes) -> tuple[Label, str]:
    """The label of a READ ALSO line, and its own words where it has them."""
    asked = attributes.get("data-label")
    own = words(attributes.get("data-words"), OWN_WORDS).rstrip(" :")
    if asked == "own" and is_visible(own):
        return "own", own
    return next((known for known in LABELS if asked == known != "own"), "read-also"), ""


def _figure(composer: Composer, attributes: Attributes) -> Closer | None:
    if "data-gallery" in attributes:
        return _gallery(composer, attributes)
    if picture := identity(attributes.get("data-picture")):
        caption = words(attributes.get("data-caption"), CAPTION)
        alt = words(attributes.get("data-alt"), ALT)
        return _alone(composer, PictureFigure(picture, caption, alt))
    if address := clean_web_address(attributes.get("data-embed", "")):
        return _alone(composer, _embed(address, attributes))
    return _block(composer, attributes)


def _embed(address: str, attributes: Attributes) -> Embed:
    title = words(attributes.get("data-title"), NAME)
    said = words(attributes.get("data-words"), CAPTION)
    return Embed(address, title, identity(attributes.get("data-still")), said)


def _frame(composer: Composer, attributes: Attributes) -> None:
    """A player's own code; what is in any other frame is left out with the frame."""
    if embed := frame_of(attributes):
        composer.end_paragraph()
        composer.put(embed)
    composer.leave_out()


# -- Containers


def _gallery(composer: Composer, attributes: Attributes) -> Closer:
    title = words(attributes.get("data-title"), NAME)
    return composer.contain(lambda parts: galleries_of(gather(unwrapped(parts)), title))


def _quotation(composer: Composer, attributes: Attributes) -> Closer:
    def closing(parts: Gathered) -> list[Part]:
        paragraphs, others = paragraphs_of(gather(unwrapped(parts)))
        quotation: list[Part] = []
        if post := post_of(attributes, paragraphs):
            quotation = [post]
        elif paragraphs and "data-pull" in attributes:
            quotation = [PullQuote(paragraphs, words(attributes.get("data-by"), NAME))]
        elif paragraphs:
            quotation = [Quotation(paragraphs)]
        return [*quotation, *others]

    return composer.contain(closing)


def _list(*, is_numbered: bool) -> Handler:
    def handle(composer: Composer, attributes: Attributes) -> Closer:
        continues = identity(attributes.get("start")) > 1
        return composer.contain(
            lambda parts: list_of(unwrapped(parts), is_numbered=is_numbered, continues=continues)
        )

    return handle


def _point(composer: Composer, attributes: Attributes) -> Closer:
    def closing(parts: Gathered) -> list[Part]:
        items, others = points_of(unwrapped(parts), are_points=False)
        return [*items, *others]

    return composer.contain(closing)


def _cell(composer: Composer, attributes: Attributes) -> Closer:
    return composer.contain(lambda parts: [Cell(gather(unwrapped(parts)))])


def _row(composer: Composer, attributes: Attributes) -> Closer:
    return composer.contain(_row_of)


def _row_of(parts: Gathered) -> list[Part]:
    """A row of short cells is one paragraph; a row that only lays out a page is what it holds."""
    cells = [part.blocks for part in parts if isinstance(part, Cell) and part.blocks]
    lines = [blocks[0] for blocks in cells if len(blocks) == 1]
    paragraphs = [line.runs for line in lines if isinstance(line, Paragraph)]
    if len(cells) < 2 or len(paragraphs) < len(cells):
        return unwrapped(parts)
    on_one_line = [
        [run._replace(text=run.text.replace("\n", " ")) for run in runs] for runs in paragraphs
    ]
    return [Paragraph(joined(on_one_line, by=BETWEEN_CELLS))]


# -- The table

_BLOCKS = (
    *("address", "article", "body", "caption", "center", "colgroup", "dd", "details", "dialog"),
    *("div", "dl", "dt", "fieldset", "figcaption", "footer", "form", "header", "hgroup", "legend"),
    *("main", "nav", "p", "search", "section", "summary", "table", "tbody", "tfoot", "thead"),
)

HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_BLOCKS, _block),
    "h1": _heading("h2"),
    "h2": _heading("h2"),
    **dict.fromkeys(("h3", "h4", "h5", "h6"), _heading("h3")),
    "pre": _preformatted,
    "hr": _rule,
    **dict.fromkeys(("x-b", "x-strong"), _strong),
    **dict.fromkeys(("x-i", "x-em"), _em),
    "sub": _script("sub"),
    "sup": _script("sup"),
    "br": _break,
    "del": _deleted,
    "q": _quoted,
    "a": _link,
    "x-frame": _frame,  # see articles.body.paste
    "aside": _aside,
    "figure": _figure,
    "blockquote": _quotation,
    **dict.fromkeys(("ul", "menu", "dir"), _list(is_numbered=False)),
    "ol": _list(is_numbered=True),
    "li": _point,
    "tr": _row,
    **dict.fromkeys(("td", "th"), _cell),
}

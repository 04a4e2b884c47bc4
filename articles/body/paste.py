"""Reads whatever is pasted, imported or forged, and gives the blocks it comes to.

The rule: nothing that comes in can fail, and nothing but the grammar comes out. nh3 reads HTML as
a browser does and drops what is dangerous, lxml walks what is left, the composer makes blocks.
"""

import html
import re
from functools import lru_cache

import nh3
from lxml import etree

from .composing import Composer
from .elements import HANDLERS, REOPENED
from .embedding import ADDRESSES_OF_POSTS
from .grammar import Block
from .runs import writable

# Beyond these, no tree is built and only paragraphs are kept: the time a tree costs can grow
# with the square of its tags. The longest story we know of has a fifth of either.
MOST_CHARACTERS = 500_000
MOST_MARKUP = 20_000  # tags and character references

_REOPENED = re.compile(rf"<(/?)({'|'.join(REOPENED)})(?=[\s/>])", re.IGNORECASE)
_PICTURE_DATA = re.compile(r"data:[a-z]+/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=%\s]{100,}")
_FRAME = re.compile(r"<iframe(\s[^<>]*)>.*?</iframe\s*>", re.IGNORECASE | re.DOTALL)
_FRAME_END = re.compile(r"</iframe\s*>", re.IGNORECASE)
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>|<[!?][^<>]*>")

_WITHOUT_THEIR_WORDS = frozenset(
    {
        *("applet", "audio", "button", "canvas", "embed", "frameset", "iframe", "math", "noembed"),
        *("noframes", "noscript", "object", "option", "script", "select", "style", "svg"),
        *("template", "textarea", "title", "video", "xml"),
    }
)
_WITHIN_A_PARAGRAPH = frozenset({"a", "q", "sub", "sup"})
_EMPTY = frozenset({"br", "hr"})  # without attributes, so that they can be closed for lxml
_KEPT = {
    "a": {"href", "data-story"},
    "aside": {"data-read-also", "data-href", "data-title", "data-label", "data-words"},
    "blockquote": {"data-pull", "data-by", *ADDRESSES_OF_POSTS},
    "figure": {
        *("data-picture", "data-caption", "data-alt"),
        *("data-gallery", "data-title"),
        *("data-embed", "data-still", "data-words"),
    },
    "x-frame": {"src"},
    "ol": {"start"},
}
_TAGS = {*HANDLERS, "span", "x-font"}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=set(_WITHOUT_THEIR_WORDS),
    attributes={tag: {"style", "class"} | _KEPT.get(tag, set()) for tag in _TAGS - _EMPTY},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def parse(source: str) -> list[Block]:
    """The blocks of any HTML, clean or not."""
    source = writable(source)
    if len(source) > MOST_CHARACTERS:
        source = _PICTURE_DATA.sub("", source)
    if is_too_large(source):
        return _paragraphs_only(source)
    safe = _CLEANER.clean(_REOPENED.sub(r"<\1x-\2", _with_frames_renamed(source)))
    if "&#" in source:  # they may have named what could not be written
        safe = writable(safe)
    try:
        return _walk(safe)
    except etree.XMLSyntaxError:  # the only one left: deeper than lxml goes, some 2,000 tags
        return _paragraphs_only(source)


@lru_cache(maxsize=8)
def parsed(source: str) -> tuple[Block, ...]:
    """The blocks of a stored body, to be read and not to be changed.

    A page asks for its text four times: what it points to, its embeds, its subheads, its words.
    """
    return tuple(parse(source))


def _markup(source: str) -> int:
    return source.count("<") + source.count("&")


def is_too_large(source: str) -> bool:
    """Whether `source` is more than a tree is built of."""
    return len(source) > MOST_CHARACTERS or _markup(source) > MOST_MARKUP


def _with_frames_renamed(source: str) -> str:
    """The frames under a name of our own, emptied: what an old browser is told there is no text."""
    ends = [found.end() for found in _FRAME_END.finditer(source)]
    end = ends[-1] if ends else 0  # beyond it no frame ends, so nothing is searched
    return _FRAME.sub(r"<x-frame\1></x-frame>", source[:end]) + source[end:]


def _walk(safe: str) -> list[Block]:
    """The blocks of what nh3 wrote, which is XML but for what is mended here."""
    mended = safe.replace("<br>", "<br/>").replace("<hr>", "<hr/>").replace("&nbsp;", "\u00a0")
    parser = etree.XMLParser(target=Composer(HANDLERS), huge_tree=True, no_network=True)
    return etree.fromstring(f"<body>{mended}</body>", parser)


def _paragraphs_only(source: str) -> list[Block]:
    """The words of `source` in paragraphs, without a tree: the time it takes grows evenly."""
    composer = Composer(HANDLERS)
    left_out = ""  # the element whose words are not for readers
    position = 0
    source = _without_comments(source)
    for found in _TAG.finditer(source):
        if not left_out:
            composer.data(_plain(source[position : found.start()]))
        position = found.end()
        name = (found[2] or "").lower()
        if left_out:
            left_out = "" if found[1] and name == left_out else left_out
        elif (name in _WITHOUT_THEIR_WORDS or name == "del") and not found[1]:
            left_out = name
        elif name == "br":
            composer.add_break()
        elif name in HANDLERS and name not in _WITHIN_A_PARAGRAPH:
            composer.end_paragraph()
    if not left_out:
        composer.data(_plain(source[position:]))
    return composer.close()


def _plain(text: str) -> str:
    return writable(html.unescape(text))


def _without_comments(source: str) -> str:
    end = source.rfind("-->") + 3  # beyond it nothing ends a comment, so nothing is searched
    return _COMMENT.sub("", source[:end]) + source[end:] if end > 2 else source

"""What word processors say by style and class where HTML has an element for it.

The rule: a style only ever decides what the grammar can hold: bold, italic, raised, lowered, a
point of a Word list, or not meant to be read.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

BOLD_FROM = 600  # of the weights 1 to 1000

_WORD_LEVEL = re.compile(r"l\d+ level(\d)\b")
_SCRIPTS = {"super": "sup", "sub": "sub"}
_RAISED = frozenset({"span", "x-font", "a"})  # elsewhere vertical-align is about layout
# Word's margin comments and what a tracked change took out.
_HIDDEN_CLASSES = frozenset(
    {"msocomanchor", "msocomtxt", "msocomoff", "msocommentreference", "msodel"}
)


class Look(NamedTuple):
    """None and empty values say nothing about what they name."""

    is_bold: bool | None = None
    is_italic: bool | None = None
    script: str = ""
    level: int = 0  # 1 is the outermost
    is_marker: bool = False  # the bullet or number that Word writes as text
    is_hidden: bool = False
    has_soft_spaces: bool = False  # hard spaces that were only meant for the clipboard


PLAIN = Look()


def look_of(tag: str, attributes: Mapping[str, str]) -> Look:
    """What the element's style and class say."""
    style = attributes.get("style", "")
    classes = attributes.get("class", "").lower().split()
    if not style and not classes:
        return PLAIN
    said = _declarations(style)
    listed = said.get("mso-list", "")
    level = _WORD_LEVEL.match(listed)
    return Look(
        is_bold=_is_bold(said.get("font-weight", "")),
        is_italic=_is_italic(said.get("font-style", "")),
        script=_SCRIPTS.get(said.get("vertical-align", ""), "") if tag in _RAISED else "",
        level=max(1, int(level[1])) if level else 0,
        is_marker=listed == "ignore",
        is_hidden=_is_hidden(said) or not _HIDDEN_CLASSES.isdisjoint(classes),
        has_soft_spaces="apple-converted-space" in classes,
    )


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style.lower().split(";"))
    return {name.strip(): " ".join(value.split()) for name, _, value in pairs}


def _is_bold(weight: str) -> bool | None:
    weight = weight.removesuffix("!important").strip()
    if weight in {"bold", "bolder"}:
        return True
    if weight in {"normal", "lighter"}:
        return False
    if weight.isascii() and weight.isdigit() and len(weight) <= 4:
        return int(weight) >= BOLD_FROM
    return None


def _is_italic(style: str) -> bool | None:
    style = style.removesuffix("!important").strip()
    if style == "normal":
        return False
    return True if style == "italic" or style.startswith("oblique") else None


def _is_hidden(said: Mapping[str, str]) -> bool:
    return (
        said.get("display", "").startswith("none")
        or said.get("mso-hide") == "all"
        or said.get("mso-element", "").startswith("comment")
    )

"""A text as it stands in type: what nothing outside can change is HTML already, the rest is blocks.

The rule: it is never trusted for what it says, only for its seal. The seal is made with the site's
key of the very body, the direction of the page and the `FORMAT`; where it does not fit, be it after
a change of the body by whatever way, the body is parsed. See docs/decisions/0031-standing-type.md.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.safestring import SafeString
from django.utils.translation import get_language_bidi

from .grammar import (
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
from .outline import Subhead, subheads
from .paste import parsed
from .pointers import Pointer, pointers_in
from .render import Fixed, Part, Targets, fix, write_for_readers
from .runs import Link, Run

# To be raised whenever the program parses a stored body otherwise or writes its words otherwise:
# what was set before is then not used any more. A test tells when.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Matter:
    """A text that is read already, as pages ask for it."""

    parts: Sequence[Part]
    subheads: Sequence[Subhead]

    def pointers(self) -> list[Pointer]:
        return pointers_in(self.parts)

    def embeds(self) -> list[Embed]:
        return [part for part in self.parts if isinstance(part, Embed)]

    def render(self, targets: Targets) -> SafeString:
        return write_for_readers(self.parts, self.subheads, targets)


def matter_of(source: str, in_type: str = "") -> Matter:
    """A stored body to be shown; `in_type` is what `set_in_type` once made of it, if anything."""
    seal, _, told = in_type.partition("\n")
    if seal and constant_time_compare(seal, _seal(source, told)):
        return Matter(*map(_made, json.loads(told)))
    blocks = parsed(source)
    return Matter(blocks, subheads(blocks))


def set_in_type(source: str) -> str:
    """What is kept of a stored body for pages in the direction of the present language."""
    matter = matter_of(source)
    parts = fix(matter.parts, matter.subheads)
    told = json.dumps([_told(parts), _told(matter.subheads)], ensure_ascii=False)
    return f"{_seal(source, told)}\n{told}"


def _seal(source: str, told: str) -> str:
    direction = "rtl" if get_language_bidi() else "ltr"
    sealed = f"{FORMAT} {direction}\n{told}\n{source}"  # JSON has no line feed: no two are the same
    return salted_hmac("articles.body.matter", sealed, algorithm="sha256").hexdigest()


# -- Blocks as JSON: the name of what something is, then what it is made of

_NAMED: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        *(BulletList, Embed, Fixed, Gallery, Item, Link, Paragraph, PictureFigure, PullQuote),
        *(Quotation, ReadAlso, Rule, Run, Subhead),
    )
}
_GATHERED: dict[str, Callable[[Iterable[Any]], Any]] = {"list": list, "tuple": tuple}


def _told(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    held = [getattr(value, one.name) for one in fields(value)] if is_dataclass(value) else value
    return [type(value).__name__, *map(_told, held)]


def _made(told: Any) -> Any:
    if not isinstance(told, list):
        return told
    name, *held = told
    made = map(_made, held)
    return _GATHERED[name](made) if name in _GATHERED else _NAMED[name](*made)

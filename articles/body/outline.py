"""The subheads of a body: where an address finds each, and on which level it stands.

The rule: a subhead's anchor is made of its own words, so none that comes or goes changes another's.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from .grammar import Block, Paragraph
from .paste import parsed
from .runs import words_of

PREFIX = "part-"  # no other part of a page has an id that begins so
LONGEST = 60  # characters of an anchor


@dataclass(frozen=True, slots=True)
class Subhead:
    """A heading inside a body: its id on the page, its words, and 2 or 3 for its level."""

    anchor: str
    words: str
    level: int


def outline(source: str) -> list[Subhead]:
    """The subheads of a body in their order."""
    return subheads(parsed(source))


def subheads(blocks: Iterable[Block]) -> list[Subhead]:
    """The subheads among `blocks`, each with an anchor of its own.

    The second of the same words gets a number, which no words can end in: a slug has no two
    hyphens in a row. A subhead of the third level before any of the second stands on the second,
    so that no level is left out below the headline (WCAG 2.2, technique G141).
    """
    found: list[Subhead] = []
    met: Counter[str] = Counter()
    has_second = False
    for block in blocks:
        if not isinstance(block, Paragraph) or block.kind == "p":
            continue
        words = words_of(block.runs)
        anchor = _anchor(words)
        met[anchor] += 1
        if met[anchor] > 1:
            anchor = f"{anchor}--{met[anchor]}"
        has_second = has_second or block.kind == "h2"
        found.append(Subhead(anchor, words, 3 if block.kind == "h3" and has_second else 2))
    return found


def _anchor(words: str) -> str:
    slug = slugify(words, allow_unicode=True)[:LONGEST].strip("-")
    return PREFIX + (slug or hashlib.blake2s(words.encode(), digest_size=4).hexdigest())

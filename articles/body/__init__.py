"""The text of a story: its grammar, what comes in, what goes out. See docs/body-grammar.md.

The rule: values in, values out. Nothing here knows the database; what a body refers to is handed
to `render` as `Targets`.
"""

from .comparing import BlockChange, compare_bodies
from .directions import against_the_page
from .grammar import Embed, Gallery, PictureFigure, ReadAlso, write
from .matter import Matter, matter_of, set_in_type
from .outline import Subhead, outline
from .paste import is_too_large, parse
from .pointers import Pointer, embeds, figures, pointers
from .render import StoryTarget, Targets, render
from .repointing import repointed, with_library_words, without
from .runs import Link, is_visible, writable
from .text import excerpt, plain_text, shorten, word_count
from .units import Unit
from .wording import Patience, Piece, Touch, compare_words, replaced

__all__ = [
    "BlockChange",
    "Embed",
    "Gallery",
    "Link",
    "Matter",
    "Patience",
    "PictureFigure",
    "Piece",
    "Pointer",
    "ReadAlso",
    "StoryTarget",
    "Subhead",
    "Targets",
    "Touch",
    "Unit",
    "against_the_page",
    "blocks_in",
    "compare_bodies",
    "compare_words",
    "embeds",
    "excerpt",
    "figures",
    "is_visible",
    "matter_of",
    "outline",
    "plain_text",
    "pointers",
    "render",
    "replaced",
    "repointed",
    "sanitise",
    "set_in_type",
    "shorten",
    "with_library_words",
    "without",
    "word_count",
    "writable",
]


def sanitise(source: str) -> str:
    """The grammar's own HTML for whatever is in `source`: pasted, imported or forged.

    Never fails; what is clean already comes back as it is.
    """
    stored = write(parse(source))
    # What has grown too large on the way is stored in the form in which it will be read.
    return write(parse(stored)) if is_too_large(stored) else stored


def blocks_in(source: str) -> list[str]:
    """The blocks of a body one by one, each as it is stored."""
    return [write([block]) for block in parse(source)]

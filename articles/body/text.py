"""The words of a body without its markup, for excerpts, search and counting.

The rule: only words that stand in the text itself; captions and READ ALSO lines are not text.
"""

from .grammar import Block, BulletList, Paragraph, Quotation, runs_in
from .paste import parse
from .runs import words_of

SHORTEST_CUT = 0.6  # of the length asked for: where no word ends after that, a word is cut


def plain_text(source: str) -> str:
    """A body's words; paragraphs, headings and points of lists each on a line of their own."""
    return "\n".join(_lines(parse(source)))


def excerpt(source: str, length: int = 160) -> str:
    """The beginning of a body in at most `length` characters, cut at a word and ended by "…".

    Headings and pull quotes are passed over: they introduce or repeat what the text says.
    """
    running = [block for block in parse(source) if _is_running_text(block)]
    return shorten(" ".join(_lines(running)), length)


def word_count(source: str) -> int:
    """How many words a body has; a dash or an ornament that stands alone is none."""
    return sum(
        any(character.isalnum() for character in word) for word in plain_text(source).split()
    )


def shorten(words: str, length: int) -> str:
    """Plain `words` on one line in at most `length` characters, cut at a word and ended by "…"."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    cut = line[:length]
    end = cut.rfind(" ")
    if end < length * SHORTEST_CUT:
        end = length - 1
    return cut[:end].rstrip(" ,;:.–—-(‘“") + "…"


def _lines(blocks: list[Block]) -> list[str]:
    return [words_of(runs) for block in blocks for runs in runs_in(block)]


def _is_running_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return block.kind == "p"
    return isinstance(block, BulletList | Quotation)

"""The words inside a block: runs of text that share their marks and their link.

A paragraph is a list of runs, as the editor itself keeps it, so overlapping or doubled markup
cannot exist: however the marks were nested on the way in, they are written in one order. In a
run's text a line feed is a line break (``<br>``); nothing else in it is markup.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

MARKS = ("strong", "em", "sub", "sup")  # in the order in which they are written


class Link(NamedTuple):
    """Where words lead: an address elsewhere, or one of our stories by its number."""

    href: str = ""
    story: int = 0


class Run(NamedTuple):
    text: str
    marks: tuple[str, ...] = ()
    link: Link | None = None


Runs = list[Run]
Opening = Callable[[Link], str]  # the start tag for a link, or "" where its words stand alone

_WHITE = " \u00a0\n"
_WIDE = re.compile(f"[{_WHITE}]{{2,}}")
# Marks that Unicode does not count among the invisible, and that show nothing all the same.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")

# What XML, and so every feed and export, cannot hold; and the mark that begins some files.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """`text` without what XML cannot hold: control characters and halves of characters."""
    return _UNWRITABLE.sub("", text)


def is_visible(text: str) -> bool:
    """Whether a reader would see anything of `text`."""
    first = text[:1]
    return (first.isascii() and first.isalnum()) or any(
        unicodedata.category(character) not in {"Cc", "Cf", "Cn", "Zs", "Zl", "Zp"}
        and character not in _BLANKS
        and not "\ufe00" <= character <= "\ufe0f"  # variation selectors
        for character in text
    )


def escape(text: str) -> str:
    """`text` as it stands between tags."""
    return html.escape(text, quote=False)


def attribute(name: str, value: str | int) -> str:
    """`` name="value"``, escaped, with the space before it."""
    escaped = html.escape(str(value), quote=False).replace('"', "&quot;")
    return f' {name}="{escaped}"'


def add(runs: Runs, run: Run) -> None:
    """Put `run` at the end of `runs`, as one with the last where nothing tells them apart."""
    if runs and runs[-1].marks == run.marks and runs[-1].link == run.link:
        runs[-1] = Run(runs[-1].text + run.text, run.marks, run.link)
    else:
        runs.append(run)


def words_of(runs: Iterable[Run]) -> str:
    """The plain words, line breaks as spaces."""
    return "".join(run.text for run in runs).replace("\n", " ")


def tidy(runs: Iterable[Run]) -> list[Runs]:
    """Paragraphs without white space at their ends or doubled within, and none that is empty.

    Two line breaks with nothing between them end a paragraph, as people who press Enter mean it.
    """
    paragraphs: list[Runs] = [[]]
    gaps: list[str] = []
    for run in runs:
        text = _squeezed(run.text)
        words = text.strip(_WHITE)
        if not words:
            gaps.append(text)
            continue
        start = text.index(words)
        _bridge(paragraphs, "".join(gaps) + text[:start], run)
        _write_words(paragraphs, run, words)
        gaps = [text[start + len(words) :]]
    return [part for part in paragraphs if any(is_visible(run.text) for run in part)]


def _squeezed(text: str) -> str:
    if "  " in text or "\n" in text or "\u00a0" in text:  # far quicker than the search for all
        return _WIDE.sub(_narrowed, text)
    return text


def _narrowed(found: re.Match[str]) -> str:
    return _narrow(found[0])


def _narrow(gap: str) -> str:
    """What stays of white space: a paragraph's end, a line break, a space, or a hard space."""
    breaks = gap.count("\n")
    if breaks:
        return "\n" * min(breaks, 2)
    return gap if len(gap) < 2 else " "


def _bridge(paragraphs: list[Runs], gap: str, after: Run) -> None:
    """Write the white space between the last run and the one `after` it."""
    last = paragraphs[-1]
    gap = _narrow(gap)
    if not last or not gap:
        return
    if gap == "\n\n":
        paragraphs.append([])
        return
    add(last, _between(last[-1], gap, after))


def _write_words(paragraphs: list[Runs], run: Run, words: str) -> None:
    first, *others = words.split("\n\n")
    add(paragraphs[-1], Run(first, run.marks, run.link))
    paragraphs.extend([Run(words, run.marks, run.link)] for words in others)


def joined(paragraphs: Iterable[Runs], by: str = "\n") -> Runs:
    """Several paragraphs as one, with `by` between them."""
    whole: Runs = []
    for runs in paragraphs:
        if whole and runs:
            add(whole, _between(whole[-1], by, runs[0]))
        for run in runs:
            add(whole, run)
    return whole


def _between(before: Run, text: str, after: Run) -> Run:
    """`text` with only what the runs around it both have: no mark or link ends in white space."""
    marks = tuple(mark for mark in before.marks if mark in after.marks)
    return Run(text, marks, before.link if before.link == after.link else None)


def without_mark(runs: Runs, mark: str) -> Runs:
    """The same words, with `mark` taken off all of them."""
    plain: Runs = []
    for run in runs:
        add(plain, run._replace(marks=tuple(other for other in run.marks if other != mark)))
    return plain


def write_runs(runs: Iterable[Run], opening: Opening) -> str:
    """The runs as HTML; `opening` gives a link its start tag."""
    written: list[str] = []
    standing: list[tuple[str, str]] = []  # (name, start tag) of what is open, outermost first
    for run in runs:
        wanted = _tags_of(run, opening)
        if wanted != standing:
            shared = _shared(standing, wanted)
            written.extend(f"</{name}>" for name, _ in reversed(standing[shared:]))
            written.extend(start for _, start in wanted[shared:])
        written.append(escape(run.text).replace("\n", "<br>"))
        standing = wanted
    written.extend(f"</{name}>" for name, _ in reversed(standing))
    return "".join(written)


def _shared(standing: list[tuple[str, str]], wanted: list[tuple[str, str]]) -> int:
    """How many tags that are open can stay open."""
    count = 0
    while count < min(len(standing), len(wanted)) and standing[count] == wanted[count]:
        count += 1
    return count


def _tags_of(run: Run, opening: Opening) -> list[tuple[str, str]]:
    if not run.marks and not run.link:
        return []
    start = opening(run.link) if run.link else ""
    around = [("a", start)] if start else []
    return around + [(mark, f"<{mark}>") for mark in run.marks]

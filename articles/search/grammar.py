"""What somebody typed into the search box, understood: one grammar for both databases.

Words, all of which have to occur; "words in a row"; -without; and filters: author:, section:, tag:,
after:, before:, year:. The rule: whatever was typed is a question, perhaps an empty one; what makes
no sense is passed over and said to be.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from .letters import is_unspaced, parted, squeezed

LONGEST = 300  # characters of a question
MOST_TERMS = 12
MOST_WORDS = 24  # of one quotation
SHORTEST_BEGINNING = 2  # letters that the last word may be the beginning of another with

FILTERS = {
    "author": "author",
    "by": "author",
    "section": "section",
    "tag": "tag",
    "topic": "tag",
    "after": "after",
    "since": "after",
    "before": "before",
    "year": "year",
}
QUOTES = dict.fromkeys(map(ord, "“”„‟«»＂"), '"')
PIECE = re.compile(
    rf"(?P<minus>-)?(?:(?P<filter>{'|'.join(FILTERS)}):\s*)?"
    r'(?:"(?P<quoted>[^"]*)"?|(?P<word>[^\s"]+))',
    re.IGNORECASE,
)
DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
YEARS = range(1800, 2201)


@dataclass(frozen=True)
class Term:
    """Words that stand in a row; more than one were quoted, or typed without a space."""

    words: tuple[str, ...]
    typed: str
    is_beginning: bool = False  # the last one may go on


@dataclass(frozen=True)
class Filter:
    """One narrowing, as `name` and `value` say it, and as it was typed."""

    name: str
    value: str
    typed: str
    is_without: bool = False


@dataclass(frozen=True)
class Question:
    """What was asked: each part as the database will be asked it."""

    typed: str = ""
    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    filters: tuple[Filter, ...] = ()
    passed_over: tuple[str, ...] = ()
    since: date | None = None  # the first day
    until: date | None = None  # the first day that is not meant any more
    pieces: tuple[str, ...] = field(default=(), compare=False)  # all that makes sense, as typed

    @property
    def is_empty(self):
        return not (self.terms or self.without or self.filters)

    def named(self, name):
        """The filters of one name."""
        return [one for one in self.filters if one.name == name]

    def narrowed_by(self, piece, *, instead_of=()):
        """The words of this question with `piece` too, in place of its filters of some names."""
        gone = {one.typed for one in self.filters if one.name in instead_of}
        return " ".join([*(one for one in self.pieces if one not in gone), piece])

    def without_piece(self, piece):
        return " ".join(one for one in self.pieces if one != piece)

    @property
    def words_alone(self):
        """The question without its filters and what it leaves out."""
        return " ".join(term.typed for term in self.terms)


def parse(typed: str) -> Question:
    """Understand what was typed, whatever it was."""
    clean = "".join(letter if letter.isprintable() else " " for letter in typed[:LONGEST])
    clean = clean.translate(QUOTES)
    terms, without, filters, passed_over, pieces = [], [], [], [], []
    for match in PIECE.finditer(clean):
        piece = match[0].strip()
        if len(pieces) == MOST_TERMS:
            passed_over.append(piece)
            continue
        value = match["word"] if match["quoted"] is None else match["quoted"]
        if match["filter"] or _is_bare_filter(piece):
            made = match["filter"] and _filter(FILTERS[match["filter"].lower()], value, match)
            (filters if made else passed_over).append(made or piece)
        else:
            made = _term(value, piece)
            if made:
                (without if match["minus"] else terms).append(made)
        if made:
            pieces.append(made.typed)
    if terms and _may_go_on(terms[-1], clean):
        terms[-1] = Term(terms[-1].words, terms[-1].typed, is_beginning=True)
    since, until = _days(filters)
    return Question(
        typed=" ".join(clean.split()),
        terms=tuple(terms),
        without=tuple(without),
        filters=tuple(filters),
        passed_over=tuple(passed_over),
        since=since,
        until=until,
        pieces=tuple(pieces),
    )


def _term(value, piece):
    words = tuple(parted(value, is_asked=True)[:MOST_WORDS])
    if not words:
        return None
    is_half = len(words[-1]) == 1 and is_unspaced(words[-1])  # one of two neighbours
    return Term(words, piece, is_beginning=is_half)


def _is_bare_filter(piece):
    """Whether a filter has nothing after its colon."""
    name, colon, rest = piece.lstrip("-").partition(":")
    return bool(colon) and not rest and name.lower() in FILTERS


def _may_go_on(term, clean):
    """Whether the question ends with this very word, not with a space or a quotation mark."""
    is_long = len(term.words[-1]) >= SHORTEST_BEGINNING and not is_unspaced(term.words[-1])
    return is_long and clean.endswith(term.typed) and not term.typed.endswith('"')


def _filter(name, value, match):
    """A filter that makes sense, or None."""
    piece, is_without = match[0].strip(), bool(match["minus"])
    if name in {"author", "section", "tag"}:
        return Filter(name, value.strip(), piece, is_without) if squeezed(value) else None
    days = None if is_without else _day(name, value)
    return days and Filter(name, value, piece)


def _day(name, value):
    """The first day that a date means, and the first after it; None where there is no such date."""
    match = DAY.fullmatch(value)
    if not match or int(match[1]) not in YEARS or (name == "year" and match[2]):
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    return first, date(year + 1, 1, 1)


def _days(filters):
    """The days that all date filters leave."""
    since, until = None, None
    for one in filters:
        if one.name not in {"after", "before", "year"}:
            continue
        first, next_year = _day(one.name, one.value)
        if one.name != "before":
            since = max(since or first, first)
        if one.name != "after":
            end = next_year if one.name == "year" else first
            until = min(until or end, end)
    return since, until

"""Two people changed one story at once: what each changed, field by field, and what fits together.

The rule: what only one of them changed is theirs to change; where both did, a person chooses.
Contents in, contents out, as `copies.snapshot` gives them; nothing here knows the database.
"""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from articles.body import blocks_in, sanitise

Choice = Literal["theirs", "mine", "both"]

IN_ORDER = (  # of the form
    "headline",
    "standfirst",
    "body",
    "bylines",
    "section",
    "tags",
    "lead_picture",
    "lead_caption",
    "lead_alt",
    "short_headline",
    "dateline",
    "slug",
    "replies_open",
    "related",
)
MOST_PARTS = 2000  # paragraphs or rows; more than this are not put together


class Meeting(NamedTuple):
    """A field in which the two versions differ."""

    field: str
    theirs_changed: bool
    mine_changed: bool
    preset: Choice | None  # None where both changed it: nobody but a person can say
    both: object = None  # the two changes put together, where they do not touch each other

    @property
    def can_be_both(self) -> bool:
        return self.both is not None


def meetings(base: Mapping | None, theirs: Mapping, mine: Mapping) -> list[Meeting]:
    """The fields in which `theirs` and `mine` differ, in the order of the form.

    `base` is what both began from; without it whatever differs was changed by both.
    """
    return [
        _meeting(field, base, theirs, mine)
        for field in IN_ORDER
        if field in theirs and field in mine and not same(field, theirs[field], mine[field])
    ]


def merge(theirs: Mapping, mine: Mapping, met: Sequence[Meeting], choices: Mapping) -> dict:
    """The content that `choices` ({field: Choice}) make of the two versions."""
    merged = {field: mine.get(field, value) for field, value in theirs.items()}
    for meeting in met:
        values = {
            "theirs": theirs[meeting.field],
            "mine": mine[meeting.field],
            "both": meeting.both,
        }
        merged[meeting.field] = values[choices[meeting.field]]
    return merged


def same(field: str, one: object, other: object) -> bool:
    """Whether two values of a field say the same: line ends and a topic's capitals do not count."""
    return one == other or _plain(field, one) == _plain(field, other)


def put_together(base: Sequence, theirs: Sequence, mine: Sequence) -> list | None:
    """Both changes of a sequence in one; None where they touch the same part of it."""
    if max(map(len, (base, theirs, mine))) > MOST_PARTS:
        return None
    changes = sorted({*_changes(base, theirs), *_changes(base, mine)})
    for (start, end, _parts), (next_start, next_end, _next_parts) in pairwise(changes):
        if next_start < end or (start, end) == (next_start, next_end):
            return None
    merged, at = [], 0
    for start, end, parts in changes:
        merged += [*base[at:start], *parts]
        at = end
    return [*merged, *base[at:]]


def _meeting(field: str, base: Mapping | None, theirs: Mapping, mine: Mapping) -> Meeting:
    before = base.get(field) if base else None
    is_known = base is not None and field in base
    theirs_changed = not is_known or not same(field, before, theirs[field])
    mine_changed = not is_known or not same(field, before, mine[field])
    if theirs_changed and mine_changed:
        both = _both(field, before, theirs[field], mine[field]) if is_known else None
        return Meeting(field, theirs_changed=True, mine_changed=True, preset=None, both=both)
    preset: Choice = "theirs" if theirs_changed else "mine"
    return Meeting(field, theirs_changed, mine_changed, preset)


def _both(field: str, before, theirs, mine):
    if field == "body":
        parts = put_together(*map(blocks_in, (before, theirs, mine)))
        return None if parts is None else sanitise("".join(parts))
    if field == "tags":
        gone = {*_folded(before)} - ({*_folded(theirs)} & {*_folded(mine)})
        named = {topic.casefold(): topic for topic in [*mine, *theirs]}
        return sorted(topic for folded, topic in named.items() if folded not in gone)
    return None


def _changes(base: Sequence, after: Sequence) -> list[tuple[int, int, tuple]]:
    """Where `after` differs: from which part of `base` to which, and what stands there now."""
    matcher = SequenceMatcher(None, base, after, autojunk=False)
    return [
        (start, end, tuple(after[new_start:new_end]))
        for became, start, end, new_start, new_end in matcher.get_opcodes()
        if became != "equal"
    ]


def _plain(field: str, value: object) -> object:
    if field == "tags" and isinstance(value, list):
        return sorted(_folded(value))
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _folded(topics):
    return [topic.casefold() for topic in topics]

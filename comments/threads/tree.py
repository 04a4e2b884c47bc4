"""Rows to tree: the entries of a page, built from its rows in one pass.

The one rule: no reply that readers may see gets lost, whatever is missing above it. A reply whose
parent is not shown hangs below a placeholder, never nowhere and never below somebody else.
"""

from dataclasses import dataclass, field
from itertools import zip_longest

from comments.models.states import LAST_LEVEL


@dataclass(slots=True)
class Entry:
    """A place on the page: a reply, what is left of one that is not shown, or the way to more.

    A reply is whatever has its columns: a row of `pages`, or the model.
    """

    pk: int
    reply: object | None  # None where the row itself was not loaded
    is_shown: bool = False
    level: int = 0
    answers: list["Entry"] = field(default_factory=list)
    beside: object | None = None  # whom it answers, where that is not the reply it hangs below
    beside_at: str = ""  # the address of that one
    is_repeated: bool = False  # stands on an earlier page; here because of the answers below it
    left_out: int = 0  # answers in the thread of the reply `pk` that this page leaves out
    opens: bool = False  # a list of answers begins after this entry
    closes: range = range(0)  # as many lists of answers end after this entry

    @property
    def number(self):
        """As it stands in addresses and anchors, in any language."""
        return str(self.pk)


def build(rows, *, repeated=(), elsewhere=None, left_out=None):
    """The entries of a page in the order of the page; the time it takes grows as their number.

    Args:
        rows: what stands on the page and what that hangs below, in the order of the page.
        repeated: the ids of those that stand on another page.
        elsewhere: replies that are answered here and stand on another page, as a mapping by id.
        left_out: how many answers are left out of the thread below a reply at the top, by its id.
    """
    entries = {
        row.pk: Entry(row.pk, row, row.is_published, is_repeated=row.pk in repeated) for row in rows
    }
    top = _hang_up(entries, elsewhere or {})
    _drop_bare_tombstones(entries)
    for entry in top:
        if number := (left_out or {}).get(entry.pk):
            entry.answers.append(Entry(entry.pk, None, left_out=number))
    return _in_page_order([entry for entry in top if _stays(entry)])


def _hang_up(entries, elsewhere):
    """Hang every entry below its parent; returns those at the top. May add placeholders."""
    top, rows = [], [entry.reply for entry in entries.values()]
    with_gaps = []
    for row in rows:
        entry = entries[row.pk]
        if row.in_answer_to_id and row.in_answer_to_id != row.parent_id:
            _say_whom_it_answers(entry, entries, elsewhere)
        # An answer is always younger than what it answers; anything else would be a circle.
        if not 0 < row.parent_id < row.pk:
            top.append(entry)
            continue
        if row.parent_id not in entries:
            gap = entries[row.parent_id] = Entry(row.parent_id, None)
            root = entries.get(row.thread_id) if row.thread_id < gap.pk else None
            with_gaps.append(root.answers if root else top)
            with_gaps[-1].append(gap)
        entries[row.parent_id].answers.append(entry)
    for neighbours in {id(neighbours): neighbours for neighbours in with_gaps}.values():
        # When a missing reply was posted is not known; its number says between which it stood.
        neighbours.sort(key=lambda entry: entry.pk)
    return top


def _say_whom_it_answers(entry, entries, elsewhere):
    number = entry.reply.in_answer_to_id
    here = entries.get(number)
    answered = here.reply if here else elsewhere.get(number)
    if answered is not None and answered.is_published:
        entry.beside = answered
        entry.beside_at = f"#{answered.anchor}" if here else answered.get_absolute_url()


def _stays(entry):
    return entry.is_shown or bool(entry.answers)


def _drop_bare_tombstones(entries):
    """Youngest first, so that a tombstone is judged after everything below it was."""
    for pk in sorted(entries, reverse=True):
        if answers := entries[pk].answers:
            entries[pk].answers = [answer for answer in answers if _stays(answer)]


def _in_page_order(top):
    """The tree laid out flat, each entry saying which lists begin and end after it."""
    flat, ahead = [], [(entry, 0) for entry in reversed(top)]
    while ahead:
        entry, level = ahead.pop()
        entry.level = min(level, LAST_LEVEL)
        flat.append(entry)
        if entry.answers:
            ahead += [(answer, level + 1) for answer in reversed(entry.answers)]
    for entry, following in zip_longest(flat, flat[1:]):
        level_after = following.level if following else 0
        entry.opens = level_after > entry.level
        entry.closes = range(entry.level - level_after)  # none, where it opens some
    return flat

"""Rows to tree: the thread under a story, built from one query in one pass.

The one rule: no reply that readers may see gets lost, whatever is missing above it. A reply whose
parent is not shown hangs below a placeholder, never nowhere and never below somebody else.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import zip_longest

from django.db.models import Count
from django.utils import timezone

from articles.models import PublishedStory
from comments.models import Reply
from comments.models.replies import LAST_LEVEL

SHOWN = (
    "story_id",
    "state",
    "posted_at",
    "is_by_staff",
    "user_name",
    "comment",
    "in_answer_to_id",
    "parent_id",
    "thread_id",
)


@dataclass(slots=True)
class Entry:
    """A place in the thread: a reply, or what is left of one that is not shown."""

    pk: int
    reply: Reply | None  # None where the row itself was not loaded
    level: int = 0
    answers: list["Entry"] = field(default_factory=list)
    beside: Reply | None = None  # whom it answers, where that is not the reply it hangs below
    opens: bool = False  # a list of answers begins after this entry
    closes: range = range(0)  # as many lists of answers end after this entry

    @property
    def number(self):
        """As it stands in addresses and anchors, in any language."""
        return str(self.pk)

    @property
    def is_shown(self):
        return self.reply is not None and self.reply.is_published


@dataclass(frozen=True)
class Thread:
    entries: list[Entry]  # in the order in which they stand on the page
    count: int  # of replies that readers see; tombstones are not counted

    def __bool__(self):
        return bool(self.entries)


def thread_of(story):
    """The thread under a story (either copy of it), in one query."""
    return build(Reply.objects.on(story).in_thread().oldest_first().only(*SHOWN))


def build(rows):
    """A Thread of rows in the order they were posted; the time it takes grows as their number."""
    entries = {row.pk: Entry(row.pk, row) for row in rows}
    top = _hang_up(entries)
    _drop_bare_tombstones(entries)
    return Thread(
        entries=_in_page_order([entry for entry in top if _stays(entry)]),
        count=sum(entry.is_shown for entry in entries.values()),
    )


def counts_for(story_ids):
    """How many replies readers see under each of these stories, in one query: {id: number}."""
    ids = list(story_ids)
    if not ids:
        return {}
    counted = (
        Reply.objects.published().filter(story__in=ids).values("story").annotate(number=Count("pk"))
    )
    return dict.fromkeys(ids, 0) | {row["story"]: row["number"] for row in counted}


def most_discussed(how_many=5, days=30):
    """The live stories with the most replies published in the last `days`, the most first.

    Each has the number as `reply_count`. Two queries, neither of which grows with the archive.
    """
    since = timezone.now() - timedelta(days=days)
    recent = Reply.objects.published().since(since).on_live_stories()
    counted = recent.values("story").annotate(number=Count("pk")).order_by("-number", "-story")
    numbers = {row["story"]: row["number"] for row in counted[:how_many]}
    stories = PublishedStory.objects.live().select_related("section").in_bulk(list(numbers))
    found = [stories[pk] for pk in numbers if pk in stories]
    for story in found:
        story.reply_count = numbers[story.pk]
    return found


def _hang_up(entries):
    """Hang every entry below its parent; returns those at the top. May add placeholders."""
    top, rows = [], [entry.reply for entry in entries.values()]
    with_gaps = []
    for row in rows:
        entry = entries[row.pk]
        if row.in_answer_to_id and row.in_answer_to_id != row.parent_id:
            answered = entries.get(row.in_answer_to_id)
            entry.beside = answered.reply if answered and answered.is_shown else None
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


def _stays(entry):
    return entry.is_shown or bool(entry.answers)


def _drop_bare_tombstones(entries):
    """Youngest first, so that a tombstone is judged after everything below it was."""
    for pk in sorted(entries, reverse=True):
        entry = entries[pk]
        entry.answers = [answer for answer in entry.answers if _stays(answer)]


def _in_page_order(top):
    """The tree laid out flat, each entry saying which lists begin and end after it."""
    flat, ahead = [], [(entry, 0) for entry in reversed(top)]
    while ahead:
        entry, level = ahead.pop()
        entry.level = min(level, LAST_LEVEL)
        flat.append(entry)
        ahead += [(answer, level + 1) for answer in reversed(entry.answers)]
    for entry, following in zip_longest(flat, flat[1:]):
        level_after = following.level if following else 0
        entry.opens = level_after > entry.level
        entry.closes = range(max(0, entry.level - level_after))
    return flat

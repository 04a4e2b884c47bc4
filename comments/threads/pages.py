"""Which replies stand on which page of a thread, asked of one index and cut when it is asked for.

The one rule: a page costs the same whatever stands before it and after it. Nothing here loads more
replies than a page shows.
"""

from collections import Counter, namedtuple
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import BigIntegerField, CharField
from django.urls import reverse

from articles.prepared import Given, GivenSome, Prepared
from comments.models import Reply
from comments.threads.tree import Entry, build

THREADS_ON_A_PAGE = 25
REPLIES_ON_A_PAGE = 75  # at least two for each thread: a reply and an answer

COLUMNS = (
    "pk",
    "state",
    "posted_at",
    "edited_at",
    "is_edited_by_desk",
    "is_by_staff",
    "user_name",
    "comment",
    "in_answer_to_id",
    "parent_id",
    "thread_id",
    "thread_key",
    "place",
    "replies",
    "threads",
    "size",
)


class Row(namedtuple("Row", COLUMNS)):
    """A reply as a page shows it, without the work of a model: a page has dozens.

    What more a page says of it, it says as `Reply` does.
    """

    __slots__ = ()

    name = Reply.name
    is_published = Reply.is_published
    anchor = Reply.anchor
    get_absolute_url = Reply.get_absolute_url


@dataclass(frozen=True)
class Thread:
    """One page of a thread; `count` is of all replies that readers see in it, on any page."""

    entries: list[Entry]  # in the order in which they stand on the page
    count: int = 0
    number: int = 1
    pages: int = 1

    def __bool__(self):
        return bool(self.entries)

    @property
    def earlier(self):
        """The number of the page before this one, or None."""
        return self.number - 1 if self.number > 1 else None

    @property
    def later(self):
        """The number of the page after this one, or None."""
        return self.number + 1 if self.number < self.pages else None

    @property
    def page_numbers(self):
        """The pages to lead to: the first, the last and those around this; None for a gap."""
        near = {1, self.pages, *range(self.number - 1, self.number + 2)}
        numbers = sorted(number for number in near if 1 <= number <= self.pages)
        found = []
        for number in numbers:
            if found and number > found[-1] + 1:
                found.append(number - 1 if number == found[-1] + 2 else None)
            found.append(number)
        return found


@dataclass(frozen=True)
class Spot:
    """Where a reply stands: a page of its story's thread, or of the answers to one reply."""

    page: int
    answers_to: int | None = None

    def address_under(self, story):
        """Of that page, whose first is the page of the story (its readers' copy)."""
        if self.answers_to is not None:
            return reverse("comments:answers", args=[self.answers_to, self.page])
        if self.page > 1:
            return reverse("comments:thread", args=[story.pk, self.page])
        return story.get_absolute_url()


def page_of(story, number=1):
    """The page `number` of the thread under a story (either copy of it); none has no entries.

    One query; two where something on it hangs below a reply that is not shown.
    """
    rows = _rows(_page(number).rows(story=story.pk))
    if not rows:
        return Thread([], number=number)
    return Thread(
        entries=_entries(rows, story.pk, is_cut=True),
        count=rows[0].replies,
        number=number,
        pages=-(-rows[0].threads // THREADS_ON_A_PAGE),
    )


def answers_page(top, number=1):
    """The page `number` of the thread below `top`, which it begins with; none has no entries."""
    rows = _rows(_answers(number).rows(story=top.story_id, thread=top.thread_key))
    if not rows:
        return Thread([], number=number)
    count = rows[0].replies
    return Thread(_entries(rows, top.story_id), count, number, -(-count // REPLIES_ON_A_PAGE))


def spot_of(reply):
    """Where a published reply stands now."""
    shown = _under_the_story_of(reply)
    number = shown.count_threads_before(reply) // THREADS_ON_A_PAGE + 1
    if reply.pk in _on_page(shown, number).values_list("pk", flat=True):
        return Spot(number)
    before = shown.in_thread_with(reply).above(reply).count()
    return Spot(before // REPLIES_ON_A_PAGE + 1, answers_to=reply.thread_id)


def _under_the_story_of(reply):
    return Reply.objects.published().beside(reply)


def _on_page(shown, number):
    return shown.on_a_page(
        after=(number - 1) * THREADS_ON_A_PAGE,
        threads=THREADS_ON_A_PAGE,
        replies=REPLIES_ON_A_PAGE,
    )


def _loaded(on_page, shown):
    """What a page says of these replies. Found by number, so that the index alone is looked at."""
    found = Reply.objects.filter(pk__in=on_page.values("pk")).with_numbers_of(shown)
    return found.in_page_order().values_list(*COLUMNS)


def _rows(found):
    return [Row._make(values) for values in found]


STORY, THREAD = Given("story", BigIntegerField()), Given("thread", CharField())
BY_NUMBER = Prepared(
    lambda: (
        Reply.objects.filter(pk__in=GivenSome("ids", BigIntegerField()))
        .with_numbers_of(Reply.objects.under(STORY).published())
        .values_list(*COLUMNS)
    )
)


@lru_cache(maxsize=64)  # nearly everybody reads the first
def _page(number):
    """The question for the page `number` of the thread under a story."""
    shown = Reply.objects.under(STORY).published()
    return Prepared(lambda: _loaded(_on_page(shown, number), shown))


@lru_cache(maxsize=64)
def _answers(number):
    """The question for the page `number` of one thread under a story."""
    shown = Reply.objects.under(STORY).published().in_thread(THREAD)
    first = (number - 1) * REPLIES_ON_A_PAGE
    return Prepared(
        lambda: _loaded(shown.in_page_order()[first : first + REPLIES_ON_A_PAGE], shown)
    )


def _entries(rows, story, *, is_cut=False):
    """The entries of a page with these replies, and with whatever they hang below."""
    here = {row.pk for row in rows}
    above = {pk for row in rows for pk in (row.thread_id, row.parent_id)} - here
    answered = {row.in_answer_to_id for row in rows} - here - {None}
    more = {}
    if above | answered:
        found = _rows(BY_NUMBER.rows(story=story, ids=above | answered))
        more = {row.pk: row for row in found}
    repeated = above & set(more)
    rows = sorted(
        [*rows, *(more[pk] for pk in repeated)], key=lambda row: (row.thread_key, row.place)
    )
    left_out = _left_out(rows) if is_cut else {}
    return build(rows, repeated=repeated, elsewhere=more, left_out=left_out)


def _left_out(rows):
    """How many answers below each reply at the top a page leaves out, by its id."""
    here = Counter(row.thread_key for row in rows if row.is_published)
    return {row.pk: row.size - here[row.thread_key] for row in rows if row.size}

"""What the page that is being made shows, told by whatever reads it from the database.

The rule: whoever puts something on a page that may change says so here by a name, such as
"story:5"; the database says the same name when it changes (`articles.page_cache.laying`). Where
no page is being kept, saying so costs next to nothing.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, timedelta
from functools import wraps

_page = ContextVar("page that is being made", default=None)

# A part of a list is named by its hours; one of more hours by its days, of more days by its months,
# and one of more months by the list as a whole.
MOST_HOURS = 48
MOST_DAYS = 31
MOST_MONTHS = 24


class Page:
    """What one page shows: names, and the moment up to which all of it is true by the clock."""

    def __init__(self):
        self.names = set()
        self.until = None


@contextmanager
def recording():
    """Within it, what is read is written down in the Page that it gives."""
    token = _page.set(page := Page())
    try:
        yield page
    finally:
        _page.reset(token)


def on(*names):
    """The page shows what has these names, or shows that it is not there."""
    if page := _page.get():
        page.names.update(names)


def on_each(kind, numbers):
    """As `on`, of some rows of one kind: `on_each("story", [5, 7])`."""
    if page := _page.get():
        page.names.update(f"{kind}:{number}" for number in numbers)


def on_list(name, newest=None, oldest=None):
    """The page shows a part of a list: what comes into it between two moments changes the page.

    Args:
        newest: None where the page shows the head of the list.
        oldest: None where it shows the list's end.
    """
    if page := _page.get():
        page.names.update(_parts(name, newest, oldest))


def until(moment):
    """The page is true up to this moment and not after it; None of what does not end."""
    page = _page.get()
    if page and moment is not None and (page.until is None or moment < page.until):
        page.until = moment


def kept(*takes):
    """Mark a view whose answers are the same for everybody, so that they may be kept.

    Args:
        takes: the names in the query string that make another page; no other is passed on to it.
    """

    def decorate(view):
        @wraps(view)
        def marked(*args, **kwargs):
            return view(*args, **kwargs)

        marked.kept_by = frozenset(takes)
        return marked

    return decorate


def names_of_list(name, moment):
    """What changes where a row of `moment` comes into a list or leaves it: the database's side."""
    at = moment.astimezone(UTC)
    return {name, *(f"{name}@{at:{part}}" for part in ("%Y-%m", "%Y-%m-%d", "%Y-%m-%d %H"))}


def _parts(name, newest, oldest):
    if newest is None or oldest is None:
        return {name}
    first, last = _hour(oldest), _hour(newest)
    hours = (last - first) // timedelta(hours=1) + 1
    if hours <= MOST_HOURS:
        return {f"{name}@{first + timedelta(hours=one):%Y-%m-%d %H}" for one in range(hours)}
    days = (last.date() - first.date()).days + 1
    if days <= MOST_DAYS:
        return {f"{name}@{first.date() + timedelta(one)}" for one in range(days)}
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MOST_MONTHS:
        return {f"{name}@{month // 12:04d}-{month % 12 + 1:02d}" for month in months}
    return {name}


def _hour(moment):
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)

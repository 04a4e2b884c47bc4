"""Pages of a list that neither count nor skip: each begins where the last one ended.

A page's address names the story it begins after, so it keeps its meaning while stories are added.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from articles import cards, dependence, written

PAGE_SIZE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Seventeen digits of microseconds reach the year 5138, eighteen fit a 64-bit id: none overflows.
CURSOR = re.compile(r"(older|newer)-(\d{1,17})-(\d{1,18})", re.ASCII)


@dataclass(frozen=True)
class Page:
    """Some rows, newest first, and the query strings of the pages before and after them."""

    rows: list
    older_url: str
    newer_url: str
    place: str = ""  # in the list, such as “older than 3 May 2026, 14:05”; "" at its top
    is_at_top: bool = True  # nothing newer stands before it

    @property
    def is_superseded(self):
        """Whether the list's own address answers better: its stories went, or are the newest."""
        return bool(self.place) and (self.is_at_top or not self.rows)


def page_of(rows, request, *, listed="", size=PAGE_SIZE, load=cards.by_id, keeps=None):
    """The page of live rows that `?page=` names; the first without it.

    Args:
        rows: a queryset that knows `live`, `newest_first`, `older_than` and `newer_than`, with the
            fields it goes by as `moment` and `place`. What is live of it is asked for here.
        listed: the name of the list, by which a kept page is dropped when it changes.
        load: makes the rows that are shown of their places, as a mapping; of a DatedQuerySet, of
            stories or of topics or bylines, the places are stories.
        keeps: the names of what else of the query string the links keep; all where left out.

    Raises Http404 where the address names no page.
    """
    cursor = request.GET.get("page", "")
    kept = _kept(request, keeps)
    if not cursor:
        found = places(rows.live().newest_first(), size + 1)
        dependence.on_list(listed)
        return _page(kept, found[:size], load, has_older=len(found) > size, has_newer=False)
    direction, moment, pk = _read(cursor)
    if direction == "older":
        found = places(rows.older_than(moment, pk).live().newest_first(), size + 1)
        has_older, has_newer, shown = len(found) > size, True, found[:size]
        place = _("older than %(moment)s")
        dependence.on_list(listed, moment, found[-1][0] if has_older else None)
    else:
        found = places(rows.newer_than(moment, pk).live().oldest_first(), size + 1)
        has_older, has_newer, shown = True, len(found) > size, found[:size][::-1]
        place = _("newer than %(moment)s")
        dependence.on_list(listed, found[-1][0] if has_newer else None, moment)
    place %= {"moment": f"{written.day(moment)}, {written.hour(moment)}"}
    return _page(kept, shown, load, place=place, has_older=has_older, has_newer=has_newer)


def list_address(request, keeps=()):
    """A list's own address: its path, and what it `keeps` of the query string."""
    kept = _kept(request, keeps)
    return f"{request.path}?{kept.urlencode()}" if kept else request.path


def canonical(request, keeps=()):
    """The address of this page of a list; whatever else an address says makes no other page."""
    kept = _kept(request, keeps)
    if page := request.GET.get("page", ""):
        kept["page"] = page
    return f"{request.path}?{kept.urlencode()}" if kept else request.path


def to_the_top(request, keeps=()):
    """The way from a page that is superseded to the beginning of its list.

    Not for ever: a cursor's stories may come back, and newer ones will stand before it.
    """
    return redirect(list_address(request, keeps))


def places(rows, most):
    """Moment and place of the first rows, read from the index of the list alone."""
    return list(rows.values_list(rows.moment, rows.place)[:most])


def is_cursor(words):
    """Whether some words name a page of a list, as its links do."""
    return CURSOR.fullmatch(words) is not None


def _kept(request, keeps):
    kept = request.GET.copy()
    for name in list(kept):
        if name == "page" or (keeps is not None and name not in keeps):
            del kept[name]
    return kept


def _read(cursor):
    match = CURSOR.fullmatch(cursor)
    if not match:
        raise Http404(_("There is no such page."))
    direction, microseconds, pk = match.groups()
    return direction, EPOCH + timedelta(microseconds=int(microseconds)), int(pk)


def _page(kept, shown, load, *, has_older, has_newer, place=""):
    loaded = load([pk for _moment, pk in shown])
    return Page(
        rows=[loaded[pk] for _moment, pk in shown if pk in loaded],
        older_url=_address(kept, "older", shown[-1]) if shown and has_older else "",
        newer_url=_address(kept, "newer", shown[0]) if shown and has_newer else "",
        place=place,
        is_at_top=not has_newer,
    )


def _address(kept, direction, place):
    moment, pk = place
    microseconds = (moment - EPOCH) // timedelta(microseconds=1)
    kept = kept.copy()
    kept["page"] = f"{direction}-{microseconds}-{pk}"
    return f"?{kept.urlencode()}"

"""Pages of a list that neither count nor skip: each begins where the last one ended.

A page's address names the story it begins after, so it keeps its meaning while stories are added.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.http import Http404
from django.utils.translation import gettext as _

from articles.models import PublishedStory

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


def stories_by_id(ids):
    return PublishedStory.objects.with_card_parts().in_bulk(ids)


def page_of(rows, request, *, size=PAGE_SIZE, load=stories_by_id):
    """The page of live rows that `?page=` names; the first without it.

    Args:
        rows: a queryset that knows `live`, `newest_first`, `older_than` and `newer_than`, with the
            fields it goes by as `moment` and `place`.
        load: makes the rows that are shown of their places, as a mapping; of a DatedQuerySet, of
            stories or of topics or bylines, the places are stories.

    Raises Http404 where the address names no page, or one with nothing on it.
    """
    rows = rows.live()
    cursor = request.GET.get("page", "")
    if not cursor:
        found = places(rows.newest_first(), size + 1)
        return _page(request, found[:size], load, has_older=len(found) > size, has_newer=False)
    direction, moment, pk = _read(cursor)
    if direction == "older":
        found = places(rows.older_than(moment, pk).newest_first(), size + 1)
        has_older, has_newer, shown = len(found) > size, True, found[:size]
    else:
        found = places(rows.newer_than(moment, pk).oldest_first(), size + 1)
        has_older, has_newer, shown = True, len(found) > size, found[:size][::-1]
    page = _page(request, shown, load, has_older=has_older, has_newer=has_newer)
    if not page.rows:
        raise Http404(_("There is nothing on this page."))
    return page


def places(rows, most):
    """Moment and place of the first rows, read from the index of the list alone."""
    return list(rows.values_list(rows.moment, rows.place)[:most])


def _read(cursor):
    match = CURSOR.fullmatch(cursor)
    if not match:
        raise Http404(_("There is no such page."))
    direction, microseconds, pk = match.groups()
    return direction, EPOCH + timedelta(microseconds=int(microseconds)), int(pk)


def _page(request, shown, load, *, has_older, has_newer):
    loaded = load([pk for _moment, pk in shown])
    return Page(
        rows=[loaded[pk] for _moment, pk in shown if pk in loaded],
        older_url=_address(request, "older", shown[-1]) if shown and has_older else "",
        newer_url=_address(request, "newer", shown[0]) if shown and has_newer else "",
    )


def _address(request, direction, place):
    moment, pk = place
    microseconds = (moment - EPOCH) // timedelta(microseconds=1)
    query = request.GET.copy()
    query["page"] = f"{direction}-{microseconds}-{pk}"
    return f"?{query.urlencode()}"

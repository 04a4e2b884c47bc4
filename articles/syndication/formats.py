"""The formats that every feed comes in: one table, and the addresses that follow from it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.dependence import kept

from . import atom, json_feed, rss
from .answering import answer
from .values import Feed


@dataclass(frozen=True)
class Format:
    """A format: what a server calls it, what a reader calls it, and what writes it."""

    name: str  # the end of its feeds' addresses; that of PLAIN stands in none
    words: str
    mime: str
    write: Callable[[Feed], bytes]

    @property
    def content_type(self):
        return self.mime if self.mime.endswith("json") else f"{self.mime}; charset=utf-8"


PLAIN = "rss"
KNOWN_AS_PLAIN = {"rss", "rss2"}
FORMATS = {
    one.name: one
    for one in (
        Format(PLAIN, "RSS", rss.MIME, rss.write),
        Format("atom", "Atom", atom.MIME, atom.write),
        Format("json", "JSON Feed", json_feed.MIME, json_feed.write),
    )
}


def paths(route, *args):
    """Where the feed of a route is found in each format, by the formats' names.

    `route` is the name of an address whose last, optional argument is the format.
    """
    ends = {name: () if name == PLAIN else (name,) for name in FORMATS}
    return {name: reverse(route, args=[*args, *end]) for name, end in ends.items()}


def feed_view(load):
    """A view that answers with the Feed which `load` gives, in the format its address ends with.

    404 for a format that there is not; the names that other systems give to ours lead to it.
    """

    @kept()
    @require_safe
    @wraps(load)
    def view(request, *args, form="", **kwargs):
        if form in KNOWN_AS_PLAIN:
            return redirect(request.path.removesuffix(f"{form}/"), permanent=True)
        if form and form not in FORMATS:
            raise Http404(_("There is no such feed."))
        return _answer(request, load(request, *args, **kwargs), FORMATS[form or PLAIN])

    return view


def _answer(request, feed, form):
    """`feed` in the Format `form`; 304 where whoever asks has it.

    With a hub, the header `Link` names it and the feed's own address, as WebSub asks:
    https://www.w3.org/TR/websub/#discovery
    """
    links = {"hub": feed.hub, "self": feed.addresses[form.name]} if feed.hub else {}
    header = ", ".join(f'<{iri_to_uri(address)}>; rel="{rel}"' for rel, address in links.items())
    return answer(
        request,
        form.write(feed),
        form.content_type,
        changed_at=feed.updated,
        headers={"Link": header} if header else {},
    )

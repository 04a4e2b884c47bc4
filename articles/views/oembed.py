"""The door at which other sites ask for the card of a story: https://oembed.com."""

import math

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import oembed as cards
from articles.models import PublishedStory

from .days import day_or_404

FORMATS = ("json", "xml")


@require_safe
def oembed(request):
    """A live story's card as JSON or XML; 404 for any other address, 501 for other formats.

    It is the same for everybody, and may be asked for by scripts of other sites.
    """
    form = request.GET.get("format") or "json"
    if form not in FORMATS:
        return _refused(501, _("Cards come as JSON and as XML."))
    story = _story_at(request.GET.get("url", ""))
    if story is None:
        return _refused(404, _("There is no story of ours at this address."))
    card = cards.answer(
        story.seen_as(request.paper.as_seen()),
        request.paper,
        most_wide=_pixels(request.GET.get("maxwidth", "")),
        most_high=_pixels(request.GET.get("maxheight", "")),
    )
    if form == "json":
        response = JsonResponse(card)
    else:
        response = HttpResponse(cards.as_xml(card), content_type="text/xml; charset=utf-8")
    response.headers["Cache-Control"] = f"public, max-age={card['cache_age']}"
    return _open_to_all(response)


def _story_at(url):
    """The live story at one of our addresses, present or earlier; None for anything else."""
    try:
        match = resolve(cards.path_of(url))
        if match.view_name != "articles:story":
            return None
        date = day_or_404(*(match.kwargs[part] for part in ("year", "month", "day")))
    except (Resolver404, Http404):
        return None
    found = PublishedStory.objects.live().ever_at_address(date, match.kwargs["slug"])
    return found.with_lead().prefetch_related("bylines__person").first()


def _pixels(typed):
    """A number of pixels as it was asked for; no limit where it is none."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 7
    return int(typed) if is_number else math.inf


def _refused(status, sentence):
    response = HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return _open_to_all(response)


def _open_to_all(response):
    """The same answer, for scripts of other sites, too, and for no search engine."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response

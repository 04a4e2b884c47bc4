"""The files of pictures: each at an address that changes with what it shows, so kept for ever.

The one rule: a reader gets what a page that readers may see shows. What only the desk has goes to
the desk, and to whoever holds a share link of a story with it; to others it does not exist. What
may not be shown goes to nobody. See docs/decisions/0011-who-gets-a-picture.md.
"""

import logging
from datetime import timedelta
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import locality, renditions, sharing
from articles.imaging import MIME_TYPES
from articles.models import Seen, start_of_day

logger = logging.getLogger(__name__)

A_YEAR = timedelta(days=365)
FOR_READERS = f"public, max-age={A_YEAR // timedelta(seconds=1)}, immutable"
FOR_THE_DESK = "private, no-store"
LEADS_ON = "public, max-age=3600"  # where an earlier address leads to may change again


@locality.without_newspaper
@require_safe
def rendition(request, key, crop, width, ext):
    """A rendition of a picture, made at the first request where the background has not yet."""
    found = renditions.find(key, crop, width, ext)
    if found is None or not _may_see(request, found[0]):
        return _missing()
    picture, name = found
    if picture.has_days:
        locality.opened(request)  # they are days of its time zone, which holds from here on
    if not picture.is_lawful_at():
        return _gone()
    if picture.key != key:
        return _elsewhere(request, picture, name)
    response = _file(request, picture, name)
    response.headers.setdefault("Cache-Control", _cached(picture))
    response.headers["X-Content-Type-Options"] = "nosniff"
    if picture.is_public and (picture.for_social or picture.for_feeds):
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def picture_page(request, key):
    """A picture as large as the window, with its credit: where the pictures of stories lead."""
    found = renditions.find(key, "full", 1, "jpg", exact=False)
    if found is None or not _may_see(request, found[0]):
        return _missing()
    picture = found[0]
    if not picture.is_lawful_at():
        return _gone()
    if picture.key != key:
        path = reverse("articles:picture", args=[picture.key])
        return _redirect(request, path, picture, status=301)
    shared = "" if picture.is_public else request.GET.get(renditions.SHARED_BY, "")
    picture.seen_as(Seen(shared_by=shared))
    response = render(request, "articles/picture.html", {"picture": picture})
    response.headers["Cache-Control"] = "no-cache" if picture.is_public else FOR_THE_DESK
    return response


def _may_see(request, picture):
    """Whether a picture is public, or shown to whoever asks; only the latter costs a session."""
    return (
        picture.is_public
        or picture.is_shown  # and gone, where it may not be
        or sharing.shows(request.GET.get(renditions.SHARED_BY, ""), picture)
        or request.user.has_perm("articles.view_picture")
    )


def _file(request, picture, name):
    etag = f'"{name.replace("/", "-").replace(".", "-")}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        mime_type = MIME_TYPES[name.rpartition(".")[2]]
        try:
            response = _whole(request, renditions.opened(picture, name), mime_type)
        except renditions.NotYetMade as not_yet:
            return _elsewhere(request, picture, not_yet.still, status=302)
        except renditions.OriginalUnreadable:
            return _missing()
        except OSError:
            logger.exception("A rendition could not be made")
            return HttpResponse(
                status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"}
            )
    response.headers["ETag"] = etag
    return response


def _whole(request, file, mime_type):
    if request.method == "HEAD":
        with file:
            headers = {"Content-Length": str(file.size)}
        return HttpResponse(content_type=mime_type, headers=headers)
    return FileResponse(file, content_type=mime_type)


def _cached(picture):
    """How long whoever fetched a picture may keep it: never longer than there is a right to it."""
    if not picture.is_public:
        return FOR_THE_DESK
    last = picture.rights_until
    if last is None or last - timezone.localdate() >= A_YEAR:
        return FOR_READERS
    left = start_of_day(last + timedelta(days=1)) - timezone.now()
    return f"public, max-age={left // timedelta(seconds=1)}"


def _elsewhere(request, picture, name, *, status=301):
    path = reverse("articles:rendition", args=renditions.taken_apart(name))
    return _redirect(request, path, picture, status=status)


def _redirect(request, path, picture, *, status):
    """Lead on, for an hour where it is for ever, and with the token the reader came with."""
    shared = request.GET.get(renditions.SHARED_BY)
    if shared and not picture.is_public:
        path = f"{path}?{urlencode({renditions.SHARED_BY: shared})}"
    response = HttpResponseRedirect(path, status=status)
    lasting = picture.is_public and status == 301
    response.headers["Cache-Control"] = LEADS_ON if lasting else FOR_THE_DESK
    return response


def _gone():
    """For what may not be shown any more, or not yet: nobody gets it, the desk as little.

    Never kept: rights are prolonged and blocks are lifted.
    """
    return HttpResponse(
        _("This picture may not be shown."),
        status=410,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )


def _missing():
    """A plain answer: a browser that wants a picture has no use for a page.

    It is the same whether there is no such picture or none for whoever asks.
    """
    return HttpResponseNotFound(
        _("There is no such picture."),
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", "Vary": "Cookie"},
    )

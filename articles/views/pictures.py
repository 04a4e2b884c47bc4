"""The files of pictures: each at an address that changes with what it shows, so kept for ever.

The one rule: a reader gets what a page that readers may see shows. What only the desk has goes to
the desk, and to whoever holds a share link of a story with it; to others it does not exist.
"""

import logging

from django.http import FileResponse, HttpResponse, HttpResponseNotFound
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import renditions, sharing
from articles.imaging import MIME_TYPES

logger = logging.getLogger(__name__)

FOR_READERS = "public, max-age=31536000, immutable"
FOR_THE_DESK = "private, no-store"


@require_safe
def rendition(request, key, crop, width, ext):
    """A rendition of a picture, made at the first request where the background has not yet."""
    found = renditions.find(key, crop, width, ext)
    if found is None or not _may_see(request, found[0]):
        return _missing()
    etag = f'"{key}-{crop}-{width}-{ext}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = _whole(request, renditions.opened(*found), MIME_TYPES[ext])
        except renditions.OriginalUnreadable:
            return _missing()
        except OSError:
            logger.exception("A rendition could not be made")
            return HttpResponse(status=503, headers={"Retry-After": "60"})
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = FOR_READERS if found[0].is_public else FOR_THE_DESK
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _may_see(request, picture):
    """Whether a picture is public, or shown to whoever asks; only the latter costs a session."""
    return (
        picture.is_public
        or sharing.shows(request.GET.get(renditions.SHARED_BY, ""), picture)
        or request.user.has_perm("articles.view_picture")
    )


def _whole(request, file, mime_type):
    if request.method == "HEAD":
        with file:
            headers = {"Content-Length": str(file.size)}
        return HttpResponse(content_type=mime_type, headers=headers)
    return FileResponse(file, content_type=mime_type)


def _missing():
    """A plain answer: a browser that wants a picture has no use for a page.

    It is the same whether there is no such picture or none for whoever asks.
    """
    return HttpResponseNotFound(
        _("There is no such picture."),
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store", "Vary": "Cookie"},
    )

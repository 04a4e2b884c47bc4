"""The files of pictures: each at an address that changes with what it shows, so kept for ever."""

import logging

from django.http import FileResponse, HttpResponse, HttpResponseNotFound
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import renditions
from articles.imaging import MIME_TYPES

logger = logging.getLogger(__name__)


@require_safe
def rendition(request, key, crop, width, ext):
    """A rendition of a picture, made at the first request where the background has not yet."""
    found = renditions.find(key, crop, width, ext)
    if found is None:
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
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _whole(request, file, mime_type):
    if request.method == "HEAD":
        with file:
            headers = {"Content-Length": str(file.size)}
        return HttpResponse(content_type=mime_type, headers=headers)
    return FileResponse(file, content_type=mime_type)


def _missing():
    """A plain answer: a browser that wants a picture has no use for a page."""
    return HttpResponseNotFound(
        _("There is no such picture."),
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )

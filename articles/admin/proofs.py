"""The face of every picture at the desk: a small copy that no reader's address shows.

The one rule: whoever may look at pictures sees it, lawful or not, used or not; nobody else does.
"""

import logging

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import locality, renditions
from articles.imaging import RECIPE
from articles.models import Picture

logger = logging.getLogger(__name__)

THUMBNAIL, PREVIEW = 320, 1280  # pixels; the widths that there are
FOR_A_DAY = "private, max-age=86400"  # where the address names the file
ASK_EACH_TIME = "private, no-cache"


@locality.without_newspaper
@require_safe
def show_proof(request, pk, width):
    """A proof of a picture, made at the first request where the background has not yet."""
    if not request.user.has_perm("articles.view_picture"):
        raise PermissionDenied
    picture = Picture.objects.filter(pk=pk).first()
    if picture is None or width not in (THUMBNAIL, PREVIEW):
        return _said(404, _("There is no such picture."))
    etag = f'"{_version(picture)}-{width}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = FileResponse(renditions.proof(picture, width), content_type="image/webp")
        except renditions.OriginalUnreadable as error:
            return _said(410, str(error))
        except OSError:
            logger.exception("A proof could not be made")
            return HttpResponse(
                status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"}
            )
    response.headers["ETag"] = etag
    is_named = request.GET.get("file") == _version(picture)
    response.headers["Cache-Control"] = FOR_A_DAY if is_named else ASK_EACH_TIME
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def proof_address(picture, width=THUMBNAIL):
    """Where a picture's proof is found; it names the file, so browsers need not ask each time."""
    path = reverse("admin:articles_picture_proof", args=[picture.pk, width])
    return f"{path}?file={_version(picture)}"


def preview_facts(picture):
    """Where the large proof of a picture is, and its size in pixels."""
    width, height = renditions.proof_size(picture, PREVIEW)
    return {"preview": proof_address(picture, PREVIEW), "width": width, "height": height}


def _version(picture):
    return f"{RECIPE}-{picture.checksum[:16]}"


def _said(status, sentence):
    return HttpResponse(
        sentence,
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )

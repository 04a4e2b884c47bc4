"""What gives the newspaper its own look: the sheet with its accent, and its logo.

The rule: an address names what it shows, so it is kept for ever and costs no query.
"""

import logging

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from articles import accent, locality, logos

logger = logging.getLogger(__name__)

FOR_EVER = "public, max-age=31536000, immutable"


@locality.without_newspaper
@require_safe
def accent_sheet(request, recipe, digits):
    """The accent that an address names, as a style sheet; none that cannot be read."""
    colour = f"#{digits}"
    if int(recipe) != accent.RECIPE or not accent.is_readable(colour):
        raise Http404
    response = HttpResponse(accent.sheet(colour), content_type="text/css; charset=utf-8")
    return _kept(response)


@locality.without_newspaper
@require_safe
def logo(request, digest):
    try:
        file = logos.opened(digest)
    except FileNotFoundError:
        raise Http404 from None
    except OSError:
        logger.exception("A logo could not be read")
        return HttpResponse(status=503, headers={"Retry-After": "60", "Cache-Control": "no-store"})
    return _kept(FileResponse(file, content_type="image/png"))


def _kept(response):
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

"""Where a page that a reader is reading says so."""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from articles import locality, reading

LARGEST_ID = 2**63 - 1


@locality.without_newspaper
@csrf_exempt  # there is no cookie that another site could use; it is asked where it was sent from
@require_POST
@never_cache
def read(request, story_id):
    """Counts one reading, where a page of this site sent it and no program; 204 in any case."""
    if (
        _is_of_our_page(request)
        and story_id <= LARGEST_ID
        and not reading.is_a_program(request.headers.get("User-Agent", ""))
    ):
        reading.count(story_id)
    return HttpResponse(status=204)


def _is_of_our_page(request):
    """Whether a page of this site asks; older browsers, and pages without TLS, tell their origin.

    https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") == "/".join(settings.SITE_URL.split("/", 3)[:3])

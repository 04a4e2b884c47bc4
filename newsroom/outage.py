"""What somebody is told where no page can be made: whether it is worth coming back, and when.

The rule: it asks nothing of the database, which may be what does not answer.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

SECONDS_TO_WAIT = 10
AWAY = {"Retry-After": str(SECONDS_TO_WAIT), "Cache-Control": "no-store"}


def trouble(request):
    """Answer where a view failed: 503 where the database did not answer it, else 500.

    A search engine comes back after the first and takes the second for the page's own state.
    https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return server_error(request)
    return HttpResponse(render_to_string("503.html"), status=503, headers=AWAY)

"""Answers a program that asks again and again: the whole once, then only that nothing changed.

The one rule: what is told apart is what was sent. The ETag is made of the answer's own bytes, so it
holds for whatever changes an answer: a headline, a picture whose rights ended, the clock.
"""

import hashlib

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe, quote_etag


def answer(request, body, content_type, *, changed_at=None, headers=None):
    """`body` as the answer, or 304 where the request says by ETag or date that it has it.

    A date counts only where it is the very one that we gave: what was withdrawn makes a feed older,
    and whoever holds the later one has not seen that.
    """
    stamp = int(changed_at.timestamp()) if changed_at else None
    named = {"ETag": quote_etag(hashlib.sha256(body).hexdigest()[:32])}
    if stamp is not None:
        named["Last-Modified"] = http_date(stamp)
    response = HttpResponse(body, content_type=content_type, headers=named | (headers or {}))
    asked = request.headers.get("If-Modified-Since", "")
    known = stamp if asked and parse_http_date_safe(asked) == stamp else None
    return get_conditional_response(
        request, etag=named["ETag"], last_modified=known, response=response
    )

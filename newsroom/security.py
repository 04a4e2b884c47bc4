"""What every answer tells the browser, and what no request may do."""

import re

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
DESK = "/admin/"
CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s;\"']*)", re.IGNORECASE)
LONGEST_BODY = 1024 * 1024  # bytes; a reply has 3,000 characters

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


def in_utf8(site):
    """A WSGI application in front of `site` that answers 400 to any charset but UTF-8.

    Django lets a request's Content-Type choose the decoder even of its query string, and some of
    Python's codecs raise before any of its own middleware has a say.
    """

    def application(environ, start_response):
        charset = CHARSET.search(environ.get("CONTENT_TYPE", ""))
        if charset and charset[1].lower() not in {"utf-8", "utf8"}:
            start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
            return [b"This site reads UTF-8 alone.\n"]
        return site(environ, start_response)

    return application


class RefuseUnusualRequests:
    """Turns away, before anything reads them, requests that no page here can have asked for.

    405 for other methods, TRACE among them; 413 for a body that outside the desk, where pictures
    are uploaded, nothing is as long as.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if not request.path_info.startswith(DESK) and length_of(request.META) > LONGEST_BODY:
            sentence = _("This is longer than anything that can be sent here.")
            return HttpResponse(sentence, content_type="text/plain; charset=utf-8", status=413)
        return self.get_response(request)


def says_it_is_of_the_desk(environ):
    """Whether a request asks for a page of the desk as somebody who has signed in would.

    Whether that is true nobody has looked up yet.
    """
    cookie = environ.get("HTTP_COOKIE", "")
    return environ["PATH_INFO"].startswith(DESK) and f"{settings.SESSION_COOKIE_NAME}=" in cookie


def length_of(environ):
    """How many bytes a request says it sends."""
    declared = environ.get("CONTENT_LENGTH") or "0"
    return int(declared) if declared.isascii() and declared.isdigit() else 0


class ClientAddress:
    """Puts the reader's own network address into REMOTE_ADDR.

    Behind TRUSTED_PROXIES proxies it is that many places from the right in X-Forwarded-For;
    what stands further left was typed by the client and is not believed.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if hops := settings.TRUSTED_PROXIES:
            forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
            if len(forwarded) >= hops and (address := forwarded[-hops].strip()):
                request.META["REMOTE_ADDR"] = address
        return self.get_response(request)


class PolicyHeaders:
    """Switches off the browser features that a newspaper never asks for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

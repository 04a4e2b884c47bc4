"""What every answer tells the browser, and what no request may do."""

from django.conf import settings
from django.http import HttpResponseNotAllowed

METHODS = ("GET", "HEAD", "POST", "OPTIONS")

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


class RefuseUnusualMethods:
    """Answers 405 to methods that no page here has, TRACE among them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


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

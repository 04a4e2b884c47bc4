"""The shared caches that can stand in front: how each is told what a page shows, and what to drop.

The rule: they differ in words alone. One may stand here only if it can drop by tags: what shows a
change is known by name, and by addresses only to whoever has every page.
"""

import json
from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Question:
    """What is asked of a cache over HTTP."""

    address: str
    headers: dict
    method: str = "POST"
    body: bytes = b""


class Varnish:
    """Drops by a BAN that the configuration in docs/varnish.vcl knows, one for each server."""

    tag_header, separator, lifetime_header = "Surrogate-Key", " ", "Surrogate-Control"
    most = 100  # tags in one question: a header of 900 letters

    def addresses(self):
        return settings.CDN_ADDRESSES

    def question(self, address, tags):
        headers = {"X-Newsroom-Secret": settings.CDN_SECRET, "Surrogate-Key": " ".join(tags)}
        return Question(address, headers, method="BAN")


class Fastly:
    """https://www.fastly.com/documentation/reference/api/purging/"""

    tag_header, separator, lifetime_header = "Surrogate-Key", " ", "Surrogate-Control"
    most = 256

    def addresses(self):
        base = settings.CDN_ADDRESSES or ["https://api.fastly.com"]
        return [f"{base[0]}/service/{settings.CDN_ZONE}/purge"]

    def question(self, address, tags):
        headers = {
            "Fastly-Key": settings.CDN_SECRET,
            "Surrogate-Key": " ".join(tags),
            "Accept": "application/json",
        }
        return Question(address, headers)


class Cloudflare:
    """https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/"""

    tag_header, separator, lifetime_header = "Cache-Tag", ",", "CDN-Cache-Control"
    most = 30

    def addresses(self):
        base = settings.CDN_ADDRESSES or ["https://api.cloudflare.com/client/v4"]
        return [f"{base[0]}/zones/{settings.CDN_ZONE}/purge_cache"]

    def question(self, address, tags):
        headers = {
            "Authorization": f"Bearer {settings.CDN_SECRET}",
            "Content-Type": "application/json",
        }
        return Question(address, headers, body=json.dumps({"tags": tags}).encode())


CACHES = {"varnish": Varnish(), "fastly": Fastly(), "cloudflare": Cloudflare()}


def cache_in_front():
    """The shared cache that the settings name, or None."""
    return CACHES.get(settings.CDN)

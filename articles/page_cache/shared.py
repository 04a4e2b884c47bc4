"""What shared caches in front are told of a page: for how long it is good, and what it shows.

The rule: browsers ask each time, whatever a shared cache may do. That one is told names, short and
of one length, so that it can drop by them; and nothing else is left to its judgement.
"""

import base64
import hashlib
from functools import lru_cache

from django.conf import settings

from .caches import cache_in_front

ALL, MANY = "all", "many"  # tags of every page, and of those that show too much to be told
MOST_TAGS = 300  # of eight letters: well below what headers may be long
PRIVATE = ("Cache-Control", "private, no-cache")
ASKED_EACH_TIME = ("Cache-Control", "no-cache")
# https://www.rfc-editor.org/rfc/rfc9110#section-15.1
OFTEN_REMEMBERED = {"301", "308", "404", "410"}


@lru_cache(maxsize=50_000)
def tag_of(name):
    """A name of what pages show as eight letters. Two that are alike drop too much, never less."""
    digest = hashlib.blake2b(name.encode(), digest_size=5).digest()
    return base64.b32encode(digest).decode().lower()


def tags_of(names):
    """The tags of a page that shows these names."""
    return [ALL, MANY] if len(names) > MOST_TAGS else [ALL, *sorted(map(tag_of, names))]


def tags_to_drop(names):
    """The tags of the pages that a change of these names makes false; None is of all."""
    if names is None or "site" in names:
        return [ALL]
    return [*sorted(map(tag_of, names)), MANY] if names else []


def headers_for(page, moment):
    """What to tell a shared cache of a page that is asked for at a moment: pairs."""
    cache = cache_in_front()
    if cache is None:
        return []
    seconds = settings.CDN_SECONDS
    if page.until is not None:
        seconds = min(seconds, int(page.until - moment))
    if seconds < 1:
        return []
    return [
        (cache.lifetime_header, f"max-age={seconds}"),
        (cache.tag_header, cache.separator.join(tags_of(page.names))),
    ]


def unless_told(start_response):
    """`start_response` where what says nothing of caches is not remembered by any.

    Browsers take a way that leads on for ever at its word: one that led from an old address to a
    new one would go on doing so when the story is back at the old one.
    """
    is_shared = cache_in_front() is not None

    def start(status, headers, *exc_info):
        is_remembered = is_shared or status[:3] in OFTEN_REMEMBERED
        if is_remembered and not any(name.lower() == "cache-control" for name, _value in headers):
            headers = [*headers, PRIVATE if is_shared else ASKED_EACH_TIME]
        return start_response(status, headers, *exc_info)

    return start

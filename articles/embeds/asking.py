"""Asks a provider's oEmbed endpoint what is at an address (https://oembed.com/).

The one rule: the host we speak to is the table's. An answer may send us on within the provider's
own hosts, it has a time and a size, and nothing of it is kept but plain words.
"""

import json
import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import nh3
from django.conf import settings

from articles import calling
from articles.body import is_visible, plain_text, writable
from articles.models import Embed

SECONDS = 10  # for all of an answer, however slowly it trickles
MOST_BYTES = 256 * 1024
MOST_WAYS_ON = 2
LONGEST_WORDS = 2000  # characters
SENT_ON = {301, 302, 303, 307, 308}
LATER = {408, 425, 429}  # and everything from 500

_PARAGRAPH = re.compile(r"<p(?:\s[^<>]*)?>(.*?)</p>", re.DOTALL)


class NotAnswered(Exception):
    """The provider is down, slow or busy just now: asking again may help."""


@dataclass(frozen=True)
class Said:
    title: str = ""
    author: str = ""
    words: str = ""


def ask(found):
    """What the provider says of what was found; nothing where it does not know or makes no sense.

    Raises NotAnswered where it may say it another time.
    """
    answer = _answer_at(_endpoint(found), found.provider)
    try:
        told = json.loads(answer)
    except (ValueError, RecursionError):
        return Said()
    if not isinstance(told, dict):
        return Said()
    return Said(
        title=_line(told.get("title"), _length("title")),
        author=_line(told.get("author_name"), _length("author")),
        words=_words(told.get("html")) if found.kind == "post" else "",
    )


def _endpoint(found):
    """The question, at the provider's own endpoint; the tests name another for theirs."""
    stand_in = settings.EMBED_ENDPOINTS.get(found.provider.slug)
    return f"{stand_in}?{urlsplit(found.ask).query}" if stand_in else found.ask


def _answer_at(address, provider):
    """The body of the answer; b"" where the provider knows nothing, or sends us elsewhere."""
    allowed = {urlsplit(address).netloc, *provider.answers_from}
    for _way in range(MOST_WAYS_ON + 1):
        status, location, body = _fetch(address)
        if status == 200:
            return body
        if status in LATER or status >= 500:
            raise NotAnswered(f"{urlsplit(address).netloc} answered {status}")
        onward = urlsplit(urljoin(address, location)) if status in SENT_ON else None
        if onward is None or onward.netloc not in allowed:
            return b""
        if onward.scheme != urlsplit(address).scheme:  # never from https to http
            return b""
        address = onward.geturl()
    return b""


def _fetch(address):
    """The status, the Location and at most MOST_BYTES of the answer at `address`."""
    try:
        answer = calling.call(address, headers=_headers(), seconds=SECONDS, most_bytes=MOST_BYTES)
    except calling.NotReached as trouble:
        raise NotAnswered(f"{urlsplit(address).netloc}: {trouble}") from trouble
    return answer.status, answer.headers.get("Location", ""), answer.body


def _headers():
    return {
        "Accept": "application/json",
        "User-Agent": f"Newsroom ({settings.SITE_URL})",
    }


def _length(name):
    return Embed._meta.get_field(name).max_length


def _line(value, longest):
    """Plain words on one line; "" for anything else."""
    if not isinstance(value, str):
        return ""
    line = " ".join(writable(value).split())[:longest].rstrip()
    return line if is_visible(line) else ""


def _words(value):
    """The words of a post out of the code its provider gives for it: its paragraphs, plain."""
    if not isinstance(value, str) or len(value) > MOST_BYTES:
        return ""
    safe = nh3.clean(value, tags={"p", "br"}, attributes={})
    paragraphs = (plain_text(f"<p>{found}</p>") for found in _PARAGRAPH.findall(safe))
    words = "\n\n".join(filter(None, paragraphs))[:LONGEST_WORDS].rstrip()
    return words if is_visible(words) else ""

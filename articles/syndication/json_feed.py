"""JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/

A picture's credit and licence have no place in it; they stand in an extension, `_picture`.
"""

import json

from django.utils import timezone

from articles.body import writable

from .values import Entry, Feed, Picture, Writer

MIME = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed) -> bytes:
    data = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.addresses["json"],
        "description": feed.description,
        "language": feed.language,
        "authors": [_author(feed.publisher)] if feed.publisher else None,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else None,
        "items": [_item(entry) for entry in feed.entries],
    }
    kept = {name: value for name, value in data.items() if value is not None}
    return json.dumps(_writable(kept), ensure_ascii=False).encode()


def _writable(value):
    """The same without what the formats in XML leave out of their words."""
    if isinstance(value, dict):
        return {name: _writable(inside) for name, inside in value.items()}
    if isinstance(value, list):
        return [_writable(inside) for inside in value]
    return writable(value)


def _item(entry: Entry) -> dict:
    picture = entry.picture
    data = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "content_html": entry.html,
        "content_text": "" if entry.html else entry.summary,
        "summary": entry.summary if entry.html else "",
        "image": picture.address if picture else "",
        "date_published": _moment(entry.published),
        "date_modified": _moment(entry.updated),
        "authors": [_author(writer) for writer in entry.writers],
        "tags": list(entry.categories),
        "_picture": _said_of(picture) if picture else {},
    }
    kept = {name: value for name, value in data.items() if value}
    if "content_html" not in kept:
        kept["content_text"] = entry.summary  # one of the two has to be there
    return kept


def _author(writer: Writer) -> dict:
    return {"name": writer.name} | ({"url": writer.address} if writer.address else {})


def _said_of(picture: Picture) -> dict:
    said = {
        "caption": picture.caption,
        "alt": picture.alt,
        "credit": picture.credit,
        "license": picture.licence,
        "license_url": picture.licence_address,
    }
    return {name: value for name, value in said.items() if value}


def _moment(value):
    return timezone.localtime(value).isoformat(timespec="seconds")

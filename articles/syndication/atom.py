"""Atom: RFC 4287."""

from datetime import UTC, datetime

from django.utils import timezone
from lxml import etree

from .values import Entry, Feed, Writer
from .xml import ATOM, MEDIA, add, add_picture, written

MIME = "application/atom+xml"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a feed has to say when it changed, an empty one too
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write(feed: Feed) -> bytes:
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "media": MEDIA})
    root.set(LANGUAGE, feed.language)
    here = feed.addresses["atom"]
    add(root, "id", here, ATOM)
    add(root, "title", feed.title, ATOM)
    add(root, "subtitle", feed.description, ATOM)
    add(root, "updated", _moment(feed.updated or NEVER), ATOM)
    add(root, "link", space=ATOM, rel="self", type=MIME, href=here)
    add(root, "link", space=ATOM, rel="alternate", type="text/html", href=feed.page)
    if feed.hub:
        add(root, "link", space=ATOM, rel="hub", href=feed.hub)
    if feed.publisher:
        _write_author(root, feed.publisher)
    for entry in feed.entries:
        _write_entry(add(root, "entry", space=ATOM), entry)
    return written(root)


def _write_entry(element, entry: Entry) -> None:
    add(element, "id", entry.id, ATOM)
    add(element, "title", entry.title, ATOM)
    add(element, "link", space=ATOM, rel="alternate", type="text/html", href=entry.address)
    add(element, "published", _moment(entry.published), ATOM)
    add(element, "updated", _moment(entry.updated), ATOM)
    for writer in entry.writers:
        _write_author(element, writer)
    for category in entry.categories:
        add(element, "category", space=ATOM, term=category)
    if entry.summary:
        add(element, "summary", entry.summary, ATOM, type="text")
    if entry.html:
        add(element, "content", entry.html, ATOM, type="html")
    if entry.picture:
        add_picture(element, entry.picture)


def _write_author(parent, writer: Writer) -> None:
    author = add(parent, "author", space=ATOM)
    add(author, "name", writer.name, ATOM)
    if writer.address:
        add(author, "uri", writer.address, ATOM)


def _moment(value):
    return timezone.localtime(value).isoformat(timespec="seconds")

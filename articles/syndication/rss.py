"""RSS 2.0: https://www.rssboard.org/rss-specification and the profile beside it.

No `enclosure`: it has to say how many bytes the file has, and a rendition may not be made yet.
Media RSS says the same of a picture, and its credit besides.
"""

from email.utils import format_datetime

from django.utils import timezone
from django.utils.html import escape
from lxml import etree

from .values import Entry, Feed
from .xml import ATOM, CONTENT, DC, MEDIA, add, add_picture, written

MIME = "application/rss+xml"
SPACES = {"atom": ATOM, "content": CONTENT, "dc": DC, "media": MEDIA}


def write(feed: Feed) -> bytes:
    root = etree.Element("rss", {"version": "2.0"}, nsmap=SPACES)
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.page)
    add(channel, "description", feed.description)
    add(channel, "link", space=ATOM, rel="self", type=MIME, href=feed.addresses["rss"])
    if feed.hub:
        add(channel, "link", space=ATOM, rel="hub", href=feed.hub)
    add(channel, "language", feed.language)
    if feed.updated:
        add(channel, "lastBuildDate", _moment(feed.updated))
    for entry in feed.entries:
        _write_item(add(channel, "item"), entry)
    return written(root)


def _write_item(item, entry: Entry) -> None:
    add(item, "title", entry.title)
    add(item, "link", entry.address)
    # What a description holds is read as HTML: plain words are written as such.
    plain = str(escape(entry.summary)).replace("&#x27;", "'").replace("&quot;", '"')
    add(item, "description", plain.replace("\n\n", "<br><br>") if plain else entry.html)
    for writer in entry.writers:
        add(item, "creator", writer.name, DC)
    for category in entry.categories:
        add(item, "category", category)
    is_address = entry.id == entry.address
    add(item, "guid", entry.id, isPermaLink="true" if is_address else "false")
    add(item, "pubDate", _moment(entry.published))
    add(item, "updated", timezone.localtime(entry.updated).isoformat(timespec="seconds"), ATOM)
    if entry.summary and entry.html:
        add(item, "encoded", entry.html, CONTENT)
    if entry.picture:
        add_picture(item, entry.picture)


def _moment(value):
    """A moment in the newsroom's time zone, as RFC 822 writes it, the year in four digits."""
    return format_datetime(timezone.localtime(value))

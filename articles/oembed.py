"""What another site gets when it asks for the card of one of our stories: oEmbed 1.0.

The rule: a link in words with a picture, and nothing that would run or be framed there. See
docs/decisions/0022-what-a-page-says-of-itself.md.
"""

import math
from datetime import timedelta
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.utils import timezone

from articles import renditions
from articles.body import writable
from articles.models import absolute, start_of_day

LONGEST_KEPT = 3600  # seconds
PORTS = {"http": 80, "https": 443}
SHAPES = ("social", "card")  # of the picture, the first that fits


def path_of(url):
    """The path of one of our own addresses, with or without TLS; "" of any other text."""
    try:
        ours, asked = urlsplit(settings.SITE_URL), urlsplit(url)
        ports = {ours.port} if ours.port else set(PORTS.values())
        is_ours = (
            asked.scheme in PORTS
            and asked.hostname == ours.hostname
            and (asked.port or PORTS[asked.scheme]) in ports
            and "@" not in asked.netloc  # what stands before it is read as the host by some
        )
        path = unquote(asked.path, errors="strict")
    except ValueError:  # no address at all, a port that is none, bytes that are no text
        return ""
    if not is_ours:
        return ""
    return path if path.endswith("/") else f"{path}/"


def answer(story, paper, *, most_wide=math.inf, most_high=math.inf):
    """The card of a live story as oEmbed's values, of the type “link”.

    Args:
        most_wide, most_high: pixels that the picture may have.
    """
    bylines = list(story.bylines.all())
    found = {
        "version": "1.0",
        "type": "link",
        "title": story.headline,
        "author_name": ", ".join(one.name for one in bylines),
        "author_url": _page_of(bylines),
        "provider_name": paper.name,
        "provider_url": absolute("/"),
        "cache_age": kept_for(story),
        **_thumbnail(story.shown, most_wide, most_high),
    }
    return {name: value for name, value in found.items() if value != ""}


def _page_of(bylines):
    """The page of the only author; "" for a guest, or where there are several."""
    if len(bylines) != 1 or not bylines[0].person_id:
        return ""
    return absolute(bylines[0].person.get_absolute_url())


def _thumbnail(shown, most_wide, most_high):
    if shown is None or not shown.picture.for_social:
        return {}
    fitting = (renditions.fitting(shown.picture, shape, most_wide, most_high) for shape in SHAPES)
    source = next(filter(None, fitting), None)
    if source is None:
        return {}
    return {
        "thumbnail_url": absolute(source.src),
        "thumbnail_width": source.width,
        "thumbnail_height": source.height,
    }


def kept_for(story):
    """For how many seconds an answer may be kept: not beyond what is known to end sooner."""
    now = timezone.now()
    ends = [now + timedelta(seconds=LONGEST_KEPT), story.withdraw_at]
    if story.shown and (last := story.shown.picture.rights_until):
        ends.append(start_of_day(last + timedelta(days=1)))
    return int((min(filter(None, ends)) - now).total_seconds())


def as_xml(values):
    """The values as oEmbed's XML, in bytes."""
    root = ElementTree.Element("oembed")
    for name, value in values.items():
        ElementTree.SubElement(root, name).text = writable(str(value))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)

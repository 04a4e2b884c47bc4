"""The rules of the formats, asserted on what was parsed: what each has to have, and how."""

import json
import re
from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
HERE = "http://localhost:8000"
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:[a-z]+/\d+")  # RFC 4151


def is_address(value):
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and not re.search(r"\s", value)


def check_moment(value):
    """RFC 3339: date, time and zone."""
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", value), value
    return datetime.fromisoformat(value)


# RFC 822 as the specification of RSS wants it, with four digits for the year.
DATE_822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-3]\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} [0-2]\d:[0-5]\d:[0-6]\d ([+-]\d{4}|GMT)"
)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")  # BCP 47, as far as any of ours goes
RSS_CHANNEL = {"title", "link", "description", "language", "lastBuildDate", "item", f"{ATOM}link"}
RSS_ITEM = {
    *("title", "link", "description", "category", "guid", "pubDate"),
    *(f"{DC}creator", f"{CONTENT}encoded", f"{ATOM}updated", f"{MEDIA}content"),
}
RSS_MANY = {"item", "category", f"{DC}creator", f"{ATOM}link", f"{MEDIA}content"}
ATOM_BOTH = {f"{ATOM}{name}" for name in ("id", "title", "updated", "link", "author")}
ATOM_FEED = {*ATOM_BOTH, f"{ATOM}subtitle", f"{ATOM}entry"}
ATOM_ENTRY = {
    *ATOM_BOTH,
    *(f"{ATOM}{name}" for name in ("published", "summary", "content", "category")),
    f"{MEDIA}content",
}
ATOM_MANY = {f"{ATOM}{name}" for name in ("link", "author", "entry", "category")}
JSON_FEED = {
    *("version", "title", "home_page_url", "feed_url", "description", "language", "authors"),
    *("hubs", "items"),
}
JSON_ITEM = {
    *("id", "url", "title", "content_html", "content_text", "summary", "image", "authors", "tags"),
    *("date_published", "date_modified", "_picture"),
}


def check_inside(element, known, many):
    """What stands in an element: nothing the format does not know, and once what it knows once."""
    found = Counter(child.tag for child in element)
    assert set(found) <= known, set(found) - known
    assert all(count == 1 or name in many for name, count in found.items()), found


def check_date(value):
    assert DATE_822.fullmatch(value), value
    assert parsedate_to_datetime(value).strftime("%a") == value[:3]


def check_media(media):
    """https://www.rssboard.org/media-rss: what a picture has to say of itself."""
    assert is_address(media.get("url"))
    assert (media.get("medium"), media.get("type")) == ("image", "image/jpeg")
    assert int(media.get("width")) > 0
    assert int(media.get("height")) > 0
    assert media.findtext(f"{MEDIA}credit")
    inside = {f"{MEDIA}{name}" for name in ("credit", "description", "license")}
    check_inside(media, inside, set())


def check_html(html):
    """Nothing that runs or frames, and no address that needs a page around it."""
    tree = etree.HTML(f"<div>{html}</div>")
    assert not tree.xpath("//script|//iframe|//style|//form|//button|//object|//embed|//svg")
    assert not tree.xpath("//@style") + tree.xpath("//@*[starts-with(name(), 'on')]")
    for address in tree.xpath("//@href|//@src"):
        assert address.startswith("mailto:") or is_address(address), address
    for image in tree.xpath("//img"):
        assert image.get("alt") is not None
        assert image.xpath("ancestor::figure/figcaption")[0].xpath("string()").strip()
    return tree


def check_rss(content):
    """https://www.rssboard.org/rss-specification; returns the items."""
    root = etree.fromstring(content)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    check_inside(channel, RSS_CHANNEL, RSS_MANY)
    assert LANGUAGE.fullmatch(channel.findtext("language"))
    for name in ("title", "link", "description", "language"):
        assert channel.findtext(name), name
    assert is_address(channel.findtext("link"))
    (itself,) = channel.findall(f"{ATOM}link[@rel='self']")
    assert is_address(itself.get("href"))
    assert itself.get("type") == "application/rss+xml"
    items = channel.findall("item")
    if items:
        check_date(channel.findtext("lastBuildDate"))
    for item in items:
        check_inside(item, RSS_ITEM, RSS_MANY)
        assert item.findtext("title")
        assert is_address(item.findtext("link"))
        check_html(item.findtext("description"))
        check_date(item.findtext("pubDate"))
        check_moment(item.findtext(f"{ATOM}updated"))
        guid = item.find("guid")
        is_permanent = guid.get("isPermaLink") == "true"
        assert is_address(guid.text) if is_permanent else TAG_URI.fullmatch(guid.text)
        if (whole := item.findtext(f"{CONTENT}encoded")) is not None:
            check_html(whole)
        for media in item.findall(f"{MEDIA}content"):
            check_media(media)
    ids = [item.findtext("guid") for item in items]
    assert len(ids) == len(set(ids))
    return items


def check_atom(content):
    """RFC 4287, sections 4.1.1 and 4.1.2; returns the entries."""
    root = etree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    assert LANGUAGE.fullmatch(root.get("{http://www.w3.org/XML/1998/namespace}lang"))
    check_inside(root, ATOM_FEED, ATOM_MANY)
    is_signed = root.find(f"{ATOM}author") is not None
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text, name
        check_moment(element.findtext(f"{ATOM}updated"))
        for author in element.findall(f"{ATOM}author"):
            check_inside(author, {f"{ATOM}name", f"{ATOM}uri"}, set())
            assert author.findtext(f"{ATOM}name")
            assert author.find(f"{ATOM}uri") is None or is_address(author.findtext(f"{ATOM}uri"))
        (page,) = element.findall(f"{ATOM}link[@rel='alternate']")  # 4.1.1: no two alike
        assert is_address(page.get("href"))
    assert is_address(root.find(f"{ATOM}link[@rel='self']").get("href"))
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        check_inside(entry, ATOM_ENTRY, ATOM_MANY)
        assert is_signed or entry.find(f"{ATOM}author") is not None
        name = entry.findtext(f"{ATOM}id")
        assert TAG_URI.fullmatch(name) or is_address(name)
        published = check_moment(entry.findtext(f"{ATOM}published"))
        assert published <= check_moment(entry.findtext(f"{ATOM}updated"))
        for media in entry.findall(f"{MEDIA}content"):
            check_media(media)
        words, whole = entry.find(f"{ATOM}summary"), entry.find(f"{ATOM}content")
        assert words is not None or whole is not None
        if whole is not None:
            assert whole.get("type") == "html"
            assert len(whole) == 0  # escaped, not nested
            check_html(whole.text)
        for category in entry.findall(f"{ATOM}category"):
            assert category.get("term")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    return entries


def check_json(content):
    """https://www.jsonfeed.org/version/1.1/; returns the items."""
    data = json.loads(content.decode("utf-8"))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["title"]
    assert is_address(data["home_page_url"])
    assert is_address(data["feed_url"])
    assert isinstance(data["items"], list)
    assert set(data) <= JSON_FEED
    assert LANGUAGE.fullmatch(data["language"])
    assert all(one.keys() == {"type", "url"} for one in data.get("hubs", []))
    for item in data["items"]:
        assert set(item) <= JSON_ITEM
        assert all(value for value in item.values() if value != item.get("content_text"))
        assert isinstance(item["id"], str)
        assert TAG_URI.fullmatch(item["id"]) or is_address(item["id"])
        assert is_address(item["url"])
        assert item.get("content_html") or isinstance(item.get("content_text"), str)
        if "content_html" in item:
            check_html(item["content_html"])
        check_moment(item["date_published"])
        check_moment(item["date_modified"])
        for author in [*data.get("authors", []), *item.get("authors", [])]:
            assert set(author) <= {"name", "url"}
            assert author["name"]
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        if "image" in item:
            assert is_address(item["image"])
            assert item["_picture"]["credit"]
    ids = [item["id"] for item in data["items"]]
    assert len(ids) == len(set(ids))
    return data["items"]


CHECKS = {"": check_rss, "atom/": check_atom, "json/": check_json}
MIMES = {
    "": "application/rss+xml; charset=utf-8",
    "atom/": "application/atom+xml; charset=utf-8",
    "json/": "application/feed+json",
}

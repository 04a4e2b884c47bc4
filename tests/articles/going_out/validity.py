"""The rules of the formats, asserted on what was parsed: what each has to have, and how."""

import json
import re
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
    for name in ("title", "link", "description", "language"):
        assert channel.findtext(name), name
    assert is_address(channel.findtext("link"))
    (itself,) = channel.findall(f"{ATOM}link[@rel='self']")
    assert is_address(itself.get("href"))
    assert itself.get("type") == "application/rss+xml"
    items = channel.findall("item")
    if items:
        assert parsedate_to_datetime(channel.findtext("lastBuildDate")).tzinfo
    for item in items:
        assert item.findtext("title")
        assert is_address(item.findtext("link"))
        check_html(item.findtext("description"))
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
        check_moment(item.findtext(f"{ATOM}updated"))
        guid = item.find("guid")
        is_permanent = guid.get("isPermaLink") == "true"
        assert is_address(guid.text) if is_permanent else TAG_URI.fullmatch(guid.text)
        if (whole := item.findtext(f"{CONTENT}encoded")) is not None:
            check_html(whole)
        for media in item.findall(f"{MEDIA}content"):
            assert is_address(media.get("url"))
            assert media.findtext(f"{MEDIA}credit")
        assert item.find("enclosure") is None  # it would have to say a length
    ids = [item.findtext("guid") for item in items]
    assert len(ids) == len(set(ids))
    return items


def check_atom(content):
    """RFC 4287, sections 4.1.1 and 4.1.2; returns the entries."""
    root = etree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang")
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text, name
        check_moment(element.findtext(f"{ATOM}updated"))
        (page,) = element.findall(f"{ATOM}link[@rel='alternate']")
        assert is_address(page.get("href"))
    assert is_address(root.find(f"{ATOM}link[@rel='self']").get("href"))
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        assert root.findtext(f"{ATOM}author/{ATOM}name") or entry.findtext(
            f"{ATOM}author/{ATOM}name"
        )
        name = entry.findtext(f"{ATOM}id")
        assert TAG_URI.fullmatch(name) or is_address(name)
        check_moment(entry.findtext(f"{ATOM}published"))
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
    for item in data["items"]:
        assert isinstance(item["id"], str)
        assert TAG_URI.fullmatch(item["id"]) or is_address(item["id"])
        assert is_address(item["url"])
        assert item.get("content_html") or isinstance(item.get("content_text"), str)
        if "content_html" in item:
            check_html(item["content_html"])
        check_moment(item["date_published"])
        check_moment(item["date_modified"])
        assert all(author["name"] for author in item.get("authors", []))
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

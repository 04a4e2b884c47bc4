"""Sitemaps as search engines read them, held against the rules of their formats.

The schemas in tests/samples/sitemaps are written anew from the formats' own pages: the ones that
go by those names are not ours to pass on.
"""

from datetime import datetime
from functools import cache
from pathlib import Path

from django.utils import timezone
from lxml import etree

from articles import sitemaps
from tests import factories

SCHEMAS = Path(__file__).parents[2] / "samples" / "sitemaps"
NAMES = {"s": sitemaps.SITEMAP, "image": sitemaps.IMAGE, "news": sitemaps.NEWS}
FILES = {"sitemapindex": "siteindex.xsd", "urlset": "sitemap.xsd"}


@cache
def schema_of(root):
    return etree.XMLSchema(file=str(SCHEMAS / FILES[root]))


def parsed(response, root):
    """The elements of a valid sitemap by their addresses; none where nothing stands in it.

    An empty one is against the schema and with the pages of the search engines, which allow it.
    """
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    tree = etree.fromstring(response.content)
    assert etree.QName(tree).localname == root
    if len(tree):
        schema_of(root).assertValid(tree)
    return {one.findtext("s:loc", namespaces=NAMES): one for one in tree}


def index(client):
    return parsed(client.get("/sitemap.xml"), "sitemapindex")


def month(client, name):
    return parsed(client.get(f"/sitemap-{name}.xml"), "urlset")


def lastmod(element):
    return element.findtext("s:lastmod", namespaces=NAMES)


def dated(editor, *moment, **fields):
    at = datetime(*moment, tzinfo=timezone.get_current_timezone())
    return factories.published_story(by=editor, age=timezone.now() - at, **fields)

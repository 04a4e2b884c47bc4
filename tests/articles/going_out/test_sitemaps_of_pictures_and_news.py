"""What sitemaps say of pictures, and the one of the news of two days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from lxml import etree

from articles import sitemaps
from articles.models import Newspaper, PublishedStory
from tests import factories

from .maps import NAMES, dated, month, schema_of
from .validity import HERE

pytestmark = pytest.mark.django_db


def test_pictures_are_named_with_credit_and_licence_while_they_may_be_shown(client, editor, clock):
    lead = factories.picture(
        caption="A quay.", credit="Photo: Ada", licence="cc-by", licence_version="4.0"
    )
    inside = factories.picture(caption="Inside.", rights_until=date(2026, 11, 20))
    body = f'<p>Words.</p><figure data-picture="{inside.pk}"></figure>'
    dated(editor, 2026, 11, 1, lead_picture=lead, body=body)
    (url,) = month(client, "2026-11").values()
    first, second = url.findall("image:image", NAMES)
    assert first.findtext("image:loc", namespaces=NAMES).startswith(f"{HERE}/pictures/{lead.key}/")
    assert first.findtext("image:caption", namespaces=NAMES) == "A quay. (Photo: Ada)"
    assert first.findtext("image:license", namespaces=NAMES) == (
        "https://creativecommons.org/licenses/by/4.0/"
    )
    assert "Inside." in second.findtext("image:caption", namespaces=NAMES)
    clock.goes_on(days=1)
    (url,) = month(client, "2026-11").values()
    assert len(url.findall("image:image", NAMES)) == 1


def test_a_picture_that_is_not_cleared_for_other_sites_is_offered_to_no_search_engine(
    client, editor
):
    ours, theirs = factories.picture(for_social=False), factories.picture()
    body = "".join(f'<figure data-picture="{one.pk}"></figure>' for one in (ours, theirs))
    dated(editor, 2026, 11, 1, lead_picture=ours, body=f"<p>Words.</p>{body}")
    for name in ("2026-11", "news"):
        for url in month(client, name).values():
            found = [one.text for one in url.iterfind("image:image/image:loc", NAMES)]
            assert not any(ours.key in address for address in found)
            assert name == "news" or len(found) == 1


@pytest.mark.parametrize(
    ("now", "oldest"),
    [  # in London: the clocks went forward on 29 March 2026 at 01:00, and back on 25 October
        ("2026-03-30T12:00:00+01:00", "2026-03-28T11:00:00+00:00"),
        ("2026-10-26T12:00:00+00:00", "2026-10-24T13:00:00+01:00"),
        ("2026-07-10T12:00:00+01:00", "2026-07-08T12:00:00+01:00"),
    ],
)
def test_news_are_those_of_the_last_48_hours_whatever_the_clocks_did(
    client, editor, clock, now, oldest
):
    Newspaper(pk=1, name="Fish & chips").save()
    now, oldest = datetime.fromisoformat(now), datetime.fromisoformat(oldest)
    clock.set(now.year, now.month, now.day, now.hour)  # in London's zone, as the newsroom's is
    for slug, seconds in (("too-old", -1), ("new", 1)):
        moment = oldest.astimezone(UTC) + timedelta(seconds=seconds)
        story = factories.published_story(by=editor, headline="Tide <in>", slug=slug)
        PublishedStory.objects.filter(pk=story.pk).update(published_at=moment, updated_at=now)
    assert timezone.now() == now
    (url,) = month(client, "news").values()
    about = url.find("news:news", NAMES)
    said = [
        about.findtext(f"news:{name}", namespaces=NAMES) for name in ("title", "publication_date")
    ]
    assert said == ["Tide <in>", timezone.localtime(moment).isoformat(timespec="seconds")]
    assert said[1][-6:] == oldest.isoformat()[-6:]  # the offset of that day, not of today
    assert about.findtext("news:publication/news:name", namespaces=NAMES) == "Fish & chips"
    assert about.findtext("news:publication/news:language", namespaces=NAMES) == "en"
    assert [etree.QName(child).localname for child in about] == [
        "publication",
        "publication_date",
        "title",
    ]


def test_news_without_news_are_empty_and_never_too_many(client, editor, monkeypatch):
    assert month(client, "news") == {}
    monkeypatch.setattr(sitemaps, "NEWS_AT_MOST", 2)
    for _number in range(3):
        factories.published_story(by=editor)
    assert len(month(client, "news")) == 2


@pytest.mark.parametrize(
    ("broken", "root"),
    [
        ("<loc>/path/</loc>", "urlset"),
        ("<loc>https://example.org/a b</loc>", "urlset"),
        ("<loc>https://example.org/</loc><lastmod>yesterday</lastmod>", "urlset"),
        ("<lastmod>2026-11-20</lastmod><loc>https://example.org/</loc>", "urlset"),
        ("<loc>https://example.org/</loc><i:image><i:caption>A.</i:caption></i:image>", "urlset"),
        ("<loc>https://example.org/</loc><n:news><n:title>A</n:title></n:news>", "urlset"),
        ("<loc>https://example.org/</loc><priority>1</priority>", "sitemapindex"),
    ],
)
def test_the_schemas_of_these_tests_refuse_what_is_wrong(broken, root):
    child = "url" if root == "urlset" else "sitemap"
    spaces = f'xmlns="{sitemaps.SITEMAP}" xmlns:i="{sitemaps.IMAGE}" xmlns:n="{sitemaps.NEWS}"'
    right = f"<{child}><loc>https://example.org/right/</loc></{child}>"
    for inside, is_valid in ((right, True), (right + right, False)):
        assert (
            schema_of(root).validate(etree.XML(f"<{root} {spaces}>{inside}</{root}>")) == is_valid
        )
    tree = etree.XML(f"<{root} {spaces}>{right}<{child}>{broken}</{child}></{root}>")
    assert not schema_of(root).validate(tree)

"""Sitemaps name what readers may see now, at its present address, and old months never change.

The official schemas cannot be fetched here: their rules are assertions on what was parsed.
"""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from articles import going_out, sitemaps, workflow
from articles.models import Newspaper, PublishedMonth, PublishedStory, Story
from tests import factories

from .validity import HERE, check_moment, is_address

pytestmark = pytest.mark.django_db

NAMES = {"s": sitemaps.SITEMAP, "image": sitemaps.IMAGE, "news": sitemaps.NEWS}


def parsed(response, root):
    """The elements of a sitemap, held against https://www.sitemaps.org/protocol.html."""
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    tree = etree.fromstring(response.content)
    assert etree.QName(tree).localname == root
    found = list(tree)
    for element in found:
        inside = [etree.QName(child).localname for child in element]
        assert inside[0] == "loc"
        assert inside == [name for name in ("loc", "lastmod") if name in inside] + [
            name for name in inside if name in ("news", "image")
        ]  # in the schema's order
        assert is_address(element.findtext("s:loc", namespaces=NAMES))
        assert len(element.findtext("s:loc", namespaces=NAMES)) < 2048
        if "lastmod" in inside:
            check_moment(element.findtext("s:lastmod", namespaces=NAMES))
        for image in element.findall("image:image", NAMES):
            order = [etree.QName(child).localname for child in image]
            assert order == [n for n in ("loc", "caption", "license") if n in order]
            assert all(is_address(child.text) for child in image if "caption" not in child.tag)
    locations = [element.findtext("s:loc", namespaces=NAMES) for element in found]
    assert len(locations) == len(set(locations))
    return dict(zip(locations, found, strict=True))


def index(client):
    return parsed(client.get("/sitemap.xml"), "sitemapindex")


def month(client, name):
    return parsed(client.get(f"/sitemap-{name}.xml"), "urlset")


def lastmod(element):
    return element.findtext("s:lastmod", namespaces=NAMES)


def dated(editor, *moment, **fields):
    at = datetime(*moment, tzinfo=timezone.get_current_timezone())
    return factories.published_story(by=editor, age=timezone.now() - at, **fields)


def test_the_index_names_the_months_that_have_stories_and_each_its_stories(client, editor):
    old = dated(editor, 2025, 3, 31, 23, 59)
    new = dated(editor, 2025, 4, 1, 0, 1)
    found = index(client)
    assert list(found) == [f"{HERE}/sitemap-{name}.xml" for name in ("pages", "2025-04", "2025-03")]
    for name, story in (("2025-03", old), ("2025-04", new)):
        (address,) = month(client, name)
        assert address == f"{HERE}{story.published.get_absolute_url()}"


def test_an_old_month_changes_only_with_its_own_stories(client, editor, clock):
    old, _new = dated(editor, 2025, 3, 1), dated(editor, 2026, 11, 1)
    before, month_before = index(client), client.get("/sitemap-2025-03.xml")
    clock.goes_on(hours=1)
    dated(editor, 2026, 11, 2)
    after = index(client)
    here = f"{HERE}/sitemap-2025-03.xml"
    assert lastmod(after[here]) == lastmod(before[here])
    headers = {"if-none-match": month_before["ETag"]}
    assert client.get("/sitemap-2025-03.xml", headers=headers).status_code == 304
    newest = f"{HERE}/sitemap-2026-11.xml"
    assert lastmod(after[newest]) > lastmod(before[newest])
    clock.goes_on(hours=1)
    workflow.correct(old, "It was Tuesday.", by=editor)
    assert lastmod(index(client)[here]) == clock.now().isoformat(timespec="seconds")
    (url,) = month(client, "2025-03").values()
    assert lastmod(url) == clock.now().isoformat(timespec="seconds")


def test_what_is_withdrawn_or_held_back_is_on_no_sitemap(client, editor, clock):
    kept = dated(editor, 2025, 3, 1)
    gone = dated(editor, 2025, 3, 2)
    clock.goes_on(hours=1)
    workflow.withdraw(gone, by=editor, note="A mistake.")
    assert list(month(client, "2025-03")) == [f"{HERE}{kept.published.get_absolute_url()}"]
    assert lastmod(index(client)[f"{HERE}/sitemap-2025-03.xml"]) == (
        clock.now().isoformat(timespec="seconds")
    )
    workflow.embargo(kept, until=clock.at(days=1), by=editor)
    assert list(index(client)) == [f"{HERE}/sitemap-pages.xml"]
    assert client.get("/sitemap-2025-03.xml").status_code == 404
    ends = clock.goes_on(days=1)
    (_pages, march) = index(client).values()
    assert lastmod(march) == ends.isoformat(timespec="seconds")
    assert len(month(client, "2025-03")) == 1
    workflow.kill(Story.objects.get(pk=kept.pk), by=factories.user("Chief editor"), note="Libel.")
    assert not PublishedMonth.objects.exists()


def test_a_scheduled_story_appears_on_its_sitemap_by_the_clock(client, editor, clock):
    draft = workflow.submit(factories.story(by=editor), by=editor)
    workflow.plan(draft, publish_at=clock.at(days=12), withdraw_at=None, by=editor)
    workflow.schedule(draft, by=editor)
    assert list(index(client)) == [f"{HERE}/sitemap-pages.xml"]  # nobody learns that it is coming
    assert client.get("/sitemap-2026-12.xml").status_code == 404
    workflow.plan(draft, publish_at=clock.at(hours=1), withdraw_at=None, by=editor)
    assert [str(one) for one in PublishedMonth.objects.all()] == ["2026-11"]
    moment = clock.goes_on(hours=1)
    assert lastmod(index(client)[f"{HERE}/sitemap-2026-11.xml"]) == (
        moment.isoformat(timespec="seconds")
    )
    assert len(month(client, "2026-11")) == 1


def test_a_new_address_takes_the_place_of_the_old_one(client, editor):
    story = dated(editor, 2025, 3, 1)
    Story.objects.filter(pk=story.pk).update(slug="another-address")
    workflow.publish_update(story, by=editor)
    assert list(month(client, "2025-03")) == [f"{HERE}/2025/03/01/another-address/"]
    assert PublishedMonth.objects.get().stories == 1


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


def test_a_month_with_very_many_stories_is_split(client, editor, monkeypatch):
    monkeypatch.setattr(sitemaps, "IN_ONE", 2)
    stories = [dated(editor, 2025, 3, day) for day in (1, 2, 3)]
    assert list(index(client))[1:] == [
        f"{HERE}/sitemap-2025-03.xml",
        f"{HERE}/sitemap-2025-03-2.xml",
    ]
    addresses = [*month(client, "2025-03"), *month(client, "2025-03-2")]
    assert addresses == [f"{HERE}{one.published.get_absolute_url()}" for one in stories]
    workflow.embargo(stories[0], until=timezone.now() + timedelta(days=1), by=editor)
    assert list(index(client))[1:] == [f"{HERE}/sitemap-2025-03.xml"]


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-2025-13.xml",
        "/sitemap-0000-01.xml",
        "/sitemap-9999-12.xml",
        "/sitemap-2025-03-1.xml",
        "/sitemap-2025-03-2.xml",
        "/sitemap-2025-03-9999.xml",
        "/sitemap-2025-03-99999.xml",
        "/sitemap-20250-3.xml",
    ],
)
def test_there_is_no_other_sitemap(client, editor, address):
    dated(editor, 2025, 3, 1)
    assert client.get(address).status_code == 404


def test_the_other_pages_are_on_a_sitemap_of_their_own(client, editor):
    writer, idle = factories.person(slug="ada"), factories.person(slug="idle")
    factories.section(slug="town")
    dated(editor, 2025, 3, 1, bylines=[writer])
    found = parsed(client.get("/sitemap-pages.xml"), "urlset")
    for path in ("/", "/about/", "/corrections/", "/section/town/", "/author/ada/"):
        assert f"{HERE}{path}" in found
        assert client.get(path).status_code == 200
    assert f"{HERE}{idle.get_absolute_url()}" not in found


def test_no_page_on_a_sitemap_asks_not_to_be_listed(client, editor):
    dated(editor, 2025, 3, 1, bylines=[factories.person()])
    for sitemap in ("pages", "2025-03", "news"):
        for address in month(client, sitemap):
            response = client.get(address.removeprefix(HERE))
            assert response.status_code == 200, address
            assert not re.search(r'name="robots"[^>]*noindex', response.text), address
            assert "noindex" not in response.get("X-Robots-Tag", "")


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


@pytest.mark.parametrize("name", ["/sitemap.xml", "/sitemap-2025-03.xml", "/sitemap-news.xml"])
def test_a_sitemap_costs_the_same_for_few_and_for_many(client, editor, name):
    costs = []
    for count in (1, 4):
        for number in range(count):
            picture = factories.picture(fallback=factories.picture())
            body = f'<p>Words.</p><figure data-picture="{picture.pk}"></figure>'
            dated(editor, 2025, 3, 1, body=body, lead_picture=picture)
            dated(editor, 2024 - number, 1, 1)
            factories.published_story(by=editor, lead_picture=picture)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(name).status_code == 200
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 4


def test_months_of_stories_that_were_there_before_are_counted(editor):
    from importlib import import_module

    from django.apps import apps

    dated(editor, 2025, 3, 1)
    dated(editor, 2025, 3, 31)
    dated(editor, 2026, 1, 1)
    kept = list(PublishedMonth.objects.newest_first().values_list("month", "stories"))
    assert kept == [(date(2026, 1, 1), 1), (date(2025, 3, 1), 2)]
    PublishedMonth.objects.all().delete()
    import_module("articles.migrations.0031_what_goes_out_by_itself").count_months(apps, None)
    counted = PublishedMonth.objects.newest_first()
    assert list(counted.values_list("month", "stories")) == kept
    newest = PublishedStory.objects.latest("updated_at")
    assert counted.first().changed_at == newest.updated_at


def test_rows_written_or_deleted_in_bulk_are_counted_later(client, editor):
    for month in (1, 2, 3):
        dated(editor, 2025, month, 1)
    PublishedStory.objects.filter(day__month=1).delete()
    PublishedStory.objects.filter(day__month=2).update(day=date(2025, 4, 30))
    assert going_out.recount_months() == 3
    kept = PublishedMonth.objects.newest_first().values_list("month", "stories")
    assert list(kept) == [(date(2025, 4, 1), 1), (date(2025, 3, 1), 1)]
    assert going_out.recount_months() == 0
    for address in index(client):
        assert client.get(address.removeprefix(HERE)).status_code == 200

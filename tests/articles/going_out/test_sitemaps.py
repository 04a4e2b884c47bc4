"""Sitemaps name what readers may see now, at its present address, and old months never change."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import going_out, sitemaps, workflow
from articles.models import PublishedMonth, PublishedStory, Story
from tests import factories

from .maps import dated, index, lastmod, month, parsed
from .validity import HERE

pytestmark = pytest.mark.django_db


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


def test_the_index_asks_nothing_of_months_in_which_nothing_is_held_back(
    client, editor, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(sitemaps, "IN_ONE", 1)
    for month_of_year in (1, 2, 3):
        for day in (1, 2):
            dated(editor, 2025, month_of_year, day)
    with django_assert_max_num_queries(3):
        assert len(list(index(client))) == 1 + 6


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
    town, empty = factories.section(slug="town"), factories.section()
    dated(editor, 2025, 3, 1, bylines=[writer], section=town)
    found = parsed(client.get("/sitemap-pages.xml"), "urlset")
    for path in ("/", "/about/", "/corrections/", "/section/town/", "/author/ada/"):
        assert f"{HERE}{path}" in found
        assert client.get(path).status_code == 200
    assert f"{HERE}{idle.get_absolute_url()}" not in found
    assert f"{HERE}{empty.get_absolute_url()}" not in found


@pytest.mark.parametrize("is_empty", [True, False])
def test_no_page_on_a_sitemap_asks_not_to_be_listed(client, editor, is_empty):
    factories.section()
    factories.story(by=editor)
    if is_empty:
        assert f"{HERE}/latest/" not in month(client, "pages")
    else:
        dated(editor, 2025, 3, 1, bylines=[factories.person()])
    for sitemap in ("pages",) if is_empty else ("pages", "2025-03", "news"):
        for address in month(client, sitemap):
            response = client.get(address.removeprefix(HERE))
            assert response.status_code == 200, address
            assert not re.search(r'name="robots"[^>]*noindex', response.text), address
            assert "noindex" not in response.get("X-Robots-Tag", "")


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
    for number in (1, 2, 3):
        dated(editor, 2025, number, 1)
    PublishedStory.objects.filter(day__month=1).delete()
    PublishedStory.objects.filter(day__month=2).update(day=date(2025, 4, 30))
    assert going_out.recount_months() == 3
    kept = PublishedMonth.objects.newest_first().values_list("month", "stories")
    assert list(kept) == [(date(2025, 4, 1), 1), (date(2025, 3, 1), 1)]
    assert going_out.recount_months() == 0
    for address in index(client):
        assert client.get(address.removeprefix(HERE)).status_code == 200

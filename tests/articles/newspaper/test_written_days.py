"""Days and hours for readers: as the newspaper chose, else as its language writes them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from articles import locality, written
from articles.models import DateStyle, Newspaper
from tests import factories
from tests.articles.newspaper.test_opened_once import keep

NOON = datetime(2026, 11, 21, 12, 5, tzinfo=UTC)


def spoken(write, **fields):
    with locality.speaking(Newspaper(pk=1, **fields)):
        return write(NOON)


@pytest.mark.parametrize(
    ("language", "style", "whole", "long", "short", "moment"),
    [
        ("en-gb", "", "21 November 2026", "Saturday 21 November 2026", "21 Nov", "12:05 GMT"),
        ("en-gb", "month", "November 21, 2026", "Saturday, November 21, 2026", "Nov 21", "GMT"),
        ("en-gb", "iso", "2026-11-21", "Saturday, 2026-11-21", "11-21", "2026-11-21, 12:05 GMT"),
        ("en", "", "Nov. 21, 2026", "Saturday, Nov. 21, 2026", "Nov 21", "12:05 p.m. GMT"),
        ("en", "day", "21 November 2026", "Saturday 21 November 2026", "21 Nov", "12:05 p.m."),
        ("de", "", "21. November 2026", "Samstag, 21. November 2026", "21. Nov", "12:05 GMT"),
        ("fr", "", "21 novembre 2026", "samedi 21 novembre 2026", "21 nov", "12:05 GMT"),
        ("es", "", "21 de noviembre de 2026", "sábado, 21 de noviembre de 2026", "21 de", "12:05"),
        ("ar", "", "21 نوفمبر، 2026", "السبت، 21 نوفمبر 2026", "21 نوف", "12:05"),
        ("pl", "day", "21 listopada 2026", "Sobota 21 listopada 2026", "21 ", "12:05"),
        ("cs", "day", "21 listopadu 2026", "sobota 21 listopadu 2026", "21 ", "12:05"),
        ("ja", "", "2026年11月21日", "2026年11月21日土曜日", "11月21日", "12:05 GMT"),
    ],
)
def test_a_day_is_written_as_chosen_or_as_the_language_does(
    language, style, whole, long, short, moment
):
    fields = {"language": language, "date_style": style, "time_zone": "Europe/London"}
    assert spoken(written.day, **fields) == whole
    assert spoken(written.day_with_weekday, **fields) == long
    assert spoken(written.day_of_year, **fields).startswith(short)
    assert spoken(written.moment, **fields).startswith(whole)
    assert moment in spoken(written.moment, **fields)


def test_moments_by_the_dozen_are_written_as_one_is():
    twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # half past one, and an hour later again
    for language, style, zone in (
        ("en-gb", "", "Europe/London"),
        ("de", "iso", "Asia/Tokyo"),
        ("en", "month", "America/New_York"),
    ):
        with locality.speaking(
            Newspaper(pk=1, language=language, date_style=style, time_zone=zone)
        ):
            write = written.moments()
            for one in (NOON, twice, twice + timedelta(hours=1)):
                assert write(one) == (written.moment(one), written.for_machines(one))


def test_every_style_that_can_be_chosen_is_written_as_it_looks_in_the_list():
    for style in DateStyle:
        if style is not DateStyle.LANGUAGE:
            assert spoken(written.day, date_style=style) == style.label


def test_a_style_holds_no_longer_than_the_newspaper_speaks():
    with locality.speaking(Newspaper(pk=1, date_style="iso")):
        assert written.day(date(2026, 11, 21)) == "2026-11-21"
    assert written.day(date(2026, 11, 21)) == "21 November 2026"


@pytest.mark.parametrize(
    ("moment", "short"),
    [
        (datetime(2026, 11, 20, 15, 30, tzinfo=UTC), "00:30"),  # the 21st in Tokyo
        (datetime(2026, 11, 20, 14, 30, tzinfo=UTC), "20 Nov"),
        (datetime(2025, 12, 31, 15, 0, tzinfo=UTC), "1 Jan"),
        (datetime(2025, 12, 31, 14, 59, tzinfo=UTC), "31 December 2025"),
        (datetime(2019, 11, 21, 3, 0, tzinfo=UTC), "21 November 2019"),
    ],
)
def test_a_short_day_says_its_year_where_it_is_another(clock, moment, short):
    clock.moment = NOON
    with locality.speaking(Newspaper(pk=1, time_zone="Asia/Tokyo")):
        assert written.hour_or_day(moment) == short


@pytest.mark.parametrize(("hour", "zone", "offset"), [(0, "CEST", "+02:00"), (1, "CET", "+01:00")])
@pytest.mark.django_db
def test_both_hours_of_the_night_the_clocks_go_back_are_told_apart(
    client, clock, editor, hour, zone, offset
):
    keep(time_zone="Europe/Berlin")
    clock.moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    story = factories.published_story(by=editor, age=timedelta(0))
    page = client.get(story.published.get_absolute_url()).content.decode()
    assert f"25 October 2026, 02:30 {zone}</time>" in page
    assert f'datetime="2026-10-25T02:30:00{offset}"' in page


@pytest.mark.django_db
def test_readers_pages_feeds_and_replies_follow_the_style_at_once(client, editor):
    from tests.comments.factories import published

    story = factories.published_story(by=editor)
    published(story)
    address = story.published.get_absolute_url()
    keep(date_style="iso", language="de")
    day = story.published.published_at.date()
    page = client.get(address).content.decode()
    assert page.count(f">{day:%Y-%m-%d}, ") == 2  # of the story and of the reply
    assert f" {day:%Y}" not in page.replace(f"{day:%Y-%m-%d}", "")
    assert f", {timezone.localdate():%Y-%m-%d}</time>" in page


@pytest.mark.django_db
def test_what_machines_read_keeps_the_form_that_machines_read(client, clock, editor):
    clock.moment = NOON
    factories.published_story(by=editor, age=timedelta(0), slug="ferry")
    keep(date_style="iso", language="ar", time_zone="Asia/Tokyo")
    assert "<pubDate>Sat, 21 Nov 2026 21:05:00 +0900</pubDate>" in client.get("/feed/").text
    assert ">2026-11-21T21:05:00+09:00</published>" in client.get("/feed/atom/").text
    assert "2026-11-21T21:05:00+09:00" in client.get("/feed/json/").text
    page = client.get("/2026/11/21/ferry/").text
    assert '"datePublished": "2026-11-21T21:05:00+09:00"' in page
    assert 'datetime="2026-11-21T21:05:00+09:00"' in page
    assert re.search(r'<time datetime="[0-9]{4}-[0-9]{2}-[0-9]{2}">', page)  # of the masthead
    assert "<news:publication_date>2026-11-21T" in client.get("/sitemap-news.xml").text

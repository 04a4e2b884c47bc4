"""What is read most: counted without cookies, by browsers alone, and listed in the front page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import reading, workflow
from articles.models import MostRead, Newspaper, Reading
from tests import factories

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def counted_at_once(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS_BETWEEN_WRITES", 0)
    monkeypatch.setattr(reading, "tally", reading.Tally())


def send(client, story_id, agent=FIREFOX, site="same-origin", origin=""):
    headers = {"user-agent": agent, "sec-fetch-site": site, "origin": origin}
    return client.post(
        reverse("articles:read", args=[story_id]),
        headers={name: value for name, value in headers.items() if value},
    )


def times_read(story):
    return sum(Reading.objects.filter(story=story.pk).values_list("number", flat=True))


def test_a_browser_that_shows_the_story_is_counted_and_gets_no_cookie(client):
    story = factories.published_story()
    for _reader in range(3):
        answer = send(client, story.pk)
    assert (answer.status_code, answer.content, dict(answer.cookies)) == (204, b"", {})
    assert times_read(story) == 3


def test_a_reading_is_kept_as_an_hour_and_a_number_and_nothing_else(client, clock):
    story = factories.published_story()
    clock.goes_on(minutes=25)
    send(client, story.pk)
    clock.goes_on(minutes=30)
    send(client, story.pk)
    [kept] = Reading.objects.values()
    assert kept.keys() == {"id", "story_id", "hour", "number"}
    assert (kept["number"], kept["hour"].minute) == (2, 0)


@pytest.mark.parametrize(
    "agent",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 AppleWebKit/537.36 (compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "facebookexternalhit/1.1",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0 Safari/537.36",
        "python-requests/2.32 http",
        "Baiduspider/2.0",
        "Mozilla/5.0 (Linux; Android 6.0.1) Chrome/140.0 Mobile Safari/537.36 (compatible; "
        "GoogleOther)",
        "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36 PTST/250101",
    ],
)
def test_a_program_is_not_counted(client, agent):
    story = factories.published_story()
    assert send(client, story.pk, agent=agent).status_code == 204
    assert times_read(story) == 0


@pytest.mark.parametrize(
    "agent",
    [
        FIREFOX,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 16; CUBOT X70) AppleWebKit/537.36 Chrome/140.0 Mobile",
    ],
)
def test_a_reader_s_browser_is_counted(client, agent):
    story = factories.published_story()
    send(client, story.pk, agent=agent)
    assert times_read(story) == 1


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_another_site_s_page_cannot_count_for_ours(client, site):
    story = factories.published_story()
    assert send(client, story.pk, site=site).status_code == 204
    assert times_read(story) == 0


def test_only_live_stories_are_counted(client):
    draft, gone = factories.story(), factories.published_story()
    workflow.withdraw(gone, by=factories.user("Editor"), note="Wrong")
    for number in (draft.pk, gone.pk, 0, 2**63, 10**40):
        assert send(client, number).status_code == 204
    assert not Reading.objects.exists()


def test_it_is_posted_and_never_followed_as_a_link():
    story = factories.published_story()
    address = reverse("articles:read", args=[story.pk])
    checked = Client(enforce_csrf_checks=True)
    assert checked.get(address).status_code == 405
    assert send(checked, story.pk).status_code == 204
    assert times_read(story) == 1


def test_a_burst_is_written_down_once_and_not_a_row_for_each_reader(
    monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(reading, "SECONDS_BETWEEN_WRITES", 3600)
    story = factories.published_story()
    reading.count(story.pk)  # the first is never kept waiting
    assert times_read(story) == 1
    with django_assert_max_num_queries(0):
        for _reader in range(500):
            reading.count(story.pk)
    reading.tally.write_down()
    assert times_read(story) == 501
    with django_assert_max_num_queries(0):
        reading.tally.write_down()


def test_while_a_burst_is_kept_back_a_reader_costs_no_query(
    client, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(reading, "SECONDS_BETWEEN_WRITES", 3600)
    story = factories.published_story()
    send(client, story.pk)
    with django_assert_num_queries(0):
        for _reader in range(20):
            send(client, story.pk)
    reading.tally.write_down()
    assert times_read(story) == 21


def test_switched_off_nothing_is_asked_counted_or_listed(client):
    story = factories.published_story()
    send(client, story.pk)
    reading.rank()
    page = reverse("articles:read", args=[story.pk])
    assert page in client.get(story.get_absolute_url()).text
    assert "Most read" in client.get("/").text
    Newspaper.objects.update_or_create(pk=1, defaults={"counts_reading": False})
    assert page not in client.get(story.get_absolute_url()).text
    assert "Most read" not in client.get("/").text
    send(client, story.pk)
    assert times_read(story) == 1
    reading.rank()
    assert reading.most_read() == []


def test_the_front_page_lists_what_is_read_most_of_late(client, clock):
    stories = [factories.published_story(headline=f"The story of {n}") for n in range(7)]
    for number, story in enumerate(stories):
        Reading.objects.add(story.pk, clock.at(hours=-2), number + 1)
    Reading.objects.add(stories[0].pk, clock.at(hours=-30), 900)  # not of this day any more
    reading.rank()
    assert [one.pk for one in reading.most_read()] == [one.pk for one in stories[:1:-1]]
    page = client.get("/").text
    assert page.index("Most read") < page.rindex("The story of 6") < page.rindex("The story of 2")


def test_where_a_day_has_too_little_the_week_is_asked(clock):
    stories = [factories.published_story() for _n in range(5)]
    Reading.objects.add(stories[0].pk, clock.at(hours=-1), 1)
    for story in stories:
        Reading.objects.add(story.pk, clock.at(days=-3), 10)
    reading.rank()
    assert len(reading.most_read()) == 5
    assert reading.most_read()[0].pk == stories[0].pk


def test_a_withdrawn_story_leaves_the_list_at_once():
    story, other = factories.published_story(), factories.published_story()
    for one in (story, other):
        reading.count(one.pk)
    reading.rank()
    workflow.withdraw(story, by=factories.user("Editor"), note="Wrong")
    assert [one.pk for one in reading.most_read()] == [other.pk]


def test_the_list_costs_readers_one_query_however_much_was_counted(
    clock, django_assert_num_queries
):
    for size in (3, 30):
        for _story in range(size):
            Reading.objects.add(factories.published_story().pk, clock.at(hours=-1), 1)
        reading.rank()
        with django_assert_num_queries(1):
            assert [one.section.name for one in reading.most_read()]


def test_a_ranking_that_did_not_change_touches_no_row():
    reading.count(factories.published_story().pk)
    reading.rank()
    before = MostRead.objects.get()
    with CaptureQueriesContext(connection) as asked:
        reading.rank()
    assert not any("mostread" in q["sql"] and "SELECT" not in q["sql"] for q in asked)
    assert MostRead.objects.get() == before


def test_what_was_counted_is_forgotten_after_a_month(clock):
    story = factories.published_story()
    Reading.objects.add(story.pk, clock.now(), 3)
    clock.goes_on(days=30)
    reading.rank()
    assert times_read(story) == 3
    clock.goes_on(hours=2)
    reading.rank()
    assert times_read(story) == 0


def test_a_preview_counts_nothing(client, editor):
    story = factories.story(by=editor)
    client.force_login(editor)
    page = client.get(reverse("admin:articles_story_preview", args=[story.pk]))
    assert page.status_code == 200
    assert "data-read" not in page.text


def test_hours_are_whole_ones(clock):
    clock.goes_on(minutes=59, seconds=59)
    story = factories.published_story()
    reading.count(story.pk)
    assert Reading.objects.get().hour == clock.now() - timedelta(minutes=59, seconds=59)

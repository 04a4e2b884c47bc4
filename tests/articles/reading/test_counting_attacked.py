"""What is read most, when others ask than readers: strangers, programs, floods, a database away."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils import timezone

from articles import reading
from articles.models import Reading
from tests import factories
from tests.articles.reading.test_counting import FIREFOX, counted_at_once, send, times_read

__all__ = ["counted_at_once"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("origin", "times"),
    [
        ("http://localhost:8000", 1),
        ("https://localhost:8000", 0),
        ("http://localhost:8000.evil.example", 0),
        ("http://evil.example", 0),
        ("null", 0),
    ],
)
def test_a_browser_that_tells_nothing_but_its_origin_is_judged_by_that(client, origin, times):
    """As those of before 2023 do, and all of them on a page without TLS."""
    story = factories.published_story()
    headers = {"user-agent": FIREFOX, "origin": origin}
    client.post(reverse("articles:read", args=[story.pk]), headers=headers)
    assert times_read(story) == times
    send(client, story.pk, site="cross-site", origin="http://localhost:8000")
    assert times_read(story) == times


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options", "trace"])
def test_nothing_but_a_post_counts(client, method):
    story = factories.published_story()
    headers = {"user-agent": FIREFOX, "sec-fetch-site": "same-origin"}
    address = reverse("articles:read", args=[story.pk])
    assert getattr(client, method)(address, headers=headers).status_code == 405
    assert times_read(story) == 0


@pytest.mark.parametrize("number", ["-1", "1e3", "0x1", "9" * 5000, "١", "1/2", "%00", ""])
def test_what_is_no_storys_number_leads_nowhere(client, number):
    headers = {"user-agent": FIREFOX, "sec-fetch-site": "same-origin"}
    assert client.post(f"/read/{number}/", headers=headers).status_code in (204, 404)
    assert not Reading.objects.exists()


def test_what_is_sent_with_it_is_not_read(client):
    story = factories.published_story()
    for times, status in ((20, 204), (2_000_000, 413)):  # more than any form may have
        answer = client.post(
            reverse("articles:read", args=[story.pk]),
            data=b"\x00\xff{" * times,
            content_type="multipart/form-data; boundary=x",
            headers={"user-agent": FIREFOX, "sec-fetch-site": "same-origin"},
        )
        assert answer.status_code == status
    assert times_read(story) == 1


def test_numbers_of_stories_that_are_none_are_not_kept_for_long(monkeypatch):
    monkeypatch.setattr(reading, "SECONDS_BETWEEN_WRITES", 3600)
    reading.count(1)
    for number in range(2 * reading.MOST_KEPT_BACK):
        reading.count(10**9 + number)
        assert len(reading.tally._counted) < reading.MOST_KEPT_BACK
    assert not Reading.objects.exists()


def test_while_the_database_is_away_nothing_counted_is_lost(monkeypatch):
    story = factories.published_story()

    def refuse(*args):
        raise OperationalError("database is locked")

    with connection.execute_wrapper(refuse), pytest.raises(OperationalError):
        reading.count(story.pk)
    reading.count(story.pk)
    assert times_read(story) == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_processes_that_write_down_at_once_both_count():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory serves one connection at a time")
    stories = [factories.published_story() for _n in range(3)]
    start = Barrier(4)

    def process(_number):
        own = reading.Tally()
        own._written_at = time.monotonic()
        hour = timezone.now().replace(minute=0, second=0, microsecond=0)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(own, "write_down", lambda: None)
            for story in (*stories, *reversed(stories)):
                own.add(story.pk, hour)
        start.wait()
        try:
            own.write_down()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as processes:
        list(processes.map(process, range(4)))
    assert [times_read(story) for story in stories] == [8, 8, 8]

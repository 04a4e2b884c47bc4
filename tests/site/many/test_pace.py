"""What one network may send within an hour holds for all processes, with Redis and without."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.urls import reverse

from articles import switchboard
from comments import following, pace, posting, reporting
from comments.models import Following, HouseRules, Reply, Report
from tests import factories
from tests.comments import factories as replies

MOST, TOGETHER = 5, 12

at_the_same_moment = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets one writer in at a time; this needs PostgreSQL",
)


@pytest.fixture
def story(db):
    HouseRules(pk=1, hourly_by_network=MOST).save()
    return factories.published_story()


def send(client, story, number=0, **changes):
    data = replies.form_data(
        story,
        name="Ada",
        email=f"ada{number}@example.org",
        comment=f"Words of mine, number {number}.",
    )
    return client.post(
        reverse("comments:post", args=[story.pk]), data | changes, REMOTE_ADDR="203.0.113.1"
    )


def test_a_flood_is_turned_away_before_anything_is_written_or_counted(
    redis, client, story, django_assert_max_num_queries
):
    for number in range(MOST):
        assert send(client, story, number).status_code == 303
    with django_assert_max_num_queries(8):  # the page that gives back what was typed
        response = send(client, story, MOST)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == str(pace.AN_HOUR)
    assert "Many replies came from your network" in response.content.decode()
    assert f"Words of mine, number {MOST}." in response.content.decode()
    assert Reply.objects.count() == MOST


def test_what_is_refused_or_sent_twice_takes_nobodys_place(redis, client, story):
    for _time in range(MOST + 2):
        assert send(client, story, comment=" ").status_code == 422
        assert send(client, story).status_code in {303, 429}  # the second of a moment must wait
    for number in range(1, MOST):
        assert send(client, story, number).status_code == 303
    assert send(client, story, MOST).status_code == 429


@pytest.mark.parametrize("trouble", ["stop", "forget"])
def test_rows_decide_where_redis_is_gone_or_has_forgotten(redis, client, story, trouble):
    for number in range(MOST):
        assert send(client, story, number).status_code == 303
    redis.stop()
    if trouble == "forget":
        redis.start()
    assert send(client, story, MOST).status_code == 429
    assert Reply.objects.count() == MOST


def test_the_count_goes_on_when_redis_is_back(redis, client, story):
    redis.stop()
    assert send(client, story, 1).status_code == 303
    redis.start()
    switchboard.left_alone.clear()
    for number in range(2, MOST + 1):
        assert send(client, story, number).status_code == 303
    assert send(client, story, MOST + 1).status_code == 429


def test_an_hour_later_the_place_is_free_again(redis, monkeypatch):
    monkeypatch.setattr(pace, "AN_HOUR", 1)

    def come():
        with pace.place("replies", "network", 1) as place:
            place.keep()

    come()
    with pytest.raises(pace.TooMany):
        come()
    time.sleep(1.1)
    come()


def test_what_fails_gives_its_place_back(redis):
    def fails():
        with pace.place("replies", "network", 1) as place:
            place.keep()
            raise OSError("the disk is full")

    for _time in range(3):
        with pytest.raises(OSError, match="full"):
            fails()


def together(act):
    """What `act` gave or raised, done by TOGETHER threads at the same moment, each a number."""
    barrier = Barrier(TOGETHER)

    def one(number):
        try:
            barrier.wait()
            return act(number)
        except (
            posting.ReplyRefused,
            following.FollowingRefused,
            reporting.ReportRefused,
        ) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(one, range(TOGETHER)))


@pytest.fixture(params=["Redis", "Redis that is gone"])
def with_and_without(request):
    redis = request.getfixturevalue("redis")
    if request.param == "Redis that is gone":
        redis.stop()


@at_the_same_moment
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_replies_at_the_same_moment_as_many_get_in_as_may(with_and_without, story):
    copy = story.readers_copy
    given = together(
        lambda number: posting.post(
            copy,
            name="Ada",
            email=f"ada{number}@example.org",
            comment=f"Words of mine, number {number}.",
            network_address="203.0.113.1",
        )
    )
    assert sum(isinstance(one, posting.ReplyRefused) for one in given) == TOGETHER - MOST
    assert Reply.objects.count() == MOST


@at_the_same_moment
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_who_want_to_follow_at_the_same_moment_as_many_as_may(with_and_without, story):
    copy = story.readers_copy
    together(
        lambda number: following.ask(
            copy, email=f"ada{number}@example.org", network_address="203.0.113.1"
        )
    )
    assert Following.objects.count() == MOST


@at_the_same_moment
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_reports_at_the_same_moment_as_many_as_may(with_and_without, story, monkeypatch):
    monkeypatch.setattr(reporting, "AN_HOUR_FROM_A_NETWORK", MOST)
    seen = [replies.published(story) for _number in range(TOGETHER)]
    together(
        lambda number: reporting.report(seen[number], reason="spam", network_address="203.0.113.1")
    )
    assert Report.objects.count() == MOST

"""What is known of the background work: the heartbeat, the chores, and `/healthz`."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.background import background
from articles.models import State, Story
from newsroom import health, housekeeping
from newsroom.housekeeping import Chore, House, note_failed_tasks
from newsroom.management.commands import worker
from newsroom.models import Heartbeat
from tests import factories

pytestmark = pytest.mark.django_db


@background(attempts=1)
def note_something():
    """A task that does nothing."""


@pytest.fixture(autouse=True)
def in_the_tests_own_connection(monkeypatch):
    monkeypatch.setattr("newsroom.housekeeping.close_old_connections", lambda: None)


def told(client):
    response = client.get("/healthz")
    assert response.status_code == 200
    return json.loads(response.content)


def beat(age, name="worker"):
    housekeeping.beat(name)
    moment = timezone.now() - timedelta(seconds=age)
    Heartbeat.objects.filter(name=name).update(beat_at=moment)


def test_a_worker_that_was_never_seen_is_said_to_be_so(client):
    assert told(client)["worker"] == {"state": "never", "last_beat": None, "age": None}


@pytest.mark.parametrize(("age", "state"), [(0, "ok"), (20, "ok"), (45, "late"), (86_400, "late")])
def test_a_worker_is_late_half_a_minute_after_its_last_beat(client, age, state):
    beat(age)
    worker = told(client)["worker"]
    assert worker["state"] == state
    assert abs(worker["age"] - age) <= 2


def test_a_late_worker_leaves_the_web_server_in_rotation(client):
    beat(3600)
    assert client.get("/healthz").status_code == 200


def test_a_database_that_does_not_answer_is_a_503(client, monkeypatch):
    def fail():
        raise DatabaseError

    monkeypatch.setattr(health, "take_pulse", fail)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert json.loads(response.content) == {"database": "does not answer"}


def test_it_says_how_many_tasks_wait_and_since_when(client):
    assert told(client)["tasks"] == {"waiting": 0, "oldest_age": None}
    for _number in range(2):
        note_something.enqueue()
    note_something.using(run_after=timezone.now() + timedelta(hours=1)).enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=2))
    tasks = told(client)["tasks"]
    assert tasks["waiting"] == 2
    assert abs(tasks["oldest_age"] - 120) <= 2


def test_a_task_that_is_to_be_tried_again_waits_since_its_new_moment(client):
    note_something.using(run_after=timezone.now() + timedelta(hours=1)).enqueue()
    long_ago, lately = (timezone.now() - timedelta(seconds=age) for age in (9000, 30))
    DBTaskResult.objects.update(enqueued_at=long_ago, run_after=lately)
    assert abs(told(client)["tasks"]["oldest_age"] - 30) <= 2


def test_it_counts_the_stories_that_nobody_followed_up(client):
    now = timezone.now()
    overdue, soon, fresh = (factories.story() for _number in range(3))
    for story, minutes in ((overdue, -5), (soon, 5), (fresh, 0)):
        Story.objects.filter(pk=story.pk).update(
            state=State.SCHEDULED, publish_at=now + timedelta(minutes=minutes)
        )
    assert told(client)["stories_overdue"] == 1


def test_it_gives_away_nothing_of_any_story_or_task(client):
    factories.story(headline="Not for everybody")
    note_something.enqueue()
    housekeeping.beat("some_chore", failed_at=timezone.now(), failure="SecretError")
    page = client.get("/healthz").content.decode()
    assert "Not for everybody" not in page
    assert "note_something" not in page
    assert "SecretError" not in page


@pytest.mark.parametrize("tasks", [0, 30])
def test_it_costs_the_same_however_much_waits(client, tasks, django_assert_num_queries):
    for _number in range(tasks):
        note_something.enqueue()
    with django_assert_num_queries(4):
        client.get("/healthz")


def test_no_chore_stands_twice():
    names = [chore.name for chore in housekeeping.CHORES]
    assert sorted(names) == sorted(set(names))


def test_every_round_beats():
    House(chores=[]).round()
    beat_at = Heartbeat.objects.get(name="worker").beat_at
    assert timezone.now() - beat_at < timedelta(seconds=5)


def test_a_chore_is_done_when_its_time_has_come_again(monkeypatch):
    done = []

    def often():
        done.append("often")

    def seldom():
        done.append("seldom")

    clock = iter([100, 105, 110, 165])
    monkeypatch.setattr(housekeeping.time, "monotonic", lambda: next(clock))
    house = House([Chore(often, every=5), Chore(seldom, every=60)])
    for _round in range(4):
        house.round()
    assert done.count("often") == 4
    assert done.count("seldom") == 2


def test_a_chore_that_fails_stops_no_other_and_is_seen_until_it_goes_well(client):
    done, is_broken = [], [True]

    def fails():
        if is_broken:
            raise ValueError("a secret")

    def goes_well():
        done.append("well")

    house = House([Chore(fails, every=0), Chore(goes_well, every=0)])
    house.round()
    assert done == ["well"]
    failing = Heartbeat.objects.failing().get()
    assert (failing.name, failing.failure) == ("fails", "ValueError")
    assert told(client)["failing"] == 1
    is_broken.clear()
    house.round()
    assert not Heartbeat.objects.failing().exists()
    assert told(client)["failing"] == 0


def test_a_task_that_was_given_up_is_written_down_and_forgotten_with_its_record(client):
    note_something.enqueue()
    DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now())
    note_failed_tasks()
    row = Heartbeat.objects.failing().get()
    assert row.name == "tasks"
    assert row.failure.startswith("1 tests.site.test_health.")
    assert told(client)["failing"] == 1
    DBTaskResult.objects.all().delete()
    note_failed_tasks()
    assert not Heartbeat.objects.failing().exists()


def test_a_worker_outlives_a_database_that_cannot_be_used(monkeypatch):
    tries = []

    def run(queue):
        tries.append(queue)
        if len(tries) < 3:
            raise OperationalError("database or disk is full")
        queue.running = False

    monkeypatch.setattr(worker.Worker, "run", run)
    monkeypatch.setattr(worker.Worker, "configure_signals", lambda queue: None)
    monkeypatch.setattr(worker, "SECONDS_OF_PATIENCE", 0)
    monkeypatch.setattr(worker.Command, "keep_house", lambda command, stopped: None)
    worker.Command().handle()
    assert len(tries) == 3

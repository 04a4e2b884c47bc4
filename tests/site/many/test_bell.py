"""A bell wakes whoever waits, on every machine; where Redis is away everybody just waits."""

import threading
import time
from contextlib import contextmanager

import pytest
from django.db import transaction

from articles import bell, switchboard
from articles.background import background, defer
from newsroom.management.commands import worker

LONG = 30  # seconds; no test waits so long where the bell does its part


@pytest.fixture
def listener(redis):
    """Somebody who listens for pages already."""
    listener = bell.Listener("pages")
    assert listener.wait(LONG)
    yield listener
    listener.close()


@contextmanager
def at_most(seconds):
    began = time.monotonic()
    yield
    assert time.monotonic() - began < seconds


@pytest.fixture
def rung(django_capture_on_commit_callbacks):
    """Rings as a transaction does that is committed at once."""

    def ring(name="pages"):
        with django_capture_on_commit_callbacks(execute=True):
            bell.ring(name)

    return ring


@pytest.mark.django_db
def test_a_ring_ends_a_wait_that_has_begun(listener, rung):
    later = threading.Timer(
        0.2, switchboard.ask, ["PUBLISH", switchboard.named("bell", "pages"), ""]
    )
    later.start()
    with at_most(LONG / 2):
        assert listener.wait(LONG)
    later.join()
    rung()
    with at_most(LONG / 2):
        assert listener.wait(LONG)


@pytest.mark.django_db
def test_several_rings_are_heard_once(listener, rung):
    for _time in range(3):
        rung()
    assert listener.wait(LONG)
    assert not listener.wait(0.2)


@pytest.mark.django_db
def test_nobody_hears_another_bell_or_that_of_another_site(listener, rung, settings):
    rung("tasks")
    settings.SITE_HOST = "another.example.org"
    rung("pages")
    assert not listener.wait(0.3)


@pytest.mark.django_db
def test_whoever_begins_to_listen_looks_at_once(redis):
    listener = bell.Listener("pages", "tasks")
    with at_most(LONG / 2):
        assert listener.wait(LONG)
    assert not listener.wait(0.2)
    listener.close()


@pytest.mark.django_db
def test_a_ring_is_heard_after_the_commit_and_not_without_one(
    listener, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            bell.ring("pages")
        assert not listener.wait(0.2)
    assert listener.wait(LONG)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        bell.ring("pages")
        transaction.set_rollback(True)
    assert not listener.wait(0.2)


@pytest.mark.django_db
def test_where_redis_is_gone_nobody_fails_and_nobody_waits_longer(listener, redis, rung):
    redis.stop()
    with at_most(2):
        for _time in range(20):
            rung()
    began = time.monotonic()
    assert not listener.wait(0.5)
    assert 0.5 <= time.monotonic() - began < 3


@pytest.mark.django_db
def test_what_was_rung_while_redis_was_gone_is_looked_for_when_it_is_back(listener, redis, rung):
    redis.stop()
    assert not listener.wait(0.1)
    redis.start()
    with at_most(LONG / 2):
        assert any(listener.wait(1) for _time in range(5))
    assert not listener.wait(0.2)
    time.sleep(switchboard.SECONDS_LEFT_ALONE)
    rung()
    assert listener.wait(LONG)


@pytest.mark.django_db
def test_a_redis_that_was_started_anew_between_two_waits_is_found_again(listener, redis, rung):
    redis.stop()
    redis.start()
    with at_most(LONG / 2):
        assert any(listener.wait(2) for _time in range(3))
    rung()
    assert listener.wait(LONG)


@pytest.mark.django_db
def test_a_redis_that_hangs_holds_up_one_caller_for_a_moment(redis, rung):
    rung()
    with redis.hung(), at_most(4 * switchboard.SECONDS_OF_PATIENCE):
        for _time in range(20):
            rung()


@pytest.mark.django_db
def test_a_listener_notices_that_the_other_end_is_silent(listener, redis, rung, monkeypatch):
    monkeypatch.setattr(bell, "SECONDS_OF_SILENCE", 0.2)
    with redis.hung():
        listener.wait(1)
        assert listener._line is None
    assert any(listener.wait(2) for _time in range(3))
    rung()
    assert listener.wait(LONG)


@pytest.mark.django_db
def test_without_redis_a_wait_is_a_wait_and_a_ring_is_nothing(
    settings, django_capture_on_commit_callbacks
):
    settings.REDIS_URL = ""
    with django_capture_on_commit_callbacks() as hooks:
        bell.ring("pages")
    assert hooks == []
    began = time.monotonic()
    assert not bell.Listener("pages").wait(0.2)
    assert time.monotonic() - began >= 0.2


done = []


@background()
def note(word):
    done.append(word)


@pytest.mark.django_db
def test_a_worker_begins_a_task_when_it_is_rung_for(
    redis, monkeypatch, django_capture_on_commit_callbacks
):
    """The worker would look again after half a minute only."""
    looks = []

    class Watched(worker.Worker):
        def run(self):
            super().run()
            looks.append(list(done))
            self.running = len(looks) < 4
            if len(looks) in {2, 3}:  # it listens since the first
                with django_capture_on_commit_callbacks(execute=True):
                    defer(note, f"task {len(looks)}")

    done.clear()
    monkeypatch.setattr(worker, "Worker", Watched)
    monkeypatch.setattr(worker, "SECONDS_BETWEEN_LOOKS", LONG)
    monkeypatch.setattr(Watched, "configure_signals", lambda queue: None)
    for module in ("django_tasks_db.management.commands.db_worker", worker.__name__):
        monkeypatch.setattr(f"{module}.close_old_connections", lambda: None)
    with at_most(LONG / 2):
        assert worker.Command().work_off()
    assert looks == [[], [], ["task 2"], ["task 2", "task 3"]]

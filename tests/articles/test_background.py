"""Work that waits: after the commit, with patience, and never lost with its worker."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.background import SOMEBODY_WAITS, background, defer
from newsroom.housekeeping import (
    ABANDONED_AFTER,
    KEPT_FOR,
    do_chores,
    forget_finished_tasks,
    requeue_abandoned_tasks,
)

pytestmark = pytest.mark.django_db

done = []


@background(attempts=3)
def note(word):
    done.append(word)


@background(priority=SOMEBODY_WAITS)
def note_at_once(word):
    done.append(word)


@background(attempts=3)
def stumble(word):
    done.append(word)
    raise ConnectionError("the other side is away")


@pytest.fixture(autouse=True)
def nothing_done():
    done.clear()


def make_due():
    """Let the pauses of everything that waits be over."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def test_what_is_deferred_is_done_once_by_the_worker(work_off):
    with work_off():
        defer(note, "once")
        assert done == []
    assert done == ["once"]


def test_what_is_deferred_goes_with_a_transaction_that_fails(
    work_off, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        try:
            with transaction.atomic():
                defer(note, "never")
                raise ValueError
        except ValueError:
            pass
    work_off.now()
    assert done == []


def test_a_failed_task_is_tried_again_after_longer_and_longer_pauses(work_off):
    with work_off():
        defer(stumble, "try")
    pauses = []
    while DBTaskResult.objects.filter(status="READY").exists():
        waiting = DBTaskResult.objects.get(status="READY")
        pauses.append(round((waiting.run_after - timezone.now()).total_seconds(), -1))
        make_due()
        work_off.now()
    assert done == ["try"] * 3
    assert pauses == [30, 60]
    assert DBTaskResult.objects.failed().count() == 1


def test_a_task_whose_worker_died_is_given_back(work_off):
    stumbling = note.enqueue("again")
    long_ago = timezone.now() - ABANDONED_AFTER - timedelta(minutes=1)
    DBTaskResult.objects.filter(pk=stumbling.id).update(status="RUNNING", started_at=long_ago)
    assert requeue_abandoned_tasks() == 1
    work_off.now()
    assert done == ["again"]


def test_a_task_that_runs_is_left_alone():
    running = note.enqueue("running")
    DBTaskResult.objects.filter(pk=running.id).update(status="RUNNING", started_at=timezone.now())
    assert requeue_abandoned_tasks() == 0


def test_records_of_finished_tasks_go_after_a_week(work_off):
    with work_off():
        defer(note, "old")
        defer(note, "new")
    oldest = DBTaskResult.objects.order_by("enqueued_at").first()
    DBTaskResult.objects.filter(pk=oldest.pk).update(
        finished_at=timezone.now() - KEPT_FOR - timedelta(hours=1)
    )
    forget_finished_tasks()
    assert DBTaskResult.objects.count() == 1


def test_all_chores_can_be_done_twice(monkeypatch):
    monkeypatch.setattr("newsroom.housekeeping.close_old_connections", lambda: None)
    do_chores()
    do_chores()


def test_a_mail_that_somebody_waits_for_does_not_wait_behind_pictures(work_off):
    with work_off():
        defer(note, "a picture")
        defer(note, "another picture")
        defer(note_at_once, "a mail")
    assert done == ["a mail", "a picture", "another picture"]

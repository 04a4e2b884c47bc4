"""`/healthz`: whether this process can do its work, and whether the worker does its own.

Only the database decides over the answer's status: a late worker is no reason to take a web server
out of rotation. Numbers and moments alone: anybody may ask.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import Error
from django.db.models import Case, F, Min, When
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult, get_date_max

from articles import locality, page_cache
from articles.models import Story
from newsroom.housekeeping import TASKS, WORKER
from newsroom.models import Heartbeat

LATE_AFTER = timedelta(seconds=30)  # six beats
MOST = 1000  # what is counted stops here


@dataclass(frozen=True)
class Pulse:
    """How the background work is, as of `now`."""

    now: datetime
    last_beat: datetime | None
    tasks_waiting: int  # at most MOST
    waiting_since: datetime | None
    stories_overdue: int  # at most MOST
    tasks_failed: Heartbeat | None
    failing: list[Heartbeat]  # chores that went wrong when they were last tried

    @property
    def state(self):
        if self.last_beat is None:
            return "never"
        return "ok" if self.now - self.last_beat <= LATE_AFTER else "late"

    def seconds_since(self, moment):
        return None if moment is None else max(0, round((self.now - moment).total_seconds()))


def take_pulse():
    """Four queries, each along an index."""
    now = timezone.now()
    beats = {beat.name: beat for beat in Heartbeat.objects.order_by("name")}
    waiting = DBTaskResult.objects.ready().order_by()
    since = waiting.aggregate(
        at=Min(Case(When(run_after=get_date_max(), then="enqueued_at"), default=F("run_after")))
    )
    worker, tasks = beats.pop(WORKER, None), beats.pop(TASKS, None)
    return Pulse(
        now=now,
        last_beat=worker and worker.beat_at,
        tasks_waiting=waiting[:MOST].count(),
        waiting_since=since["at"],
        stories_overdue=Story.objects.overtaken_by_the_clock(now - LATE_AFTER)[:MOST].count(),
        tasks_failed=tasks if tasks and tasks.failed_at else None,
        failing=[beat for beat in beats.values() if beat.failed_at],
    )


@locality.without_newspaper
@require_safe
@never_cache
def healthz(request):
    """200 while the database answers, with how the worker is; 503 while it does not."""
    try:
        pulse = take_pulse()
    except Error:
        return JsonResponse({"database": "does not answer"}, status=503)
    return JsonResponse(
        {
            "database": "ok",
            "worker": {
                "state": pulse.state,
                "last_beat": pulse.last_beat,
                "age": pulse.seconds_since(pulse.last_beat),
            },
            "tasks": {
                "waiting": pulse.tasks_waiting,
                "oldest_age": pulse.seconds_since(pulse.waiting_since),
            },
            "stories_overdue": pulse.stories_overdue,
            "pages": page_cache.account(),
            "failing": len(pulse.failing) + bool(pulse.tasks_failed),
        }
    )

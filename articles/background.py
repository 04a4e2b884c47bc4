"""Work that can wait: what is deferred is done by the worker, after commit and with patience.

A thin layer on django-tasks, which keeps the queue in the database but neither retries nor waits
for the transaction; both apps need exactly those two.
"""

import logging
from datetime import timedelta
from functools import partial, wraps

from django.db import transaction
from django.utils import timezone

from articles import bell, locality

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task

logger = logging.getLogger(__name__)

FIRST_PAUSE = timedelta(seconds=30)
TASKS = "tasks"  # the bell that wakes the workers
SOMEBODY_WAITS = 50  # a priority: ahead of pictures and whatever else nobody sits in front of


class GivenUp(Exception):
    """Raised by a task that another try would not help; whoever runs the site is told at once."""


def background(*, attempts=5, queue="default", priority=0):
    """Make a function a background task that is tried up to `attempts` times.

    The pause between tries doubles from 30 seconds. A task may run more than once and must not
    mind; its arguments must be plain JSON values. Of what waits, the higher `priority` goes first.
    It speaks the newspaper's language and goes by its clocks.
    """

    def decorate(function):
        @wraps(function)
        def patiently(*args, attempt=1, **kwargs):
            try:
                with locality.speaking():
                    return function(*args, **kwargs)
            except GivenUp:
                raise
            except Exception:
                if attempt >= attempts:
                    raise
                pause = FIRST_PAUSE * 2 ** (attempt - 1)
                logger.exception("%s failed; trying again in %s", function.__qualname__, pause)
                later = deferred.using(run_after=timezone.now() + pause)
                later.enqueue(*args, attempt=attempt + 1, **kwargs)

        deferred = task(queue_name=queue, priority=priority)(patiently)
        return deferred

    return decorate


def defer(deferred, *args, **kwargs):
    """Enqueue a background task when the present transaction commits, and only then.

    A worker on whatever machine begins it at once where there is Redis, or when it looks next.
    """
    transaction.on_commit(partial(_enqueue, deferred, *args, **kwargs))


def _enqueue(deferred, *args, **kwargs):
    deferred.enqueue(*args, **kwargs)
    bell.ring(TASKS)

"""What has to be done now and then, whoever does it: each chore may run twice without harm."""

import logging
from datetime import timedelta

from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import mending, notices
from comments import posting

ABANDONED_AFTER = timedelta(minutes=15)  # no task of ours runs as long
KEPT_FOR = timedelta(days=7)

logger = logging.getLogger(__name__)


def requeue_abandoned_tasks():
    """Give back the tasks whose worker died with them: the queue itself never does."""
    before = timezone.now() - ABANDONED_AFTER
    return (
        DBTaskResult.objects.running()
        .filter(started_at__lt=before)
        .update(status="READY", started_at=None)
    )


def forget_finished_tasks():
    """Delete the records of tasks that ended a week ago."""
    before = timezone.now() - KEPT_FOR
    return DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()


CHORES = [
    requeue_abandoned_tasks,
    forget_finished_tasks,
    posting.forget_unconfirmed,
    notices.mail_overdue,
    mending.close_overtaken,
]


def do_chores():
    """Do every chore; one that fails for want of a database is left for the next round."""
    close_old_connections()
    for chore in CHORES:
        try:
            chore()
        except DatabaseError:
            logger.exception("%s has to wait for the next round", chore.__name__)
    close_old_connections()

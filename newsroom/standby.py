"""Reading from a standby of PostgreSQL, where DATABASE_REPLICA_URL names one.

The one rule: nobody reads there what was true more than a second ago, and nobody notices that the
standby is gone. The views that are marked for it (`articles.standby`) are read there for whoever is
not signed in; everything else, and everything in trouble, is the primary's.
"""

import logging
from collections import deque
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

STANDBY = "standby"
MOST_BEHIND = 1.0  # seconds
ASKED_AGAIN_AFTER = 0.1  # seconds, while it is not known to be less than half of that behind
LEFT_ALONE = 5.0  # seconds, after it did not answer
MARKS = 32  # that are remembered

WRITTEN = "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint"
REPLAYED = "SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint"  # NULL on what is no standby

logger = logging.getLogger(__name__)

_reads_there = ContextVar("reads_from_the_standby", default=False)


class Router:
    """Reads within `reading_there` are the standby's; all else is the primary's."""

    def db_for_read(self, model, **hints):
        return STANDBY if _reads_there.get() else DEFAULT_DB_ALIAS

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True  # two names for one database

    def allow_migrate(self, db, app_label, **hints):
        return db == DEFAULT_DB_ALIAS


@contextmanager
def reading_there():
    token = _reads_there.set(True)
    try:
        yield
    finally:
        _reads_there.reset(token)


class Following:
    """How far the standby follows, as this process knows it.

    Where the primary is in its log is noted with the moment. What the standby has replayed tells
    which of those moments it has reached: whatever was committed before that, it shows.
    """

    def __init__(self):
        self.marks = deque(maxlen=MARKS)  # (place in the primary's log, when it was there)
        self.reached = self.asked_at = self.alone_until = float("-inf")
        self._lock = Lock()

    def is_close(self):
        """Whether what is read at the standby now is less than a second old."""
        now = monotonic()
        if now < self.alone_until:
            return False
        is_due = now - self.reached > MOST_BEHIND / 2 and now - self.asked_at > ASKED_AGAIN_AFTER
        if is_due:
            self.asked_at = now
            self._ask(now)
        return now - self.reached < MOST_BEHIND

    def leave_alone(self, trouble):
        """It failed: the primary answers for it, and it is asked again in some seconds."""
        logger.warning("The standby is left alone for some seconds: %s", trouble)
        self.alone_until = monotonic() + LEFT_ALONE
        with self._lock:
            self.reached = float("-inf")
            self.marks.clear()
        connections[STANDBY].close()

    def _ask(self, now):
        mark = (answer(DEFAULT_DB_ALIAS, WRITTEN), now)
        try:
            replayed = answer(STANDBY, REPLAYED)
        except (DatabaseError, InterfaceError) as trouble:
            self.leave_alone(trouble)
            return
        with self._lock:
            self.marks.append(mark)
            if replayed is not None:
                reached = [moment for place, moment in self.marks if place <= replayed]
                self.reached = max(reached, default=self.reached)


def answer(alias, question):
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


following = Following()


class ReadFromStandby:
    """Has the standby asked for the views that are marked, and the primary where that fails.

    The last of the middleware: whatever opens a request has done so, at the primary.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not may_read_there(request, view) or not following.is_close():
            return None
        try:
            with reading_there():
                return view(request, *args, **kwargs)
        except (DatabaseError, InterfaceError) as trouble:
            following.leave_alone(trouble)
            return None  # so the view is asked as ever


def may_read_there(request, view):
    return (
        STANDBY in settings.DATABASES
        and getattr(view, "may_be_from_standby", False)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )

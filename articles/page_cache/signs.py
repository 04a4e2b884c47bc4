"""By what a process notices, without asking for rows, that something may have changed.

The rule: a sign is only that; what changed is in the rows. Where signs fail nothing is lost but the
moment: see `keeper.SECONDS_BETWEEN_LOOKS`.
"""

import os
import sqlite3
import threading
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

from articles import bell

from .laying import CHANNEL

BELL = "pages"


class SignOfSQLite:
    """Whether another connection has committed anything: SQLite's own counter.

    https://www.sqlite.org/pragma.html#pragma_data_version
    """

    is_sure = True

    def __init__(self):
        self._path = str(settings.DATABASES["default"]["NAME"])
        self._own = threading.local()

    def is_new(self):
        own = self._own
        try:
            status = os.stat(self._path)
            if getattr(own, "file", None) != (status.st_dev, status.st_ino):
                self._open(own, status)
            (version,) = own.asks.execute("PRAGMA data_version").fetchone()
        except (OSError, sqlite3.Error):
            own.file = None
            return True  # whether there is a database is found out by whoever looks
        if version == own.seen:
            return False
        own.seen = version
        return True

    def _open(self, own, status):
        """Ask the file that is there now, for the first time or in place of another."""
        if hasattr(own, "asks"):
            own.asks.close()
        address = f"{Path(self._path).absolute().as_uri()}?mode=rw"  # rw: makes no file
        own.asks = sqlite3.connect(address, uri=True, isolation_level=None)
        own.file, own.seen = (status.st_dev, status.st_ino), None


class AlwaysNew:
    """Where the database is in memory, which tests alone have: every request looks."""

    is_sure = True

    def is_new(self):
        return True


class NoSign:
    """Where a request cannot ask for next to nothing; an ear hears of it instead."""

    is_sure = False

    def is_new(self):
        return False


class Deaf:
    """Waits, and hears nothing."""

    def wait(self, seconds):
        time.sleep(seconds)


class EarOfRedis:
    """Waits until another machine rings: where PostgreSQL's own call does not come through."""

    def __init__(self):
        self._listener = bell.Listener(BELL)

    def wait(self, seconds):
        self._listener.wait(seconds)


class EarOfPostgreSQL:
    """Waits until a transaction that changed something is committed, on whichever machine."""

    def __init__(self):
        self._hears = None

    def wait(self, seconds):
        import psycopg

        try:
            if self._hears is None:
                known = connection.get_connection_params()
                wanted = {name: known[name] for name in NEEDED if name in known}
                wanted["connect_timeout"] = SECONDS_TO_CONNECT
                self._hears = psycopg.connect(**wanted, autocommit=True)
                self._hears.execute(f"LISTEN {CHANNEL}")
            for _called in self._hears.notifies(timeout=seconds, stop_after=1):
                pass
        except psycopg.Error:
            self._hears = None
            time.sleep(seconds)


SECONDS_TO_CONNECT = 2
NEEDED = ("dbname", "user", "password", "host", "port", "sslmode", "service")


def sign_of_the_database():
    if connection.vendor != "sqlite":
        return NoSign()
    return AlwaysNew() if connection.is_in_memory_db() else SignOfSQLite()


def ear_of_the_database():
    if settings.REDIS_URL:
        return EarOfRedis()
    return Deaf() if connection.vendor == "sqlite" else EarOfPostgreSQL()

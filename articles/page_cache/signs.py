"""By what a process notices, without asking for rows, that something may have changed.

The rule: a sign is only that; what changed is in the rows. Where signs fail nothing is lost but the
moment: see `keeper.SECONDS_BETWEEN_LOOKS`.
"""

import mmap
import os
import sqlite3
import time
from pathlib import Path

from django.conf import settings
from django.db import connection

from articles import bell

from .laying import CHANNEL

BELL = "pages"
HEAD = 48  # bytes; the second half of the head repeats them

# Never closed: that would take from this process all locks that it has on the file.
# https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
_indexes = []


class SignOfSQLite:
    """The head of the index of SQLite's write-ahead log, which each commit writes anew.

    Its own `PRAGMA data_version` compares the same bytes; asking it takes ten times as long, and
    this is asked for every page. The bytes are looked at where SQLite maps them, too: a read would
    let another thread run, and wait for it. https://www.sqlite.org/walformat.html#the_wal_index_header
    """

    is_sure = True

    def __init__(self):
        self._path = str(settings.DATABASES["default"]["NAME"])
        self._file = self._holds = self._index = None

    def state(self):
        """What the database's state is known by; never the same where that cannot be told."""
        index = self._index
        return object() if index is None else index[:HEAD]

    def find(self):
        """Find the file that is there now: a backup may have come in its place."""
        try:
            if self._file is None or self._file != self._files():
                self._open()
        except (OSError, sqlite3.Error):  # whether there is a database is found by whoever looks
            self._file = self._index = None

    def _files(self):
        """What tells the database and its index from others; None where one is not there."""
        try:
            found = os.stat(self._path), os.stat(f"{self._path}-shm")
        except FileNotFoundError:
            return None
        return [(one.st_dev, one.st_ino) for one in found]

    def _open(self):
        """Hold on to the file: as long as anybody does, its index stays where it is."""
        if self._holds:
            self._holds.close()
        address = f"{Path(self._path).absolute().as_uri()}?mode=rw"  # rw: makes no file
        self._holds = sqlite3.connect(address, uri=True, check_same_thread=False)
        self._holds.execute("SELECT 1 FROM sqlite_master").fetchone()
        index = os.open(f"{self._path}-shm", os.O_RDONLY)
        self._index = mmap.mmap(index, HEAD, prot=mmap.PROT_READ)
        _indexes.append(self._index)
        self._file = self._files()


class AlwaysNew:
    """Where the database is in memory, which tests alone have: every request looks."""

    is_sure = True

    def state(self):
        return object()

    def find(self):
        pass


class NoSign:
    """Where a request cannot ask for next to nothing; an ear hears of it instead."""

    is_sure = False

    def state(self):
        return None

    def find(self):
        pass


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

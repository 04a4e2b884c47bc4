"""What changed since a process looked last: read from the rows that the database wrote.

The rule: no change is missed and none is read before it holds. On SQLite one transaction writes at
a time, so numbers tell the order; on PostgreSQL a later number may be committed first, so what is
new is what the last snapshot could not see yet.
https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
"""

import os
import threading

from django.db import connection

from articles.models import PageChange

TABLE = PageChange._meta.db_table
MOST = 5000  # names read at once; with more of them everything has changed


# What tells one PostgreSQL's rows from those of another that took its place: numbers of
# transactions mean nothing there, and one that comes up again may have lost what it told us.
WHICH_DATABASE = f"pg_postmaster_start_time()::text || ' {TABLE} ' || '{TABLE}'::regclass::oid"

_of_thread = threading.local()


def position():
    """Where we stand: what is committed by now counts as read."""
    which = _which_file()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return which, _last_number(cursor)
        cursor.execute(f"SELECT {WHICH_DATABASE}, pg_current_snapshot()::text")
        return cursor.fetchone()


def since(place):
    """The names told since `place`, and where we stand now.

    The names are None where there are too many, where some may have been tidied away, or where
    another database took the place of ours: all changed.
    """
    which = _which_file()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names, now = _since_number(cursor, place[1])
            return (names if which == place[0] else None), (which, now)
        return _since_snapshot(cursor, place)


def _which_file():
    """What tells the file of SQLite's database from another one, such as a backup in its place.

    A connection of this thread to a file that is gone is closed.
    """
    if connection.vendor != "sqlite" or connection.is_in_memory_db():
        return None
    status = os.stat(connection.settings_dict["NAME"])
    which = status.st_dev, status.st_ino
    if getattr(_of_thread, "file", which) != which:
        connection.close()
    _of_thread.file = which
    return which


def _last_number(cursor):
    """The last number given, of rows that were tidied away, too."""
    cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [TABLE])
    found = cursor.fetchone()
    return found[0] if found else 0


def _since_number(cursor, place):
    last = _last_number(cursor)
    if last == place:
        return set(), place
    if not place < last < place + MOST:  # too many; or fewer than before: another database's file
        return None, last
    cursor.execute(f"SELECT name FROM {TABLE} WHERE id > %s AND id <= %s", [place, last])
    names = [name for (name,) in cursor.fetchall()]
    # Numbers follow one another: a gap is what was tidied away before we came.
    return (set(names) if len(names) == last - place else None), last


def _since_snapshot(cursor, place):
    which, snapshot = place
    cursor.execute(
        f"SELECT {WHICH_DATABASE}, pg_current_snapshot()::text, ARRAY(SELECT DISTINCT name FROM "
        f"{TABLE} WHERE made_in >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint "
        f"AND NOT pg_visible_in_snapshot(made_in::text::xid8, %s::pg_snapshot) LIMIT {MOST})",
        [snapshot, snapshot],
    )
    which_now, snapshot, names = cursor.fetchone()
    is_known = which_now == which and len(names) < MOST
    return (set(names) if is_known else None), (which_now, snapshot)

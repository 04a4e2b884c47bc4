"""What changed since a process looked last: read from the rows that the database wrote.

The rule: no change is missed and none is read before it holds. On SQLite one transaction writes at
a time, so numbers tell the order; on PostgreSQL a later number may be committed first, so what is
new is what the last snapshot could not see yet.
https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT
"""

from django.db import connection

from articles.models import PageChange

TABLE = PageChange._meta.db_table
MOST = 5000  # names read at once; with more of them everything has changed


def position():
    """Where we stand: what is committed by now counts as read."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _last_number(cursor)
        cursor.execute("SELECT pg_current_snapshot()::text")
        return cursor.fetchone()[0]


def since(place):
    """The names told since `place`, and where we stand now.

    The names are None where there are too many, or some may have been tidied away: all changed.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _since_number(cursor, place)
        return _since_snapshot(cursor, place)


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
    cursor.execute(
        "SELECT pg_current_snapshot()::text, ARRAY(SELECT DISTINCT name FROM "
        f"{TABLE} WHERE made_in >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint "
        f"AND NOT pg_visible_in_snapshot(made_in::text::xid8, %s::pg_snapshot) LIMIT {MOST})",
        [place, place],
    )
    snapshot, names = cursor.fetchone()
    return (set(names) if len(names) < MOST else None), snapshot

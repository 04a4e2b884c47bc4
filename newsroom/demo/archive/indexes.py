"""SQLite's indexes, laid aside while an archive is written and laid again at its end.

The one rule: which were laid aside is kept in the database itself, so that a run that was killed
costs none of them: the next one lays them again. Unique constraints of a table stay as they are.
"""

from django.db import connection, transaction

KEPT = "archive_indexes_laid_aside"


def lay_aside():
    """Drop the indexes that SQLite can do without, and remember them."""
    with transaction.atomic(), connection.cursor() as cursor:
        if KEPT in connection.introspection.table_names(cursor):
            return
        cursor.execute(
            f"CREATE TABLE {KEPT} AS SELECT name, sql FROM sqlite_master "
            "WHERE type = 'index' AND sql IS NOT NULL"
        )
        cursor.execute(f"SELECT name FROM {KEPT}")
        for [name] in cursor.fetchall():
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")


def lay_again():
    """Build what was laid aside from the rows that are there now."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT sql FROM {KEPT} ORDER BY name")
        for [sql] in cursor.fetchall():
            cursor.execute(sql)
        cursor.execute(f"DROP TABLE {KEPT}")

"""The database asked for what has some words; how each is asked stands in a room of its own.

The rule: hits come newest first and never more than were asked for, so that a word in every story
costs no more than one in a few.
"""

from django.db import connection
from django.db.models.expressions import RawSQL

from . import on_postgresql, on_sqlite


def hits(plan, *, most, oldest_first=False):
    """What readers may see at this moment and has what `plan` says, at most so many."""
    engine = on_sqlite if connection.vendor == "sqlite" else on_postgresql
    return engine.hits(plan, most, "ASC" if oldest_first else "DESC")


def on_the_desk(plan):
    """The numbers of the desk's stories that have what `plan` says, as a subquery."""
    if connection.vendor == "sqlite":
        table = "articles_deskindex_words"
        return RawSQL(
            f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [on_sqlite.in_fts5(plan)]
        )
    sql, asked = on_postgresql.in_tsquery(plan, "pg_catalog.simple")
    return RawSQL(f"SELECT story_id FROM articles_deskindex WHERE words @@ ({sql})", asked)


def named_on_the_desk(plan, *, most):
    """The numbers that `on_the_desk` would give, in no order, at most so many."""
    question = on_the_desk(plan)
    with connection.cursor() as cursor:
        cursor.execute(f"{question.sql} LIMIT %s", [*question.params, most])
        return [number for (number,) in cursor.fetchall()]

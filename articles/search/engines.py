"""The two databases asked for what has some words: the only module that knows how each is asked.

The rule: hits come newest first and never more than were asked for, so that a word in every story
costs no more than one in a few.
"""

from dataclasses import dataclass

from django.db import connection, connections, router
from django.db.models.expressions import RawSQL
from django.utils import timezone

from articles.models import ReadersIndex

NEAR = 2000  # of the newest rows that PostgreSQL looks at one by one before it asks its index
ENOUGH = 0.05  # of what was asked for, found among those, is enough to go by
EVERY = "zzevery"  # a mark that every row has, for questions without a word
LOWEST, HIGHEST = -(2**63) + 1, 2**63 - 1


@dataclass(frozen=True)
class Clause:
    """Words one of which has to occur: rows of words, in any column, among the names or marks."""

    rows: tuple[tuple[str, ...], ...]
    where: str = ""  # "", "names" or "marks"
    is_beginning: bool = False  # the last word of the last row may go on


@dataclass(frozen=True)
class Plan:
    """What a database is asked: all of some clauses and none of others, between two places."""

    clauses: tuple[Clause, ...]
    without: tuple[Clause, ...] = ()
    above: int = LOWEST
    below: int = HIGHEST


@dataclass(frozen=True)
class Hits:
    """Places and stories, newest first; `are_all` where there is no other."""

    rows: list
    are_all: bool


def hits(plan, *, most, oldest_first=False):
    """What readers may see at this moment and has what `plan` says, at most so many."""
    ask = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    return ask(plan, most, "ASC" if oldest_first else "DESC")


def on_the_desk(plan):
    """The numbers of the desk's stories that have what `plan` says, as a subquery."""
    if connection.vendor == "sqlite":
        table = "articles_deskindex_words"
        return RawSQL(f"SELECT rowid FROM {table} WHERE {table} MATCH %s", [in_fts5(plan)])
    sql, asked = in_tsquery(plan, "pg_catalog.simple")
    return RawSQL(f"SELECT story_id FROM articles_deskindex WHERE words @@ ({sql})", asked)


def _live(moment):
    """The condition that readers may see a row, as `articles.models.live` says it of others."""
    moment = connection.ops.adapt_datetimefield_value(moment)
    return (
        "i.published_at <= %s AND (i.embargo_until IS NULL OR i.embargo_until <= %s)"
        " AND (i.withdraw_at IS NULL OR i.withdraw_at > %s)",
        [moment] * 3,
    )


def _fetched(sql, asked):
    with connections[router.db_for_read(ReadersIndex)].cursor() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall()


# -- SQLite


def _on_sqlite(plan, most, order):
    words = "articles_readersindex_words"
    live, moments = _live(timezone.now())
    rows = _fetched(
        f"SELECT i.place, i.story_id FROM {words} CROSS JOIN articles_readersindex i"
        f" ON i.place = {words}.rowid WHERE {words} MATCH %s"
        f" AND {words}.rowid > %s AND {words}.rowid < %s AND {live}"
        f" ORDER BY {words}.rowid {order} LIMIT %s",
        [in_fts5(plan), plan.above, plan.below, *moments, most + 1],
    )
    return Hits(rows[:most], are_all=len(rows) <= most)


def in_fts5(plan):
    """A plan in the words of FTS5: https://sqlite.org/fts5.html#full_text_query_syntax."""
    asked = " AND ".join(map(_clause_in_fts5, plan.clauses))
    if plan.without:
        asked = f"({asked}) NOT ({' OR '.join(map(_clause_in_fts5, plan.without))})"
    return asked


def _clause_in_fts5(clause):
    rows = [f'"{" ".join(row)}"' for row in clause.rows]
    if clause.is_beginning:
        rows[-1] += " *"
    columns = clause.where or "headline names about body"
    return f"({{{columns}}} : ({' OR '.join(rows)}))"


# -- PostgreSQL


def _on_postgresql(plan, most, order):
    """First among the newest, then by the index: no plan of the database's own does both well.

    `place + 0` keeps it from reading the whole archive in order in the second.
    """
    words, asked = in_tsquery(plan)
    live, moments = _live(timezone.now())
    bounds = "i.place > %s AND i.place < %s"
    between = [plan.above, plan.below]
    near = _fetched(
        "WITH near AS MATERIALIZED (SELECT i.place, i.story_id, i.words, i.published_at,"
        f" i.embargo_until, i.withdraw_at FROM articles_readersindex i WHERE {bounds}"
        f" ORDER BY i.place {order} LIMIT %s)"
        f" SELECT i.place, i.story_id, (SELECT count(*) FROM near) FROM near i"
        f" WHERE {live} AND i.words @@ ({words}) ORDER BY i.place {order} LIMIT %s",
        [*between, NEAR, *moments, *asked, most + 1],
    )
    if len(near) >= max(most * ENOUGH, min(most, 30)):
        is_whole = near[0][2] < NEAR
        rows = [(place, story) for place, story, _rows in near[:most]]
        return Hits(rows, are_all=is_whole and len(near) <= most)
    rows = _fetched(
        f"WITH found AS MATERIALIZED (SELECT i.place, i.story_id FROM articles_readersindex i"
        f" WHERE i.words @@ ({words}) AND i.place + 0 > %s AND i.place + 0 < %s AND {live})"
        f" SELECT place, story_id FROM found ORDER BY place {order} LIMIT %s",
        [*asked, *between, *moments, most + 1],
    )
    return Hits(rows[:most], are_all=len(rows) <= most)


def in_tsquery(plan, stems="articles_search"):
    """A plan as an expression of PostgreSQL, and what goes into its places."""
    parts = [_clause_in_tsquery(clause, stems) for clause in plan.clauses]
    gone = [_clause_in_tsquery(clause, stems) for clause in plan.without]
    expressions = [expression for expression, _asked in parts]
    expressions += [f"!!({expression})" for expression, _asked in gone]
    return " && ".join(expressions), [asked for _expression, asked in [*parts, *gone]]


def _clause_in_tsquery(clause, stems):
    weight = {"names": "B", "": "ABCD", "marks": ""}[clause.where]
    rows = []
    for place, row in enumerate(clause.rows):
        goes_on = clause.is_beginning and place == len(clause.rows) - 1
        ends = [""] * (len(row) - 1) + ["*" if goes_on else ""]
        words = [
            f"'{word}':{end}{weight if weight != 'ABCD' else ''}".rstrip(":")
            for word, end in zip(row, ends, strict=True)
        ]
        rows.append(f"({' <-> '.join(words)})")
    name = "pg_catalog.simple" if clause.where == "marks" else stems
    return f"to_tsquery('{name}', %s)", " | ".join(rows)

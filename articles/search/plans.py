"""What a database is asked for, and what it found, whichever it is."""

from dataclasses import dataclass

from django.db import connection, connections, router

from articles.models import ReadersIndex

from .eras import HIGHEST, LOWEST

EVERY = "zzevery"  # a mark that every row has, for questions without a word


@dataclass(frozen=True)
class Clause:
    """Words one of which has to occur: rows of words, in any column, among the names or marks."""

    rows: tuple[tuple[str, ...], ...]
    where: str = ""  # "", "names" or "marks"
    is_beginning: bool = False  # the last word of the last row may go on
    is_apart: bool = False  # the words of a row may stand anywhere


@dataclass(frozen=True)
class Plan:
    """What a database is asked: all of some clauses and none of others, between two places."""

    clauses: tuple[Clause, ...]
    without: tuple[Clause, ...] = ()
    above: int = LOWEST
    below: int = HIGHEST


@dataclass(frozen=True)
class Hits:
    """Places and stories, newest first; `are_all` where there is no other.

    `is_unfinished` where it would have cost too much to find out: what is beyond was not looked at.
    """

    rows: list
    are_all: bool
    is_unfinished: bool = False


def live_at(moment):
    """The condition that readers may see a row, as `articles.models.live` says it of others."""
    moment = connection.ops.adapt_datetimefield_value(moment)
    return (
        "i.published_at <= %s AND (i.embargo_until IS NULL OR i.embargo_until <= %s)"
        " AND (i.withdraw_at IS NULL OR i.withdraw_at > %s)",
        [moment] * 3,
    )


def fetched(sql, asked):
    with connections[router.db_for_read(ReadersIndex)].cursor() as cursor:
        cursor.execute(sql, asked)
        return cursor.fetchall()

"""How PostgreSQL is asked for what has some words: its index knows no order, so era by era.

The rule: no question reads more of a larger archive; what would have to is left unfinished, and
says so.
"""

from dataclasses import dataclass, replace

from django.utils import timezone

from .eras import HIGHEST, MARKS, WHOLE, era_of, level_for
from .plans import Hits, Plan, fetched, live_at

NEAR = 500  # of the newest rows that are looked at one by one before the index is asked
READ = 4000  # rows that the index may name at once; with more, a shorter era is asked about
COMPARED = 1000  # the same, where each has to be compared with what was asked for
MOST_COMPARED = 8000  # rows that are compared for one question
MOST_ASKED = 40  # eras that are asked about for one question
STEMS = "articles_search"
NAMES = f"to_tsvector('{STEMS}'::regconfig, names)"


def hits(plan, most, order):
    """First among the newest, then by the index: no plan of the database's own does both well."""
    near = _near(plan, most, order)
    if len(near.rows) > most or near.many < NEAR:
        return Hits(near.rows[:most], are_all=len(near.rows) <= most)
    far = Walk(plan, near, is_oldest_first=order == "ASC")
    rows = near.rows + far.rows(most + 1 - len(near.rows))
    is_unfinished = far.is_cut and len(rows) <= most
    return Hits(rows[:most], len(rows) <= most and not is_unfinished, is_unfinished)


@dataclass(frozen=True)
class Near:
    """What was found among so many rows, which stand between two places; and where all stand."""

    rows: list
    many: int
    first: int
    last: int
    oldest: int
    newest: int


def _near(plan, most, order):
    words, asked = in_tsquery(plan)
    live, moments = live_at(timezone.now())
    found = fetched(
        "WITH near AS MATERIALIZED (SELECT place, story_id, words, published_at,"
        " embargo_until, withdraw_at FROM articles_readersindex"
        f" WHERE place > %s AND place < %s ORDER BY place {order} LIMIT %s)"
        " SELECT many, first, last, (SELECT min(place) FROM articles_readersindex),"
        " (SELECT max(place) FROM articles_readersindex), place, story_id FROM"
        " (SELECT count(*) AS many, min(place) AS first, max(place) AS last FROM near) AS near"
        f" LEFT JOIN (SELECT place, story_id FROM near i WHERE {live} AND words @@ ({words})"
        f" ORDER BY place {order} LIMIT %s) AS found ON true ORDER BY place {order}",
        [plan.above, plan.below, NEAR, *moments, *asked, most + 1],
    )
    rows = [tuple(row[5:]) for row in found if row[5] is not None]
    return Near(rows, *found[0][:5])


class Walk:
    """The index asked for era after era, from where what is near ends to the end of the archive.

    How long each is follows from how often the words were found so far. One in which the index
    names too many rows is asked about in parts, so no question reads more of a larger archive.
    """

    def __init__(self, plan, near, *, is_oldest_first):
        self.plan, self.is_oldest_first = plan, is_oldest_first
        self.low, self.high = max(plan.above, near.oldest - 1), min(plan.below, near.newest + 1)
        if is_oldest_first:
            self.low = near.last
        else:
            self.high = near.first
        self.loose, self.loosely_asked, self.is_exact = loosely(plan)
        self.most_at_once = READ if self.is_exact else COMPARED
        rate = max(len(near.rows), 0.5) / max(near.last - near.first, 1)
        self.level = level_for(rate, self.most_at_once / 2, near.newest - near.oldest)
        self.crowded, self.asked, self.compared = set(), 0, 0

    @property
    def is_cut(self):
        """Whether as much was asked or compared as may be, and rows are left."""
        is_spent = self.asked >= MOST_ASKED or self.compared >= MOST_COMPARED
        return is_spent and self.low + 1 < self.high

    def rows(self, most):
        """The next hits, at most so many, in their order."""
        found = []
        while len(found) < most and self.low + 1 < self.high and not self.is_cut:
            era = era_of(self.low + 1 if self.is_oldest_first else self.high - 1, self.level)
            if era in self.crowded:
                self.level -= 1
                continue
            looked_at, rows = self._ask(era, most - len(found))
            if looked_at > self.most_at_once and self.level:
                self.crowded.add(era)
                continue
            found += rows
            self._pass_by(era)
            if looked_at * 8 <= self.most_at_once:
                self.level = min(self.level + 1, WHOLE)
        return found

    def _pass_by(self, era):
        if self.is_oldest_first:
            self.low = era.end - 1
        else:
            self.high = era.first

    def _ask(self, era, most):
        """How many rows the index names in an era, and the hits among them.

        The index says neither where words stand nor how near each other: what hangs on that is
        compared row by row.
        """
        order = "ASC" if self.is_oldest_first else "DESC"
        live, moments = live_at(timezone.now())
        loose, loosely_asked = self.loose, list(self.loosely_asked)
        if era.level != WHOLE:
            loose = f"{loose} AND {MARKS} @> ARRAY[%s::bigint]"
            loosely_asked.append(era.mark)
        strict, strictly_asked = "true", []
        if not self.is_exact:
            words, strictly_asked = in_tsquery(self.plan)
            strict = f"words @@ ({words})"
        most_named = self.most_at_once if era.level else HIGHEST - 1
        # The limit is a question of its own: of one that it knows the planner thinks that reading
        # the table from its beginning soon finds as many.
        found = fetched(
            "WITH named AS MATERIALIZED (SELECT place, story_id, words, published_at,"
            " embargo_until, withdraw_at FROM articles_readersindex"
            f" WHERE {loose} LIMIT (SELECT %s::bigint)),"
            " counted AS MATERIALIZED (SELECT count(*) AS many FROM named)"
            " SELECT many, place, story_id FROM counted LEFT JOIN (SELECT place, story_id"
            " FROM named i WHERE (SELECT many FROM counted) <= %s AND place > %s AND place < %s"
            f" AND {live} AND {strict} ORDER BY place {order} LIMIT %s) AS found"
            f" ON true ORDER BY place {order}",
            [
                *loosely_asked,
                *(most_named + 1, most_named, self.low, self.high),
                *moments,
                *strictly_asked,
                most,
            ],
        )
        self.asked += 1
        if not self.is_exact and found[0][0] <= most_named:
            self.compared += found[0][0]
        return found[0][0], [tuple(row[1:]) for row in found if row[1] is not None]


def loosely(plan):
    """What PostgreSQL's index itself can tell of a plan: SQL, and whether that is all there is.

    Returns:
        The condition, what goes into its places, and whether it leaves nothing to be compared.
    """
    words = Plan(
        tuple(_apart(clause) for clause in plan.clauses if clause.where != "names"),
        tuple(one for one in plan.without if _is_exact(one) and one.where != "names"),
    )
    names = [_apart(clause) for clause in plan.clauses if clause.where == "names"]
    conditions, asked = [], []
    if words.clauses or words.without:
        sql, asked = in_tsquery(words)
        conditions.append(f"words @@ ({sql})")
    for clause in names:
        sql, one = _clause_in_tsquery(replace(clause, where=""), STEMS)
        conditions.append(f"{NAMES} @@ {sql}")
        asked.append(one)
    is_exact = all(map(_is_exact, plan.clauses)) and words.without == plan.without
    return " AND ".join(conditions), asked, is_exact


def _is_exact(clause):
    return all(len(row) == 1 for row in clause.rows)


def _apart(clause):
    """A clause without saying that its words stand beside each other."""
    return replace(clause, is_apart=True)


def in_tsquery(plan, stems=STEMS):
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
        rows.append(f"({(' & ' if clause.is_apart else ' <-> ').join(words)})")
    name = "pg_catalog.simple" if clause.where == "marks" else stems
    return f"to_tsquery('{name}', %s)", " | ".join(rows)

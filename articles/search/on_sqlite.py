"""How SQLite is asked for what has some words: by FTS5, which gives hits by their place."""

from django.utils import timezone

from .plans import Hits, fetched, live_at


def hits(plan, most, order):
    words = "articles_readersindex_words"
    live, moments = live_at(timezone.now())
    rows = fetched(
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

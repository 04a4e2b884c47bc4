"""What a database says of how it answers: for tests that no page reads a growing table whole."""

import json
import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

GROWING = {
    *("articles_story", "articles_publishedstory", "articles_publishedtopic"),
    *(
        "articles_storytopic",
        "articles_byline",
        "articles_publishedbyline",
        "articles_storyaddress",
        "articles_reference",
    ),
    *("articles_readersindex", "articles_deskindex", "articles_storywords", "articles_revision"),
    *("articles_move", "articles_publishedversion", "articles_tellingword", "articles_likeness"),
    *("articles_picture", "articles_picturewords", "articles_pictureevent", "articles_notice"),
    *("articles_knownword", "articles_spelling", "comments_reply", "comments_decision"),
    *("comments_writer", "django_comments", "django_comments_xtd_xtdcomment", "taggit_tag"),
}


def read_whole(act):
    """The growing tables that the queries of an act read row by row, with the SQL of each."""
    with CaptureQueriesContext(connection) as asked:
        act()
    selects = [one["sql"] for one in asked if re.match(r"\s*(SELECT|WITH)\b", one["sql"])]
    assert selects
    return [(table, sql) for sql in selects for table in tables_read_whole(sql) & GROWING]


def tables_read_whole(sql):
    """The tables that a query reads row by row although an index might be used."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            lines = said_of(sql).splitlines()
            names = [found[1] for line in lines if (found := re.fullmatch(r"SCAN (\w+)", line))]
            return {_table_called(name, sql) for name in names}
        cursor.execute("SET LOCAL enable_seqscan = off")  # or it reads small tables whole
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}")
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    nodes = list(_nodes_of(plan[0]["Plan"]))
    return {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"}


def said_of(sql):
    """The plan of a query, as SQLite says it."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return "\n".join(row[3] for row in cursor.fetchall())


def indexes_of(act):
    """The names of the indexes along which SQLite answers the queries of an act."""
    with CaptureQueriesContext(connection) as asked:
        act()
    selects = [one["sql"] for one in asked if re.match(r"\s*(SELECT|WITH)\b", one["sql"])]
    return {name for sql in selects for name in re.findall(r"INDEX (\w+) \(", said_of(sql))}


def index_conditions(rows):
    """How PostgreSQL narrows the indexes that it reads for some rows, in its own words."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL enable_sort = off")  # a handful of rows is sorted at once
    return " ".join(line for line in rows.explain().splitlines() if "Index Cond" in line)


def steps_of(act):
    """How many instructions SQLite's machine takes for an act, to ten."""
    ticks = []
    connection.connection.set_progress_handler(lambda: ticks.append(1) and None, 10)
    try:
        act()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return 10 * len(ticks)


def _table_called(name, sql):
    found = re.search(rf'"(\w+)" (?:AS )?"?{name}"?\b', sql)
    return found[1] if found and name not in GROWING else name


def _nodes_of(plan):
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes_of(inner)

"""The plans of what an act asks the database: which indexes, which tables are read whole, how much.

The rule: a table that is read whole is named, unless it is one that does not grow with the archive.
"""

import json
import re
from collections import Counter

SMALL = 3000  # rows of a table that may be read whole
STEP = 100  # instructions of SQLite's machine


def look_at(act):
    """How many queries an act asks, what work they are, and how each is answered."""
    from django.db import connection

    asked, steps = [], Counter()

    def note(run, sql, params, many, context):
        asked.append((sql, params))
        return run(sql, params, many, context)

    def tick():
        steps["ticks"] += 1

    connection.ensure_connection()
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite:
        connection.connection.set_progress_handler(tick, STEP)
    with connection.execute_wrapper(note):
        act()
    if is_sqlite:
        connection.connection.set_progress_handler(None, 0)
    selects = [one for one in asked if re.match(r"\s*(SELECT|WITH)\b", one[0])]
    plan_of = _on_sqlite if is_sqlite else _on_postgresql
    found = [plan_of(sql, params) for sql, params in selects]
    work = steps["ticks"] * STEP if is_sqlite else sum(one["work"] for one in found)
    return {"queries": len(asked), "work": work, "plans": found}


def _on_sqlite(sql, params):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        lines = [row[3] for row in cursor.fetchall()]
    indexes = [
        found[1] for line in lines if (found := re.search(r"USING (?:COVERING )?INDEX (\w+)", line))
    ]
    indexes += ["primary key" for line in lines if "INTEGER PRIMARY KEY" in line]
    indexes += [found[1] for line in lines if (found := re.search(r"SCAN (\w+_words) VIRT", line))]
    whole = [found[1] for line in lines if (found := re.fullmatch(r"SCAN (\w+)", line))]
    return {"indexes": indexes, "whole": _large(sql, whole), "sql": sql[:200]}


def _large(sql, names):
    """Those tables, given by name or alias, that are large."""
    found = []
    for name in names:
        alias = re.search(rf'"?(\w+)"? (?:AS )?"?{name}"?\b', sql)
        for table in [name, *([alias[1]] if alias else [])]:
            if _rows_of(table) > SMALL:
                found.append(table)
                break
    return found


def _rows_of(table):
    from django.db import connection

    if table not in connection.introspection.table_names():
        return 0
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(table)
        cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM {name} LIMIT {SMALL + 1}) few")
        return cursor.fetchone()[0]


def _on_postgresql(sql, params):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    plan = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    nodes = list(_nodes_of(plan))
    whole = [node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"]
    return {
        "indexes": [node["Index Name"] for node in nodes if "Index Name" in node],
        "whole": [table for table in whole if _rows_of(table) > SMALL],
        "work": plan.get("Shared Hit Blocks", 0) + plan.get("Shared Read Blocks", 0),
        "sql": sql[:200],
    }


def _nodes_of(plan):
    yield plan
    for inner in plan.get("Plans", ()):
        yield from _nodes_of(inner)


def in_words(found):
    """The plans of one act in a line: its indexes with how often each is used, and full scans."""
    indexes = Counter(index for one in found for index in one["indexes"])
    whole = Counter(table for one in found for table in one["whole"])
    words = ", ".join(f"{name} {times}" for name, times in indexes.most_common()) or "no index"
    if whole:
        words += f"; **read whole: {', '.join(whole)}**"
    return words

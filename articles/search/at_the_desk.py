"""The desk's stories with some words, in the order of its list.

The rule: what is often said is found by reading the newest one by one. An index would have to hand
over every story that ever said it, and all of these would be sorted for the few that are shown.
"""

from articles.models import DeskIndex

from .engines import on_the_desk

READ, READ_ON = 200, 2000  # rows of the list that are read
FEW = 2000  # hits that are sorted at once
COLUMNS = ("headline", "names", "about", "body")


def first_on_the_desk(rows, plan, most):
    """The first `most` of some stories of the desk, in their order, that have what `plan` says."""
    having, are_all = _read(rows, plan, READ)
    if not are_all and len(having) < most:
        hits = DeskIndex.objects.filter(pk__in=on_the_desk(plan)).values_list("pk", flat=True)
        some = list(hits[: FEW + 1])
        if len(some) > FEW:
            having, _are_all = _read(rows, plan, READ_ON)
            some = hits
        if len(having) < most:
            having = list(rows.filter(pk__in=some).values_list("pk", flat=True)[:most])
    return list(rows.filter(pk__in=having[:most]))


def _read(rows, plan, many):
    """Those of the first rows that have what is asked for, and whether there are no other rows."""
    numbers = list(rows.values_list("pk", flat=True)[:many])
    return _having(numbers, plan), len(numbers) < many


def _having(numbers, plan):
    """Those of some stories that have what is asked for, in the order given."""
    known = {
        number: dict(zip((*COLUMNS, "marks"), words, strict=True))
        for number, *words in DeskIndex.objects.filter(pk__in=numbers).values_list(
            "pk", *COLUMNS, "marks"
        )
    }
    return [number for number in numbers if number in known and _has(known[number], plan)]


def _has(words, plan):
    """Whether a row has all of some clauses and none of others, as the databases understand it."""
    return all(_has_one(words, clause) for clause in plan.clauses) and not any(
        _has_one(words, clause) for clause in plan.without
    )


def _has_one(words, clause):
    columns = [f" {words[name]} " for name in ([clause.where] if clause.where else COLUMNS)]
    ends = [" "] * len(clause.rows)
    if clause.is_beginning:
        ends[-1] = ""
    asked = [f" {' '.join(row)}{end}" for row, end in zip(clause.rows, ends, strict=True)]
    return any(one in column for column in columns for one in asked)

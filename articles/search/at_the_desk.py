"""The desk's stories with some words, in the order of its list.

The rule: no more than a page is sorted of what is often said. The newest stories are read one by
one; of a word that these lack, the index names the stories, and the list is gone through until
enough of them have come by.
"""

from articles.models import DeskIndex

from .engines import named_on_the_desk, on_the_desk

READ, READ_ON = 200, 2000  # rows of the list that are read
FEW = 1000  # hits that are sorted at once
MANY = 20_000  # hits that the index is asked to name
STEP, WALKED = 2000, 64_000  # rows that are gone through, of which only the number is read
COLUMNS = ("headline", "names", "about", "body")


def first_on_the_desk(rows, plan, most):
    """The first `most` of some stories of the desk, in their order, that have what `plan` says."""
    having, are_all = _read(rows, plan, READ)
    if not are_all and len(having) < most:
        some = named_on_the_desk(plan, most=MANY + 1)
        if len(some) > MANY:
            having, are_all = _read(rows, plan, READ_ON)
        elif len(some) > FEW:
            having, are_all = _met(rows, set(some), most)
        if not are_all and len(having) < most:
            some = some if len(some) <= FEW else on_the_desk(plan)
            having = list(rows.filter(pk__in=some).values_list("pk", flat=True)[:most])
    return list(rows.filter(pk__in=having[:most]))


def _met(rows, hits, most):
    """Those of the first rows that are hits, until there are enough; and whether all were met."""
    numbers, having, start, step = rows.values_list("pk", flat=True), [], 0, STEP
    while start < WALKED and len(having) < most:
        some = list(numbers[start : start + step])
        having += [number for number in some if number in hits]
        if len(some) < step:
            return having, True
        start, step = start + step, start + step
    return having, False


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

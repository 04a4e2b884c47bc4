"""Questions to the database whose SQL is made once, and asked again and again with other values.

Making the SQL of a question with many conditions costs several times what the answer does, and a
page asks a dozen of them, the way in a handful for every reply. The one rule: what is kept is the
SQL, which follows from the models alone; no value and no answer ever is, least of all a moment.
"""

import re
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Count, Expression, IntegerField, Value
from django.db.models.query import ModelIterable, get_related_populators

DAY = re.compile(r"\d{4}-\d\d-\d\d")


class TimeStandsStill(Exception):
    """The clock was read while the SQL was made: it would be that moment for ever."""


class Given(Expression):
    """Stands in a queryset for a value that is only given when the question is asked."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def as_the_database_takes(self, values, connection):
        return [self.output_field.get_db_prep_value(values[self.name], connection)]


class GivenSome(Given):
    """As `Given`, for the right side of `__in`: any number of values, or none.

    Whole numbers are handed over as they are: a search has a thousand.
    """

    NONE = "SELECT 1 WHERE 1 = 0"  # no database takes an empty list

    @property
    def mark(self):
        """What stands for the list in the SQL until it is known how long the list is."""
        return f"/* {self.name} */"

    def as_sql(self, compiler, connection):
        return self.mark, [self]

    def as_the_database_takes(self, values, connection):
        field = self.output_field
        if isinstance(field, IntegerField):
            return [*values[self.name]]
        return [field.get_db_prep_value(value, connection) for value in values[self.name]]


@dataclass(frozen=True)
class Made:
    """What is kept of a question: its SQL, and how rows become what the queryset gives."""

    sql: str
    params: list
    lists: list  # the lists among them, whose marks stand in the SQL
    steps: list  # (column, converter, expression), in their order
    give: object  # a function of a row


class Prepared:
    """A queryset with a `Given` or `GivenSome` where each value belongs, such as

    Prepared(lambda: Reply.objects.filter(writer=Given("writer", BigIntegerField())).values_list())

    It gives models, with what was selected with them, or tuples of values. It follows no prefetch.
    """

    def __init__(self, build):
        self.build, self.made = build, {}

    def rows(self, **values):
        """The rows for these values of what is given: models, or values as tuples."""
        here = connections[DEFAULT_DB_ALIAS]  # `connection` would look it up for each value
        if here.vendor not in self.made:
            self.made[here.vendor] = _made_of(self.build())
        made = self.made[here.vendor]
        sql, given, taken = made.sql, [], {}
        for one in made.params:
            if not isinstance(one, Given):
                given.append(one)
                continue
            name = one.name, type(one.output_field)  # a moment is asked for again and again
            if name not in taken:
                taken[name] = one.as_the_database_takes(values, here)
            given += taken[name]
        for one in made.lists:
            sql = sql.replace(one.mark, ", ".join(["%s"] * len(values[one.name])) or one.NONE)
        with here.cursor() as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        if made.steps:
            rows = [_converted(row, made.steps, here) for row in rows]
        return [made.give(row) for row in rows]

    def first(self, **values):
        """The first row, or None."""
        return next(iter(self.rows(**values)), None)


def counting(rows, **which):
    """A queryset of one row: how many of `rows` there are, or how many meet each condition."""
    numbers = {f"number_{name}": Count("pk", filter=one) for name, one in which.items()}
    numbers = numbers or {"number": Count("pk")}
    return rows.order_by().values(together=Value(1)).annotate(**numbers).values_list(*numbers)


def _made_of(rows):
    compiler = rows.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    if any(DAY.match(str(one)) for one in params if not isinstance(one, Given)):
        raise TimeStandsStill("A moment stands in a question that is kept: make it a Given.")
    sql, params = _with_its_words(sql, params)
    selected = [expression for expression, _sql, _alias in compiler.select]
    return Made(
        sql=sql,
        params=params,
        lists=list({one.name: one for one in params if isinstance(one, GivenSome)}.values()),
        steps=[
            (column, step, expression)
            for column, (steps, expression) in compiler.get_converters(selected).items()
            for step in steps
        ],
        give=_model_of(compiler) if rows._iterable_class is ModelIterable else tuple,
    )


def _with_its_words(sql, params):
    """The SQL with words such as a state written into it, and the values that are left.

    Were such a word handed over each time, SQLite would plan the question anew each time, wherever
    an index has only the rows with one (https://www.sqlite.org/c3ref/prepare.html).
    """
    marks = [f"'{one!s}'" if _is_word(one) else "%s" for one in params if not _is_list(one)]
    return sql.replace("%%", "%%%%") % tuple(marks), [one for one in params if not _is_word(one)]


def _is_word(one):
    return isinstance(one, str) and one.isidentifier()


def _is_list(one):
    return isinstance(one, GivenSome)


def _model_of(compiler):
    """How a row becomes a model, as Django's own `ModelIterable` has it."""
    info, beside = compiler.klass_info, compiler.annotation_col_map or {}
    first, end = info["select_fields"][0], info["select_fields"][-1] + 1
    # Sets: of each of a model's columns `from_db` asks whether it is among those that were loaded.
    names = frozenset(column[0].target.attname for column in compiler.select[first:end])
    related = get_related_populators(info, compiler.select, connection.alias)
    for one in related:
        one.init_list = frozenset(one.init_list)

    def model(row):
        found = info["model"].from_db(connection.alias, names, row[first:end])
        for one in related:
            one.populate(row, found)
        for name, column in beside.items():
            setattr(found, name, row[column])
        return found

    return model


def _converted(row, steps, connection):
    """A row with its values as a queryset gives them; what is not there, stays so."""
    row = list(row)
    for column, step, expression in steps:
        if row[column] is not None:
            row[column] = step(row[column], expression, connection)
    return row

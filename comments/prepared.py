"""Questions to the database whose SQL is made once, and asked again and again with other values.

Making the SQL of a question with many conditions costs several times what the answer does, and the
way in asks a handful of them for every reply. The one rule: what is kept is the SQL, which follows
from the models alone; no value and no answer ever is.
"""

from django.db import connection
from django.db.models import Count, Expression, Value


class Given(Expression):
    """Stands in a queryset for a value that is only given when the question is asked."""

    def __init__(self, name, output_field):
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def as_the_database_takes(self, values):
        return self.output_field.get_db_prep_value(values[self.name], connection)


class Prepared:
    """A queryset of values with a `Given` where each value belongs, such as

    Prepared(lambda: Reply.objects.filter(writer=Given("writer", BigIntegerField())).values_list())
    """

    def __init__(self, build):
        self.build, self.made = build, {}

    def rows(self, **values):
        """The rows as tuples, for these values of what is given."""
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self._make()
        sql, params, converters = self.made[connection.vendor]
        given = [
            one.as_the_database_takes(values) if isinstance(one, Given) else one for one in params
        ]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        return [_converted(row, converters) for row in rows] if converters else rows

    def _make(self):
        compiler = self.build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        selected = [expression for expression, _sql, _alias in compiler.select]
        return sql, params, compiler.get_converters(selected)


def counting(rows, **which):
    """A queryset of one row: how many of `rows` there are, or how many meet each condition."""
    numbers = {f"number_{name}": Count("pk", filter=one) for name, one in which.items()}
    numbers = numbers or {"number": Count("pk")}
    return rows.order_by().values(together=Value(1)).annotate(**numbers).values_list(*numbers)


def _converted(row, converters):
    """A row with its values as a queryset gives them."""
    row = list(row)
    for place, (steps, expression) in converters.items():
        for step in steps:
            row[place] = step(row[place], expression, connection)
    return tuple(row)

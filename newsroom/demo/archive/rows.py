"""Rows written by the thousand: collected as plain tuples, handed to the database all at once.

The one rule: a column that nobody gives has its model's default, as in a row saved by itself; what
a model makes anew for each row (a moment, a key) has to be given.
"""

import json
from collections import defaultdict
from datetime import UTC
from functools import lru_cache

from django.core.management.color import no_style
from django.db import connection, models


class Rows:
    """The rows of one model's own table that wait to be written."""

    def __init__(self, model):
        fields = model._meta.local_concrete_fields
        self.model, self.waiting = model, []
        converters = [_converter_for(field) for field in fields]
        names = (field.attname for field in fields)
        self.slots = dict(zip(names, enumerate(converters), strict=True))
        self.columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        defaults = map(_default_of, fields)
        self.template = list(map(_converted, defaults, converters))

    def add(self, **values):
        row, slots = self.template.copy(), self.slots
        for name, value in values.items():
            place, convert = slots[name]
            row[place] = value if convert is None or value is None else convert(value)
        self.waiting.append(row)

    def write(self):
        """Hand over what waits."""
        rows, self.waiting = self.waiting, []
        if not rows:
            return
        table = connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({self.columns}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                values = ", ".join(["%s"] * len(self.slots))
                cursor.executemany(f"INSERT INTO {table} ({self.columns}) VALUES ({values})", rows)


class Tables:
    """The rows of many models, in the order in which these were first asked for."""

    def __init__(self):
        self.rows, self.last = {}, defaultdict(int)

    def __getitem__(self, model):
        if model not in self.rows:
            self.rows[model] = Rows(model)
        return self.rows[model]

    def next_number(self, model):
        """The number of the next row of a model: above all that were there."""
        if model not in self.last:
            self.last[model] = model.objects.aggregate(most=models.Max("pk"))["most"] or 0
        self.last[model] += 1
        return self.last[model]

    def write(self):
        """Hand over all that waits, and let the database number what comes later above it."""
        for rows in self.rows.values():
            rows.write()
        if self.last:
            with connection.cursor() as cursor:
                for sql in connection.ops.sequence_reset_sql(no_style(), list(self.last)):
                    cursor.execute(sql)


def _default_of(field):
    """What the database gets where nobody gives a value; None is refused where it must not be."""
    if not field.has_default():
        return "" if field.empty_strings_allowed and not field.null else None
    default = field.default
    if callable(default) and default not in (list, dict):
        return None
    return field.get_default()


def _converted(value, convert):
    return value if convert is None or value is None else convert(value)


def _converter_for(field):
    """What makes of a value what the database takes; None where it takes the value itself."""
    if isinstance(field, models.JSONField):
        return json.dumps
    if connection.vendor != "postgresql":
        if isinstance(field, models.DateTimeField):
            return _moment_for_sqlite
        if isinstance(field, models.DateField):
            return str
    return None


@lru_cache(64)  # the rows of one story share a few moments
def _moment_for_sqlite(moment):
    """As Django keeps a moment there: in UTC, without its zone."""
    return moment.astimezone(UTC).isoformat(" ")[: -len("+00:00")]

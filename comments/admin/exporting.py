"""A list taken away as a file, narrowed as it is shown: written row by row, never held whole.

The rule: no words of a reply and no address of a person is in it, and no cell is a formula.
"""

import csv
import json
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404, StreamingHttpResponse
from django.urls import path
from django.utils import timezone

AT_ONCE = 1000  # rows that are fetched together
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # begin one in a spreadsheet


class Exporting:
    """What a list has that can be exported: `exported` names each column and whence it comes."""

    exported = ()

    def export_urls(self):
        view = self.admin_site.admin_view(self.export_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/<str:kind>/", view, name=name)]

    def export_view(self, request, kind):
        """All rows that the list's address asks for, newest first, as CSV or JSON."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if kind not in KINDS:
            raise Http404
        request.GET = self.understood(request.GET)
        rows = self.get_changelist_instance(request).queryset
        fields = [field for _name, field in self.exported]
        rows = rows.newest_first().values_list(*fields).iterator(chunk_size=AT_ONCE)
        written, content_type = KINDS[kind]
        name = f"{self.opts.model_name}s-{timezone.localdate().isoformat()}.{kind}"
        return StreamingHttpResponse(
            written([name for name, _field in self.exported], rows),
            content_type=content_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line):
        return line


def as_csv(names, rows):
    """The lines of a CSV file (RFC 4180)."""
    writer = csv.writer(Echo())
    yield writer.writerow(names)
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def as_json(names, rows):
    """The pieces of a JSON array of objects."""
    before = "[\n"
    for row in rows:
        said = dict(zip(names, map(plain, row), strict=True))
        yield before + json.dumps(said, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def plain(value):
    """A value as JSON has it; a moment with its zone (ISO 8601)."""
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value


def cell(value):
    """A value as a cell: what a spreadsheet would calculate stands there as text."""
    value = plain(value)
    if isinstance(value, str) and value.lstrip(" \n").startswith(FORMULAS):
        return f"'{value}"
    return "" if value is None else value


KINDS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
}

"""How the bands of the front page stand in rows: one as wide as the page, two halves, three thirds.

A page of equal tiles is not a newspaper, and neither is one with holes. The one rule: the editor's
order of the sections stays, read along the rows or down one column.
"""

from dataclasses import dataclass

from django import template

register = template.Library()

RHYTHM = (1, 2, 1, 3)
FULL = 3  # stories that fill the width of the page
WITH_RHYTHM = 10  # bands; those after them are a directory, three in a row
SHAPES = {1: "wide", 2: "half", 3: "third"}


@dataclass(frozen=True)
class Row:
    """Bands that stand side by side, and what their shape is called in static/css/bands.css."""

    shape: str
    bands: list  # of (section, stories)


@register.simple_tag
def rows_of(bands):
    """The rows that `bands` stand in."""
    rows, rest = [], list(bands)
    for place in range(len(rest)):
        if not rest:
            break
        wanted = RHYTHM[place % len(RHYTHM)] if len(bands) - len(rest) < WITH_RHYTHM else 3
        count = _count(wanted, rest)
        rows.append(Row(SHAPES[count], rest[:count]))
        rest = rest[count:]
    return rows


def _count(wanted, rest):
    """How many of the bands in `rest` stand in the next row, if `wanted` would suit its rhythm."""
    is_full = len(rest[0][1]) >= FULL
    if wanted == 1 and not is_full:
        wanted = 3
    is_last_alone = len(rest) == wanted + 1
    if wanted == 2 and is_last_alone and len(rest[-1][1]) < FULL:
        return 3
    return min(wanted, len(rest))

"""Drawings of what was measured, as plain SVG, readable on light and on dark paper.

The rule: a drawing says nothing that the table beside it does not, and shows what was asked for.
"""

from html import escape
from math import ceil, floor, log10

WIDTH, LABELS, RIGHT, ROW = 760, 310, 66, 26  # of a drawing, its labels, its figures, a row
TOP, BOTTOM = 52, 34
LINES = ("line", "line second", "line third", "line fourth")
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1c2024 }
.title { font-size: 16px; font-weight: 600 }
.quiet { fill: #5b6570 }
.paper { fill: #ffffff }
.reached, .dot { fill: #2f6fb3 }
.missed { fill: #b3541e }
.line { fill: none; stroke: #2f6fb3; stroke-width: 2 }
.second { stroke: #7a5aa6 }
.third { stroke: #2d7d52 }
.fourth { stroke: #9a6a00 }
.asked { stroke: #1c2024; stroke-width: 2; stroke-dasharray: 5 3 }
.grid { stroke: #d8dde2 }
@media (prefers-color-scheme: dark) {
  text { fill: #e8ebee }
  .quiet { fill: #a3adb7 }
  .paper { fill: #16191c }
  .reached, .dot { fill: #6ca8e6 }
  .missed { fill: #e08a52 }
  .line { stroke: #6ca8e6 }
  .second { stroke: #b99be6 }
  .third { stroke: #6cc497 }
  .fourth { stroke: #d9a93f }
  .asked { stroke: #e8ebee }
  .grid { stroke: #333a41 }
}
"""


def bars(title, rows, *, is_most, axis):
    """Bars with the line that was asked for.

    Args:
        rows: (label, value, what was asked for or None).
        is_most: whether what was asked for is the most that is allowed, or the least.
    """
    top = max(max(value, asked or 0) for _label, value, asked in rows) * 1.05
    parts = []
    for number, (label, value, asked) in enumerate(rows):
        y = TOP + number * ROW
        is_missed = asked is not None and (value > asked if is_most else value < asked)
        parts += [
            text(LABELS - 10, y + 17, label, anchor="end"),
            f'<rect class="{"missed" if is_missed else "reached"}" x="{LABELS}" y="{y + 4}" '
            f'width="{across(value, top) - LABELS:.1f}" height="{ROW - 8}"/>',
            text(WIDTH - 8, y + 17, figure(value), anchor="end"),
        ]
        if asked is not None:
            parts.append(upright(across(asked, top), y, y + ROW, "asked"))
    parts.append(text(10, TOP + len(rows) * ROW + 22, axis, kind="quiet"))
    return drawing(title, parts, TOP + len(rows) * ROW + BOTTOM)


def dots(title, rows, names, *, asked, axis):
    """A row for each label with a dot for each value, larger from one to the next.

    Args:
        rows: (label, values).
        names: what each of the values belongs to.
    """
    top = max(asked, *(value for _label, values in rows for value in values)) * 1.05
    end = TOP + len(rows) * ROW
    parts = [upright(across(asked, top), TOP, end, "asked")]
    for number, (label, values) in enumerate(rows):
        y = TOP + number * ROW + ROW / 2
        parts += [
            f'<line class="grid" x1="{LABELS}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>',
            text(LABELS - 10, y + 4, label, anchor="end"),
            text(WIDTH - 8, y + 4, figure(values[-1]), anchor="end"),
        ]
        for place, value in enumerate(values):
            kind = "missed" if value > asked else "dot"
            x, radius = across(value, top), 3 + 2 * place
            parts.append(
                f'<circle class="{kind}" cx="{x:.1f}" cy="{y}" r="{radius}" fill-opacity="0.75"/>'
            )
    legend = f"{axis}; from small dots to large ones: {', '.join(names)} stories"
    parts.append(text(10, end + 22, legend, kind="quiet"))
    return drawing(title, parts, end + BOTTOM)


def steps(title, series, ticks, *, asked, at, axis):
    """Lines over the same ticks, on a scale of powers of ten; `asked` holds at the tick `at`."""
    height, left = 300, 70
    values = [value for points in series.values() for value in points] + [asked]
    low, high = powers_around(values)
    x = [left + number * (WIDTH - left - 150) / (len(ticks) - 1) for number in range(len(ticks))]

    def y(value):
        share = (log10(max(value, 10**low)) - low) / (high - low)
        return TOP + height * (1 - share)

    parts = []
    for power in range(low, high + 1):
        parts += [
            f'<line class="grid" x1="{left}" x2="{x[-1]:.1f}" y1="{y(10**power):.1f}" '
            f'y2="{y(10**power):.1f}"/>',
            text(left - 8, y(10**power) + 4, figure(10**power), anchor="end", kind="quiet"),
        ]
    for place, tick in zip(x, ticks, strict=True):
        parts.append(text(place, TOP + height + 20, tick, anchor="middle", kind="quiet"))
    for kind, points in zip(LINES, series.values(), strict=False):
        along = " ".join(f"{px:.1f},{y(value):.1f}" for px, value in zip(x, points, strict=True))
        parts.append(f'<polyline class="{kind}" points="{along}"/>')
    places = apart([y(points[-1]) for points in series.values()])
    for kind, (name, points), place in zip(LINES, series.items(), places, strict=False):
        parts.append(
            f'<line class="{kind}" x1="{x[-1] + 8:.1f}" x2="{x[-1] + 26:.1f}" y1="{place:.1f}" '
            f'y2="{place:.1f}"/>'
        )
        parts.append(text(x[-1] + 32, place + 4, f"{name}: {figure(points[-1])}"))
    place = x[ticks.index(at)]
    parts.append(
        f'<line class="asked" x1="{place - 28:.1f}" x2="{place + 28:.1f}" y1="{y(asked):.1f}" '
        f'y2="{y(asked):.1f}"/>'
    )
    parts.append(text(10, TOP + height + 44, axis, kind="quiet"))
    return drawing(title, parts, TOP + height + 58)


def drawing(title, parts, height):
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
            f'width="{WIDTH}" height="{height}" role="img" aria-labelledby="title">',
            f'<title id="title">{escape(title)}</title>',
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height}" rx="6"/>',
            text(10, 28, title, kind="title"),
            *parts,
            "</svg>\n",
        ]
    )


def text(x, y, words, *, anchor="start", kind=""):
    of_kind = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{of_kind}>{escape(words)}</text>'


def upright(x, begin, end, kind):
    return f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{begin}" y2="{end}"/>'


def across(value, top):
    return LABELS + (WIDTH - LABELS - RIGHT) * value / top


def apart(places, least=17):
    """Places for words that would lie on one another: moved up, in the order they have."""
    moved, below = {}, None
    for number in sorted(range(len(places)), key=lambda number: -places[number]):
        below = places[number] if below is None else min(places[number], below - least)
        moved[number] = below
    return [moved[number] for number in range(len(places))]


def powers_around(values):
    low = floor(log10(min(value for value in values if value > 0)))
    return low, max(low + 1, ceil(log10(max(values))))


def figure(value):
    """As many digits as say something."""
    if value >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"

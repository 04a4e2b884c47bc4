"""Cuts the web fonts out of the families' npm packages; see static/fonts/README.md.

Run by hand when a family has a new version, in an environment that has fonttools and brotli:
they are no part of the project.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import build
from fontTools.varLib.instancer import instantiateVariableFont
from kerning import keep_kerning, kerning_of

# What every page gets: ASCII, the marks a newspaper sets and the é of a café.
ASCII = {*range(0x20, 0x7F)} - {*map(ord, "<>\\^`{|}~")}  # nobody's prose
MARKS = {
    "serif": "\u00a0£–—‘’“”…€½é",
    "italic": "\u00a0–—‘’“”…",
    "sans": "\u00a0£©·×–—‘’“”•…€−é",
}
# The rest of western Europe's letters and signs, and then everybody else's who writes Latin.
WESTERN = {
    *({*range(0x20, 0x7F)} - ASCII),
    *(set(range(0xA0, 0x100)) - {0xAD}),
    *(0x131, 0x152, 0x153, 0x178, 0x1E9E, 0x2BC, 0x2C6, 0x2DA, 0x2DC, 0x2013, 0x2014),
    *(0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x2032, 0x2033),
    *(0x2039, 0x203A, 0x2044, 0x20AC, 0x2122, 0x2212),
}
EXTENDED = {
    *range(0x100, 0x180),
    0x192,
    *range(0x218, 0x21C),
    0x2C7,
    *range(0x2D8, 0x2DE),
} - WESTERN

NAMES = [1, 2, 4, 6]  # copyright and licence lie beside the files
FAMILY_NAMES, POSTSCRIPT_NAME = {1, 4}, 6

# One axis instead of two: the bolder, the more of a headline's cut. See docs/decisions/0005.
TEXT, HEADLINE = {"wght": 400, "opsz": 18}, {"wght": 700, "opsz": 56}


def parts(family):
    """Of each file of a family: its ending, the subset it is cut from, its letters."""
    basic = ASCII | set(map(ord, MARKS[family]))
    return [
        ("", "latin", basic),
        ("-western", "latin", WESTERN - basic),
        ("-extended", "latin-ext", EXTENDED),
    ]


def serif(package, folder):
    """The upright serif, from text at 400 to the sharpest headline at 700."""
    for part, subset, letters in parts("serif"):
        source = package / f"files/newsreader-{subset}-standard-normal.woff2"
        ends = [cut(source, limits, letters) for limits in (TEXT, HEADLINE)]
        kerning = mean(*map(kerning_of, ends))
        font = between(*ends)
        if not part:  # letters of two files never meet: only the first is kerned
            keep_kerning(font, kerning, least=24, step=12)
        write(font, folder / f"newsreader{part}.woff2")


def serif_italic(package, folder):
    """The italic of text; pages that have none do not fetch it."""
    for part, subset, letters in parts("italic"):
        font = cut(package / f"files/newsreader-{subset}-standard-italic.woff2", TEXT, letters)
        kerning = kerning_of(font)
        drop(font, "GPOS", "GDEF")
        if not part:
            keep_kerning(font, kerning, least=80, step=20)
        write(font, folder / f"newsreader-italic{part}.woff2")


def sans(package, folder):
    """The sans, under an own name: its licence reserves "Source" for unchanged copies."""
    for part, subset, letters in parts("sans"):
        source = package / f"files/source-sans-3-{subset}-wght-normal.woff2"
        font = cut(source, {"wght": (400, 600)}, letters)
        kerning = kerning_of(font)
        drop(font, "GPOS", "GDEF")
        if not part:
            keep_kerning(font, kerning, least=16, step=8)
        rename(font, "Newsroom Sans")
        write(font, folder / f"newsroom-sans{part}.woff2")


def cut(source, limits, letters):
    """The font within `limits`, of `letters` alone."""
    limited = reread(instantiateVariableFont(TTFont(source), limits))
    options = Options()
    options.layout_features = ["kern", "liga", "pnum"]
    options.hinting = False
    options.name_IDs = NAMES
    options.notdef_outline = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=letters)
    subsetter.subset(limited)
    return reread(limited)


def between(text, headline):
    """A font with one axis, `wght`, from one to the other: nothing is kerned in it."""
    space = DesignSpaceDocument()
    axis = AxisDescriptor()
    axis.tag, axis.name = "wght", "Weight"
    axis.minimum = axis.default = TEXT["wght"]
    axis.maximum = HEADLINE["wght"]
    space.addAxis(axis)
    for font, place in ((text, TEXT), (headline, HEADLINE)):
        drop(font, "GPOS", "GDEF", "STAT")
        end = SourceDescriptor()
        end.font, end.location = font, {"Weight": place["wght"]}
        space.addSource(end)
    return build(space, exclude=["MVAR", "STAT"])[0]


def mean(one, other):
    """The kerning half way: it does not vary, a difference no eye finds."""
    return {pair: (one.get(pair, 0) + other.get(pair, 0)) / 2 for pair in {*one, *other}}


def drop(font, *tables):
    for table in tables:
        if table in font:
            del font[table]


def reread(font):
    file = BytesIO()
    font.save(file)
    file.seek(0)
    return TTFont(file)


def rename(font, name):
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = name
        elif record.nameID == POSTSCRIPT_NAME:
            record.string = name.replace(" ", "")


def write(font, target):
    font.flavor = "woff2"
    font.save(target)
    sys.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    newsreader, source_sans, folder = map(Path, sys.argv[1:])
    serif(newsreader, folder)
    serif_italic(newsreader, folder)
    sans(source_sans, folder)

"""Cuts the three web fonts out of the families' full files; see static/fonts/README.md.

Run by hand when a family has a new version, in an environment that has fonttools and brotli:
they are no part of the project.
"""

import sys
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x192, *range(0x218, 0x21C), 0x2BC, 0x1E9E]
ACCENTS = [0x2C6, 0x2C7, *range(0x2D8, 0x2DE)]
SIGNS = [
    *(0x2002, 0x2003, 0x2009, 0x200A, *range(0x2010, 0x2016), *range(0x2018, 0x201F)),
    *(0x2020, 0x2021, 0x2022, 0x2026, 0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044),
    *(0x20AC, 0x2116, 0x2122, *range(0x2190, 0x2194), 0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
]
FEATURES = ["kern", "liga", "locl", "ccmp", "rvrn", "pnum", "tnum"]
NAMES = [0, 1, 2, 3, 4, 6, 13, 14]  # copyright, names, licence and its address
FAMILY_NAMES, POSTSCRIPT_NAME = {1, 3, 4}, 6


def make(source, target, limits, name=None):
    """Write the part of `source` within `limits` to `target`, under another `name` if given.

    Source Sans comes under an own name: its licence reserves "Source" for unchanged copies.
    """
    cut = BytesIO()
    instantiateVariableFont(TTFont(source), limits).save(cut)
    cut.seek(0)
    font = TTFont(cut)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = NAMES
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*LETTERS, *ACCENTS, *SIGNS])
    subsetter.subset(font)
    hold_kerning_still(font)
    if name:
        rename(font, name)
    font.flavor = "woff2"
    font.save(target)
    sys.stdout.write(f"{target}: {target.stat().st_size:,} bytes\n")


def hold_kerning_still(font):
    """Kern every weight and size as the default one: 22 kB less, a difference no eye finds."""
    _drop_variations(font["GPOS"].table)
    gdef = font["GDEF"].table
    gdef.VarStore = None
    gdef.Version = 0x00010002 if getattr(gdef, "MarkGlyphSetsDef", None) else 0x00010000


def _drop_variations(thing):
    if isinstance(thing, list):
        for part in thing:
            _drop_variations(part)
    elif hasattr(thing, "__dict__"):
        if hasattr(thing, "ensureDecompiled"):
            thing.ensureDecompiled()
        for name in list(vars(thing)):
            if name.endswith("Device"):
                delattr(thing, name)
            elif name.startswith("ValueFormat"):
                setattr(thing, name, getattr(thing, name) & 0x0F)
            else:
                _drop_variations(getattr(thing, name))


def rename(font, name):
    for record in font["name"].names:
        if record.nameID in FAMILY_NAMES:
            record.string = name
        elif record.nameID == POSTSCRIPT_NAME:
            record.string = name.replace(" ", "")


if __name__ == "__main__":
    serif, serif_italic, sans, folder = map(Path, sys.argv[1:])
    make(serif, folder / "newsreader.woff2", {"wght": (400, 700), "opsz": (18, 72)})
    make(serif_italic, folder / "newsreader-italic.woff2", {"wght": 400, "opsz": 18})
    make(sans, folder / "newsroom-sans.woff2", {"wght": (400, 700)}, name="Newsroom Sans")

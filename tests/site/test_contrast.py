"""Every pair of colours that text or a field is set in can be told apart, in both schemes."""

import re
from itertools import product

import pytest
from django.conf import settings

TOKENS = (settings.BASE_DIR / "static/css/tokens.css").read_text()
COLOUR = re.compile(r"--([-\w]+): (#[0-9a-f]{6});")
LIGHT, DARK = TOKENS.partition("@media (prefers-color-scheme: dark)")[::2]

WORDS = ("ink", "quiet", "accent", "alert", "good", "warn")
GROUNDS = ("paper", "wash")
PAIRS = [  # what is set on what, and the least contrast WCAG 2.2 allows
    *((one, other, 4.5) for one, other in product(WORDS, GROUNDS)),
    *(("field-line", ground, 3) for ground in GROUNDS),  # 1.4.11: the edge of a field
    ("strip-ink", "strip", 4.5),
    ("paper", "accent", 4.5),  # a button under the pointer, chosen words
]


def colours(scheme):
    light = dict(COLOUR.findall(LIGHT))
    dark = dict(COLOUR.findall(DARK.partition("@media")[0]))
    return light if scheme == "light" else {**light, **dark}


def luminance(colour):
    """The relative luminance of `#rrggbb`, as WCAG 2.2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("words", "ground", "least"), PAIRS)
def test_a_pair_of_colours_can_be_told_apart(scheme, words, ground, least):
    named = colours(scheme)
    assert contrast(named[words], named[ground]) >= least


def test_dark_is_another_value_of_the_same_names():
    assert set(colours("dark")) == set(colours("light"))
    assert colours("dark")["paper"] != colours("light")["paper"]


def test_the_accent_stands_in_one_place():
    """An editor's own accent takes its name alone."""
    for sheet in (settings.BASE_DIR / "static/css").glob("*.css"):
        if sheet.name not in {"tokens.css", "desk.css"}:
            assert "--accent:" not in sheet.read_text(), sheet.name
            assert colours("light")["accent"] not in sheet.read_text(), sheet.name

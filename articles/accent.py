"""The newspaper's own colour: whether it can be read, and what it becomes in the dark.

Pure: colours as “#rrggbb” in, colours and a small style sheet out. The rule: no reader is given an
accent that does not reach `LEAST` on every ground that words in it stand on.
"""

import math
import re

DEFAULT = "#0b5a63"
LEAST = 4.5  # WCAG 2.2, success criterion 1.4.3
AT_NIGHT = 7.0  # what is aimed at in the dark, where thin letters shine less
# The grounds that words stand on, as static/css/tokens.css has them; a test holds the two together.
GROUNDS = {"light": ("#fdfcf8", "#f4f1e9"), "dark": ("#171512", "#211e1a")}
INK = {"light": "#1b1916", "dark": "#e8e2d6"}
RECIPE = 1  # rises with what `sheet` says: it is part of the address, at which a sheet is for ever


def is_colour(words):
    """Whether something is written as colours are here."""
    return re.fullmatch("#[0-9a-f]{6}", words) is not None


def contrast(one, other):
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour, scheme):
    """The contrast of a colour on that ground of a scheme on which it is worst."""
    return min(contrast(colour, ground) for ground in GROUNDS[scheme])


def is_readable(colour):
    """Whether words of a colour can be read on light paper; for the dark it is lightened."""
    return least_contrast(colour, "light") >= LEAST


def in_the_dark(colour):
    """A colour of the same hue, as light as the dark paper needs it and no lighter."""
    lightness, chroma, hue = _to_oklch(colour)
    while lightness < 1:
        lighter = _from_oklch(lightness, chroma, hue)
        if least_contrast(lighter, "dark") >= AT_NIGHT:
            return lighter
        lightness += 0.01
    return "#ffffff"


def sheet(colour):
    """The style sheet that gives readers' pages this accent, and leaves print black."""
    return (
        "@layer tokens{"
        f":root{{--accent:{colour}}}"
        f"@media (prefers-color-scheme:dark){{:root{{--accent:{in_the_dark(colour)}}}}}"
        "@media print{:root{--accent:black}}"
        "}\n"
    )


def samples(colour):
    """The sheet of the desk's page on which a colour is tried in both schemes, side by side."""
    shades = {"light": colour, "dark": in_the_dark(colour)}
    return "".join(
        f".sample--{scheme}{{background:{GROUNDS[scheme][0]}}}"
        f".sample--{scheme} :is(h2,p){{color:{INK[scheme]}}}"
        f".sample--{scheme} :is(.sample__label,.sample__link){{color:{shade}}}"
        f".sample--{scheme} .sample__wash{{background:{GROUNDS[scheme][1]}}}\n"
        for scheme, shade in shades.items()
    )


def _luminance(colour):
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour):
    """The parts of a colour as light, from 0 to 1 (IEC 61966-2-1)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]


def _to_oklch(colour):
    """Lightness, chroma and hue as the eye has them: https://bottosson.github.io/posts/oklab/."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _from_oklch(lightness, chroma, hue):
    """The nearest colour that a screen has: its chroma is let go until it has one."""
    while True:
        parts = _light_of(lightness, chroma * math.cos(hue), chroma * math.sin(hue))
        if chroma <= 0 or all(-0.0005 <= one <= 1.0005 for one in parts):
            return "#" + "".join(f"{_stored(min(max(one, 0), 1)):02x}" for one in parts)
        chroma -= 0.004


def _light_of(lightness, a, b):
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _stored(light):
    part = light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055
    return round(part * 255)

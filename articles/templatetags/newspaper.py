"""What templates ask of the newspaper: pictures, bylines, moments, excerpts, structured data."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from articles import reading, renditions
from articles.body import against_the_page, shorten
from articles.models import Correction, absolute
from articles.plates import plate
from articles.ways import way_to

register = template.Library()

# What may not stand inside a script element: https://html.spec.whatwg.org/#restrictions-for-contents-of-script-elements
SCRIPT_ESCAPES = {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"}


@register.filter
def absolute_address(path):
    """A path of this site with scheme and host."""
    return absolute(path)


@register.filter
def excerpt(story, length=160):
    """The standfirst, or else the first words of the text, cut at a word."""
    return shorten(story.standfirst or story.text, int(length))


@register.simple_tag
def direction(words):
    """The attribute of an element whose `words` run against its page; "" for any other."""
    against = against_the_page(words or "")
    return format_html(' dir="{}"', against) if against else ""


@register.filter
def placed(corrections, place):
    """Those of a story's corrections that stand at a place: “top” or “foot”."""
    return [correction for correction in corrections if correction.place == place]


@register.filter
def is_of_one_kind(corrections):
    """Whether a heading over some corrections says the kind of each."""
    return len({correction.kind for correction in corrections}) == 1


@register.filter
def heading_of_corrections(corrections):
    """What stands over some corrections: it says correction where at least one is."""
    if all(one.kind == Correction.Kind.CLARIFICATION for one in corrections):
        return ngettext("Clarification", "Clarifications", len(corrections))
    return ngettext("Correction", "Corrections", len(corrections))


@register.simple_tag
def picture(picture, place, alt=None, eager=False):
    """A picture in a place of renditions.PLACES, with its formats, sizes and dimensions."""
    return plate("picture", picture, place, alt, eager)


@register.simple_tag
def first_shown(stories):
    """The first of some stories that has a picture to show; a page fetches that one at once."""
    return next((story for story in stories if story.shown), None)


@register.simple_tag
def feed_image(shown):
    """The picture that a feed shows, as an element that needs no page around it."""
    source = renditions.sources(shown.picture, "inline")
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">',
        absolute(source.src),
        source.width,
        source.height,
        shown.alt,
    )


@register.simple_tag
def enlarged(picture, place):
    """Where a picture is found larger than in a place; "" where it is no larger."""
    if picture.width <= renditions.PLACES[place].width:
        return ""
    query = f"?{renditions.SHARED_BY}={picture.shared_by}" if picture.shared_by else ""
    return f"{way_to('articles:picture', picture.key)}{query}"


def words_of_colour(colour):
    """A colour as words that static/css/label.css knows: each part in eight steps, and its ink."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    steps = [round(part * 7 / 255) for part in parts]
    red, green, blue = ((step / 7) ** 2.2 for step in steps)
    is_dark = 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.18  # WCAG 2.2: relative luminance
    words = [f"{name}{step}" for name, step in zip("rgb", steps, strict=True)]
    return " ".join([*words, "dark"] if is_dark else words)


@register.simple_tag
def moment(value, only_day=False):
    """A moment in the newsroom's time zone, its zone named."""
    return plate("moment", value, only_day)


@register.simple_tag
def byline(names):
    """A byline: its names in order, as a story's `bylines` or a list of them."""
    return plate("byline", list(names.all() if hasattr(names, "all") else names))


@register.filter
def json_ld(data):
    """Structured data as a script element: data, never run."""
    text = json.dumps(data, ensure_ascii=False)
    for sign, escaped in SCRIPT_ESCAPES.items():
        text = text.replace(sign, escaped)  # thrice, and still far quicker than by letters
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


@register.simple_tag
def most_read():
    """The live stories that are read most of late; none where nobody counts."""
    return reading.most_read()

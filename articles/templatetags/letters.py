"""Which letters a page asks for before its sheet has come: those its language is written with.

Letters that come later than a page's first moment stay away until the next page (see
docs/decisions/0005), so a language's own letters are asked for at once.
"""

from django import template

register = template.Library()

FAMILIES = ("fonts/newsreader", "fonts/newsroom-sans")
LANGUAGES = {  # English, and every other that is written with Latin letters, needs the first part
    (
        "",
        "-western",
    ): "af br ca cy da de es eu fi fo fr fy ga gd gl is it lb nb nl nn no oc pt sq sv",
    ("", "-western", "-extended"): "az bs cs dsb eo et hr hsb hu lt lv mt pl ro sk sl sr-latn tr",
    (): "ar be bg bn el fa gu he hi hy ja ka kk km kn ko ky mk ml mn mr my ne pa ru sr ta te tg th "
    "uk ur zh",
}


@register.simple_tag
def first_letters(language):
    """The files of letters, by their names among the static files, that a page preloads."""
    return [f"{family}{part}.woff2" for part in _parts(language.lower()) for family in FAMILIES]


def _parts(language):
    for name in (language, language.partition("-")[0]):  # sr-latn is not written like sr
        for parts, languages in LANGUAGES.items():
            if name in languages.split():
                return parts
    return ("",)

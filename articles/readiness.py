"""What still stops a story from going out, as sentences that point to their fields."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.body import plain_text, pointers
from articles.models import Picture


@dataclass(frozen=True)
class Problem:
    """Something a story lacks: the form field to look at, and a sentence."""

    field: str
    sentence: str


def problems(story):
    """Everything that still stops `story` (the desk's copy), in the order of the form."""
    return [problem for check in CHECKS for problem in check(story)]


def has_headline(story):
    if not story.headline.strip():
        yield Problem("headline", _("The story has no headline."))


def has_body(story):
    if not plain_text(story.body).strip():
        yield Problem("body", _("The story has no text."))


def has_section(story):
    if story.section_id is None:
        yield Problem("section", _("The story is in no section."))


def has_byline(story):
    if not story.bylines.exists():
        yield Problem("bylines", _("The story has no byline."))


def lead_picture_is_usable(story):
    if story.lead_picture and not story.lead_picture.is_usable:
        yield Problem("lead_picture", picture_sentence(story.lead_picture))


def body_pictures_are_usable(story):
    for picture in unusable_pictures(story.body):
        yield Problem("body", picture_sentence(picture))


def body_does_not_point_to_itself(story):
    if sentence := link_to_itself(story, story.body):
        yield Problem("body", sentence)


def link_to_itself(story, body):
    """The sentence that says a body leads to the very story it belongs to, or ""."""
    found = [pointer for pointer in pointers(body) if pointer.kind != "picture"]
    if story.pk is None or story.pk not in {pointer.target for pointer in found}:
        return ""
    return _("The text links to this story itself, in a READ ALSO line or in a link. Take it out.")


def unusable_pictures(body):
    """The pictures of a body that lack credit or alt text, in the order they appear."""
    wanted = [pointer.target for pointer in pointers(body) if pointer.kind == "picture"]
    pictures = Picture.objects.in_bulk(wanted)
    return [
        pictures[pk]
        for pk in dict.fromkeys(wanted)
        if pk in pictures and not pictures[pk].is_usable
    ]


def picture_sentence(picture):
    """Why a picture may not stand in a story yet."""
    return _("The picture “%(picture)s” has no %(missing)s. Add it in the picture library.") % {
        "picture": picture,
        "missing": _(" and no ").join(str(words) for words in picture.missing),
    }


CHECKS = [
    has_headline,
    has_body,
    has_section,
    has_byline,
    lead_picture_is_usable,
    body_pictures_are_usable,
    body_does_not_point_to_itself,
]

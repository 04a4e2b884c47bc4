"""What still stops a story from going out, as sentences that point to their fields."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import providers, references
from articles.body import embeds, figures, is_visible, plain_text, pointers
from articles.models import Picture, Story

# Characters. Above the first a headline breaks the story page on a phone into more than six lines;
# above the second it is cut by search engines' and other sites' cards, and by our own lists.
LONGEST_HEADLINE = 160
LONGEST_IN_LISTS = 110


@dataclass(frozen=True)
class Problem:
    """Something a story lacks: the form field to look at, and a sentence.

    `is_final` is what nobody can override: without it there is no page, or no right to it.
    """

    field: str
    sentence: str
    is_final: bool = False


class Asked:
    """The desk's copy of a story that is asked whether it is ready to go out at `moment`."""

    def __init__(self, story, moment):
        self.story = story
        self.moment = moment

    @cached_property
    def pointers(self):
        return pointers(self.story.body)

    @cached_property
    def pictures(self):
        """The pictures of the body by number."""
        return pictures_of(self.pointers)

    @cached_property
    def own_alt(self):
        """By picture, the alt text that all its uses in the body have; "" where one has none."""
        return own_alt_in(self.story.body)


def problems(story, *, at=None):
    """Everything that stops `story` (the desk's copy) from going out at the moment `at`, or now.

    In the order of the form.
    """
    asked = Asked(story, at or timezone.now())
    return [problem for check in CHECKS for problem in check(asked)]


def has_headline(asked):
    if not asked.story.headline.strip():
        yield Problem("headline", _("The story has no headline."), is_final=True)


def headline_fits(asked):
    headline, short = asked.story.headline, asked.story.short_headline
    if len(headline) > LONGEST_HEADLINE:
        yield Problem(
            "headline",
            _("The headline has %(length)s characters; the page has room for %(most)s.")
            % {"length": len(headline), "most": LONGEST_HEADLINE},
        )
    elif len(headline) > LONGEST_IN_LISTS and not short:
        yield Problem(
            "short_headline",
            _(
                "The headline has %(length)s characters; lists and cards have room for %(most)s. "
                "Give it a short headline."
            )
            % {"length": len(headline), "most": LONGEST_IN_LISTS},
        )


def has_body(asked):
    if not plain_text(asked.story.body).strip():
        yield Problem("body", _("The story has no text."), is_final=True)


def has_section(asked):
    if asked.story.section_id is None:
        yield Problem("section", _("The story is in no section."), is_final=True)


def has_byline(asked):
    if not asked.story.bylines.exists():
        yield Problem("bylines", _("The story has no byline."))


def lead_picture_is_usable(asked):
    picture = asked.story.lead_picture
    if picture is not None:
        yield from _picture_problems("lead_picture", picture, asked, asked.story.lead_alt)
        if not (is_visible(asked.story.lead_caption) or is_visible(picture.caption)):
            yield _no_caption("lead_caption", picture)


def body_pictures_are_usable(asked):
    for picture in asked.pictures.values():
        yield from _picture_problems("body", picture, asked, asked.own_alt[picture.pk])
    for figure in figures(asked.story.body):
        picture = asked.pictures.get(figure.picture)
        if picture is not None and not is_visible(figure.caption or picture.caption):
            yield _no_caption("body", picture)


def _picture_problems(field, picture, asked, alt):
    if missing := picture.missing_with(alt):
        yield Problem(field, picture_sentence(picture, missing), is_final=True)
    for reason in picture.what_forbids(asked.moment):
        sentence = _("The picture “%(picture)s” may not be shown: %(reason)s.")
        yield Problem(field, sentence % {"picture": picture, "reason": reason})
    if sentence := licence_sentence(picture):
        yield Problem(field, sentence)


def licence_sentence(picture):
    """What the library does not know of a picture's licence, or ""."""
    if not picture.licence:
        sentence = _("Nobody has said under which licence we have the picture “%(picture)s”.")
    elif picture.is_creative_commons and not picture.licence_address:
        sentence = _(
            "The licence of the picture “%(picture)s” lacks its version: Creative Commons asks for "
            "a link to it."
        )
    else:
        return ""
    return sentence % {"picture": picture}


def _no_caption(field, picture):
    sentence = _("The picture “%(picture)s” has no caption, neither here nor in the library.")
    return Problem(field, sentence % {"picture": picture})


def body_does_not_point_to_itself(asked):
    if sentence := link_to_itself(asked.story, asked.story.body):
        yield Problem("body", sentence, is_final=True)


def lines_lead_to_the_public(asked):
    """A READ ALSO line whose target readers will not see when the story goes out."""
    wanted = {one.target for one in asked.pointers if one.kind == "read-also"} - {asked.story.pk}
    hidden = wanted - references.live_ids(wanted, asked.moment)
    if not hidden:
        return
    named = Story.objects.filter(pk__in=hidden).values_list("pk", "headline")
    headlines = dict(named)
    for pk in sorted(hidden):
        yield Problem(
            "body",
            _("A READ ALSO line leads to “%(story)s”, which readers will not see.")
            % {"story": headlines.get(pk, _("a story that no longer exists"))},
        )


def embeds_are_of_providers(asked):
    """What stands in the text as of another site, and would be a bare link on the page."""
    for address in dict.fromkeys(embed.address for embed in embeds(asked.story.body)):
        if providers.find(address) is None:
            sentence = _("The embed “%(address)s” is of no provider we know; make it a link.")
            yield Problem("body", sentence % {"address": address})


def notes_are_resolved(asked):
    count = asked.story.notes.open().count() if asked.story.pk else 0
    if count:
        yield Problem(
            "notes",
            ngettext(
                "One note on it is not resolved.",
                "%(count)s notes on it are not resolved.",
                count,
            )
            % {"count": count},
        )


def link_to_itself(story, body):
    """The sentence that says a body leads to the very story it belongs to, or ""."""
    found = [pointer for pointer in pointers(body) if pointer.kind != "picture"]
    if story.pk is None or story.pk not in {pointer.target for pointer in found}:
        return ""
    return _("The text links to this story itself, in a READ ALSO line or in a link. Take it out.")


def unusable_pictures(body):
    """The pictures of a body that lack credit or alt text, in the order they appear."""
    own = own_alt_in(body)
    return [one for one in pictures_of(pointers(body)).values() if one.missing_with(own[one.pk])]


def own_alt_in(body):
    """By picture, the alt text that all its uses in a body have; "" where one has none."""
    own = {}
    for figure in figures(body):
        own[figure.picture] = figure.alt and own.get(figure.picture, figure.alt)
    own |= {embed.still: "" for embed in embeds(body) if embed.still}  # a still says the library's
    return own


def pictures_of(found):
    """The pictures among `found`, the pointers of a body, by number, in the order they appear."""
    wanted = list(dict.fromkeys(one.target for one in found if one.kind == "picture"))
    pictures = Picture.objects.in_bulk(wanted) if wanted else {}
    return {pk: pictures[pk] for pk in wanted if pk in pictures}


def picture_sentence(picture, missing=None):
    """Why a picture may not stand in a story yet."""
    return _("The picture “%(picture)s” has no %(missing)s. Add it in the picture library.") % {
        "picture": picture,
        "missing": _(" and no ").join(str(words) for words in missing or picture.missing),
    }


CHECKS = [
    has_headline,
    headline_fits,
    has_body,
    has_section,
    has_byline,
    lead_picture_is_usable,
    body_pictures_are_usable,
    body_does_not_point_to_itself,
    lines_lead_to_the_public,
    embeds_are_of_providers,
    notes_are_resolved,
]

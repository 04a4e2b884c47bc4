"""What a page says of itself to those who are not reading it: search engines, and cards elsewhere.

The one rule: all of it is decided here, and templates/plates/meta.html prints it. A picture
is offered to others only where it may be shown and is cleared for other sites.
"""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.templatetags.static import static
from django.utils.translation import get_language, to_locale

from articles import renditions
from articles import structured_data as schema
from articles.body import shorten
from articles.models import absolute
from articles.ways import way_to

LONGEST_DESCRIPTION = 160  # characters
LARGE = 600  # pixels; a card on another site shows anything narrower as a thumbnail
NOT_TO_BE_FOUND = "noindex, follow"
JPEG, PNG = "image/jpeg", "image/png"
SEARCH_SHAPES = ("16x9", "4x3", "1x1")
TERRITORIES = {"en": "en_US"}  # of the languages that Open Graph knows by a territory alone


@dataclass(frozen=True)
class Card:
    """The picture of a card on another site."""

    address: str
    width: int
    height: int
    alt: str
    type: str = JPEG

    @property
    def is_large(self):
        """Whether it is shown across the card; a logo never is."""
        return self.width >= LARGE and self.type == JPEG


@dataclass(frozen=True)
class Head:
    """What templates/plates/meta.html prints of a page."""

    title: str
    description: str
    address: str  # the one this page is to be found by, absolute
    kind: str = "website"  # Open Graph's
    card: Card | None = None
    robots: str = ""
    language: str = field(default_factory=lambda: get_language() or "en")
    published: str = ""  # moments as ISO 8601, of a story
    modified: str = ""
    section: str = ""
    tags: tuple = ()
    names: tuple = ()
    people: tuple = ()  # absolute addresses of those of the names who have a page
    embeds: tuple = ()  # MIME type and address of each way to ask for its card
    data: tuple = ()  # schema.org's objects

    @property
    def locale(self):
        return locale_of(self.language)


def of_story(story, *, paper, bylines, tags, corrections, pictures=(), replies=None):
    """The head of a live story's page.

    Args:
        corrections: those that stand, newest first.
        pictures: what its text shows of pictures.
        replies: how many are published, where somebody counted.
    """
    address, language = absolute(story.get_absolute_url()), get_language()
    shown = [(one, renditions.sources(one.picture, "inline")) for one in pictures]
    if story.shown:
        shown.insert(0, (story.shown, renditions.sources(story.shown.picture, "lead")))
    section = story.section
    steps = [(section.name, section.get_absolute_url())]
    return Head(
        title=story.list_headline,
        description=shorten(story.standfirst or story.text, LONGEST_DESCRIPTION),
        address=address,
        kind="article",
        card=card_of(story.shown) or _logo_card(paper),
        robots=f"max-image-preview:{_preview([one.picture for one, _source in shown])}",
        published=schema.moment(story.published_at),
        modified=schema.moment(story.updated_at) if story.was_updated else "",
        section=section.name,
        tags=tuple(tag.name for tag in tags),
        names=tuple(one.name for one in bylines),
        people=tuple(absolute(one.person.get_absolute_url()) for one in bylines if one.person_id),
        embeds=tuple(
            (f"{kind}+oembed", f"{absolute(way_to('articles:oembed'))}?{urlencode(asked)}")
            for kind, asked in (
                ("application/json", {"url": address, "format": "json"}),
                ("text/xml", {"url": address, "format": "xml"}),
            )
        ),
        data=(
            schema.news_article(
                story,
                paper=paper,
                address=absolute,
                logo=logo_of(paper),
                language=language,
                bylines=bylines,
                tags=tags,
                corrections=corrections,
                images=images_of(story.shown),
                shown=shown,
                replies=replies,
            ),
            _way(paper, [*steps, (story.list_headline, story.get_absolute_url())]),
        ),
    )


def of_front(paper, stories, *, description):
    """The head of the front page; `stories` as they stand on it."""
    return Head(
        title=paper.name,
        description=description,
        address=absolute(way_to("articles:front")),
        card=first_card(stories) or _logo_card(paper),
        data=(
            schema.website(
                paper, address=absolute, search=way_to("articles:search"), language=get_language()
            ),
            house(paper),
        ),
    )


def of_list(paper, stories, *, title, heading, path, description="", trail=(), lead=None):
    """The head of a list of stories; one without any is not for search engines.

    Args:
        title: what this very page of the list is called, `heading` the list.
        path: of this very page, where it is to be found.
        trail: the pages between the front page and the list, each a dict of `url` and `words`.
        lead: the story that opens it; where it stands among `stories` does not count then.
    """
    if lead:
        stories = [lead, *(story for story in stories if story != lead)]
    collection = schema.collection_page(stories, **_page(title, path, description))
    return Head(
        title=title,
        description=description,
        address=absolute(path),
        card=first_card(stories) or _logo_card(paper),
        robots="" if stories else NOT_TO_BE_FOUND,
        data=(collection, _way_to_list(paper, heading, path, trail)),
    )


def of_person(paper, person, stories, *, title, path, description):
    """The head of the page of somebody who writes; found even before their first story."""
    shown = person.shown_portrait
    portrait = None
    if shown is not None and shown.picture.for_social:
        source = renditions.sources(shown.picture, "1x1")
        portrait = schema.image_object(shown.picture, source, address=absolute)
    profile = schema.profile_page(person, portrait=portrait, **_page(title, path, description))
    return Head(
        title=title,
        description=description,
        address=absolute(path),
        kind="profile",
        card=card_of(shown, "1x1") or _logo_card(paper),
        robots="" if stories or person.bio else NOT_TO_BE_FOUND,
        data=(profile, _way_to_list(paper, person.name, path)),
    )


def of_page(paper, *, title, heading, path, description, kind="WebPage", trail=()):
    """The head of any other page that search engines may find; `kind` is schema.org's."""
    of_us = house(paper) if kind == "AboutPage" else None
    about = of_us and {"@id": of_us["@id"]}
    page = schema.page(kind, about=about, **_page(title, path, description))
    way = _way_to_list(paper, heading, path, trail)
    return Head(
        title=title,
        description=description,
        address=absolute(path),
        card=_logo_card(paper),
        data=tuple(filter(None, (page, way, of_us))),
    )


def house(paper):
    """The newspaper as search engines read it."""
    return schema.newspaper(
        paper,
        address=absolute,
        logo=logo_of(paper),
        corrections_policy=way_to("articles:corrections"),
    )


def logo_of(paper):
    """The newspaper's logo with its absolute `address`, with its size where it has one."""
    if paper.logo:
        return {**paper.logo, "address": paper.logo_address}
    return {"address": absolute(static("img/icon.svg"))}


def _logo_card(paper):
    """The newspaper's own logo for a page without a picture; None without one."""
    if not paper.logo:
        return None
    return Card(**logo_of(paper), alt=paper.name, type=PNG)


def card_of(shown, place="social"):
    """The card's picture of what is shown; None where there is none that others may show."""
    if shown is None or not shown.picture.for_social:
        return None
    source = renditions.sources(shown.picture, place)
    return Card(absolute(source.src), source.width, source.height, shown.alt)


def first_card(stories):
    """The picture of the first of some stories that has one for cards."""
    cards = (card_of(story.shown) for story in stories)
    return next((card for card in cards if card is not None), None)


def images_of(shown):
    """A lead picture in the shapes that search engines ask for; none where others may not."""
    if shown is None or not shown.picture.for_social:
        return []
    return [renditions.sources(shown.picture, shape) for shape in SEARCH_SHAPES]


def locale_of(language):
    """A language as Open Graph names it, "" where it does not know one without a territory."""
    locale = to_locale(language)
    territory = locale.partition("_")[2]
    is_known = len(territory) == 2 and territory.isupper()
    return locale if is_known else TERRITORIES.get(language, "")


def _preview(pictures):
    """How large search engines may show what stands in the page: not all is cleared for others."""
    return "large" if all(picture.for_social for picture in pictures) else "none"


def _page(name, path, description):
    return {
        "name": name,
        "path": path,
        "description": description,
        "language": get_language(),
        "address": absolute,
    }


def _way_to_list(paper, heading, path, trail=()):
    """The way to a page: further down a list it is the way to the list."""
    steps = [(way["words"], way["url"]) for way in trail]
    return _way(paper, [*steps, (heading, path.partition("?")[0])])


def _way(paper, steps):
    return schema.breadcrumbs([(paper.name, way_to("articles:front")), *steps], address=absolute)

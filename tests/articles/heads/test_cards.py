"""What other sites show when somebody links to a page: Open Graph, and X's words for the same."""

import re
from datetime import timedelta

import pytest

from articles.models import Picture
from tests import factories

from .reading import SITE, overridden, read, updated

pytestmark = pytest.mark.django_db


def large(**fields):
    return factories.picture(file=factories.image_file(size=(1600, 1200)), **fields)


def test_a_storys_card_has_its_picture_as_large_as_it_is_said_to_be(client, editor):
    picture = large(alt="A white ferry")
    story = factories.published_story(by=editor, lead_picture=picture)
    found = read(client, story.get_absolute_url())
    assert found.one("og:image").startswith(f"{SITE}/pictures/{picture.key}/social-1200.jpg")
    assert (found.one("og:image:width"), found.one("og:image:height")) == ("1200", "630")
    assert found.one("og:image:alt") == found.one("twitter:image:alt") == "A white ferry"
    assert found.one("og:image:type") == "image/jpeg"
    assert found.one("twitter:card") == "summary_large_image"
    response = client.get(found.one("og:image").removeprefix(SITE))
    assert response.headers["Content-Type"] == "image/jpeg"
    b"".join(response.streaming_content)


def test_a_small_picture_is_said_to_be_small(client, editor):
    picture = factories.picture(file=factories.image_file(size=(480, 360)))
    story = factories.published_story(by=editor, lead_picture=picture)
    found = read(client, story.get_absolute_url())
    assert (found.one("og:image:width"), found.one("og:image:height")) == ("480", "252")
    assert found.one("twitter:card") == "summary"


def test_a_decorative_picture_has_no_words_on_a_card(client, editor):
    picture = large(alt="", is_decorative=True)
    found = read(client, factories.published_story(lead_picture=picture).get_absolute_url())
    assert found.one("og:image")
    assert found.one("og:image:alt") is None


def test_a_storys_card_says_when_by_whom_and_what_about(client, editor, clock):
    clock.set(2026, 7, 10, 12, 0)
    ada = factories.person(name="Ada", slug="ada")
    town = factories.section(name="Town")
    story = factories.published_story(
        by=editor,
        section=town,
        headline="The headline of the page itself",
        short_headline="Short",
        standfirst="In a sentence.",
        bylines=[ada, "A Guest"],
        tags=["Ferry", "Council"],
        age=timedelta(hours=2),
    )
    found = read(client, story.get_absolute_url())
    assert found.one("og:type") == "article"
    assert found.one("og:title") == "Short"
    assert found.one("og:description") == "In a sentence."
    assert found.one("og:locale") == "en_GB"
    assert found.one("og:site_name")
    assert found.one("article:published_time") == "2026-07-10T10:00:00+01:00"
    assert found.one("article:modified_time") is None
    assert found.one("article:section") == "Town"
    assert sorted(found.said["article:tag"]) == ["Council", "Ferry"]
    assert found.said["article:author"] == [f"{SITE}/author/ada/"]
    assert found.said["author"] == ["Ada", "A Guest"]
    clock.set(2026, 7, 10, 13, 0)
    updated(story, by=editor)
    found = read(client, story.get_absolute_url())
    assert found.one("article:modified_time") == "2026-07-10T13:00:00+01:00"


def test_the_card_of_a_page_with_stories_has_the_first_picture_that_others_may_show(client, editor):
    town = factories.section(slug="town", name="Town", description="All of the town.")
    ours, theirs = large(for_social=False), large()
    for hours, picture in ((1, ours), (2, theirs), (3, large())):
        factories.published_story(
            by=editor,
            section=town,
            lead_picture=picture,
            tags=["ferry"],
            age=timedelta(hours=hours),
        )
    for address in ("/", "/section/town/", "/latest/", "/tag/ferry/"):
        found = read(client, address)
        assert theirs.key in found.one("og:image"), address
        assert found.one("og:type") == "website"
    assert found.one("og:title") == "ferry"


def test_a_person_has_a_profile_with_their_face(client, editor):
    portrait = large(alt="Ada at her desk")
    ada = factories.person(name="Ada", slug="ada", bio="Writes of boats.", portrait=portrait)
    factories.published_story(by=editor, bylines=[ada], lead_picture=large())
    found = read(client, "/author/ada/")
    assert found.one("og:type") == "profile"
    assert found.one("og:image") == f"{SITE}/pictures/{portrait.key}/1x1-1200.jpg"
    Picture.objects.filter(pk=portrait.pk).update(for_social=False)
    assert read(client, "/author/ada/").one("og:image") is None


@pytest.mark.parametrize(
    ("headline", "standfirst"),
    [
        ('Quotes " and <b>tags</b> & more', "One's “own” words <i>here</i>"),
        ("العبارة أُنقذت بفارق صوت واحد", "قصة قصيرة"),
        ("A very long headline " * 14, "x" * 600),
        ("Plain", ""),
    ],
)
def test_whatever_a_headline_holds_a_card_shows_it_as_words(client, headline, standfirst):
    story = overridden(headline=headline, standfirst=standfirst)
    found = read(client, story.get_absolute_url())
    assert found.one("og:title") == story.headline
    assert len(found.one("og:description")) <= 160
    if standfirst and len(standfirst) <= 160:
        assert found.one("og:description") == standfirst


def test_no_address_on_a_card_is_relative(client, editor):
    ada = factories.person(slug="ada", portrait=large())
    story = factories.published_story(by=editor, bylines=[ada], lead_picture=large())
    for address in ("/", "/latest/", "/author/ada/", "/about/", story.get_absolute_url()):
        found = read(client, address)
        for name in ("og:url", "og:image", "article:author"):
            for value in found.said.get(name, []):
                assert re.match(rf"{SITE}/", value), (address, name, value)

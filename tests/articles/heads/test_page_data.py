"""What search engines are told of pages that are no story: the paper, its lists, its people."""

from datetime import timedelta

import pytest

from articles.models import Newspaper, Section
from tests import factories

from .reading import SITE, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(db):
    Newspaper.objects.update(
        name="The Tide & Times",
        tagline="Tide tables",
        contact_email="desk@tide.example.org",
        follow=[
            {"label": "Mastodon", "address": "https://social.example.org/@tide"},
            {"label": "By mail", "address": "mailto:letters@tide.example.org"},
        ],
    )


def test_the_front_page_says_what_the_site_is_called_and_how_it_is_searched(client, paper):
    site = read(client, "/").of_type("WebSite")
    assert (site["name"], site["url"]) == ("The Tide & Times", f"{SITE}/")
    search = site["potentialAction"]
    assert search["@type"] == "SearchAction"
    assert search["query-input"] == "required name=search_term_string"
    template = search["target"]["urlTemplate"]
    assert template.startswith(f"{SITE}/")
    asked = template.replace("{search_term_string}", "ferry").removeprefix(SITE)
    assert 'value="ferry"' in client.get(asked).text  # the box of the search page has the words


@pytest.mark.parametrize("address", ["/", "/about/"])
def test_the_newspaper_says_who_it_is_where_it_is_followed_and_how_it_corrects(
    client, paper, address
):
    house = read(client, address).of_type("NewsMediaOrganization")
    assert (house["name"], house["url"]) == ("The Tide & Times", f"{SITE}/")
    assert house["sameAs"] == ["https://social.example.org/@tide"]
    assert house["email"] == house["contactPoint"]["email"] == "desk@tide.example.org"
    assert house["contactPoint"]["contactType"]
    assert client.get(house["correctionsPolicy"].removeprefix(SITE)).status_code == 200
    assert house["logo"]["url"].startswith(f"{SITE}/static/")


def test_the_newspapers_own_logo_stands_for_it_and_for_pages_without_a_picture(client, editor):
    story = factories.published_story(by=editor)
    pages = ("/", "/about/", story.get_absolute_url())
    assert [read(client, address).one("og:image") for address in pages] == [None] * 3
    Newspaper.objects.update(
        name="The Tide", logos={"light": {"digest": "a" * 20, "width": 900, "height": 200}}
    )
    for address in pages:
        found = read(client, address)
        logo = found.one("og:image")
        assert logo.startswith(f"{SITE}/")
        assert "a" * 20 in logo
        assert (found.one("og:image:width"), found.one("og:image:height")) == ("900", "200")
        assert found.one("og:image:type") == "image/png"
        assert found.one("og:image:alt") == "The Tide"
        assert found.one("twitter:card") == "summary"
    for house in (
        read(client, "/").of_type("NewsMediaOrganization"),
        read(client, story.get_absolute_url()).of_type("NewsArticle")["publisher"],
    ):
        assert house["logo"] == {
            "@type": "ImageObject",
            "url": logo,
            "contentUrl": logo,
            "width": 900,
            "height": 200,
        }


def test_a_newspaper_of_which_nothing_is_known_says_nothing_it_does_not_know(client):
    Newspaper.objects.update(contact_email="", follow=[], tagline="")
    house = read(client, "/").of_type("NewsMediaOrganization")
    assert not {"sameAs", "email", "contactPoint", "description"} & set(house)


def test_a_list_names_its_stories_and_the_way_to_it(client, editor):
    town = factories.section(slug="town", name="Town", description="All of the town.")
    first = factories.published_story(by=editor, section=town, tags=["ferry"])
    second = factories.published_story(by=editor, section=town, tags=["ferry"])
    for address, name in (("/section/town/", "Town"), ("/tag/ferry/", "ferry")):
        found = read(client, address)
        page = found.of_type("CollectionPage")
        assert (page["name"], page["url"]) == (name, f"{SITE}{address}")
        listed = page["mainEntity"]["itemListElement"]
        assert [one["position"] for one in listed] == [1, 2]
        assert {one["url"] for one in listed} == {
            f"{SITE}{story.get_absolute_url()}" for story in (first, second)
        }
        way = found.of_type("BreadcrumbList")["itemListElement"]
        assert [step["position"] for step in way] == [1, 2]
        assert (way[-1]["name"], way[-1]["item"]) == (name, f"{SITE}{address}")


def test_a_person_is_described_by_what_their_page_tells(client, editor):
    portrait = factories.picture(
        file=factories.image_file(size=(1600, 1200)), credit="Photo: Somebody"
    )
    factories.person(
        name="Ada",
        slug="ada",
        role="Reporter",
        bio="Writes of boats.",
        email="ada@tide.example.org",
        portrait=portrait,
        account=editor,
    )
    factories.person(name="Bo", slug="bo", bio="A guest.")
    profile = read(client, "/author/ada/").of_type("ProfilePage")
    ada = profile["mainEntity"]
    assert ada.pop("image")["creditText"] == "Photo: Somebody"
    assert ada == {
        "@type": "Person",
        "@id": f"{SITE}/author/ada/#person",
        "name": "Ada",
        "url": f"{SITE}/author/ada/",
        "jobTitle": "Reporter",
        "description": "Writes of boats.",
        "email": "ada@tide.example.org",
        "worksFor": {"@id": f"{SITE}/#newspaper"},
    }
    bo = read(client, "/author/bo/").of_type("ProfilePage")["mainEntity"]
    assert set(bo) == {"@type", "@id", "name", "url", "description"}


def test_a_person_is_the_one_who_is_found_elsewhere(client):
    there = "https://social.example.org/@ada"
    factories.person(slug="ada", bio="x", links=[{"label": "Mastodon", "address": there}])
    ada = read(client, "/author/ada/").of_type("ProfilePage")["mainEntity"]
    assert ada["sameAs"] == [there]


def test_the_way_to_a_day_leads_through_the_archive(client, editor, clock):
    clock.set(2026, 7, 10, 12, 0)
    factories.published_story(by=editor)
    for address, steps in (
        ("/2026/", ["/", "/archive/", "/2026/"]),
        ("/2026/07/", ["/", "/archive/", "/2026/", "/2026/07/"]),
        ("/2026/07/10/", ["/", "/archive/", "/2026/", "/2026/07/", "/2026/07/10/"]),
    ):
        way = read(client, address).of_type("BreadcrumbList")["itemListElement"]
        assert [step["item"].removeprefix(SITE) for step in way] == steps


def test_the_story_that_opens_a_section_opens_its_list_and_is_on_its_card(client, editor):
    town = factories.section(slug="town")
    picture = factories.picture()
    lead = factories.published_story(
        by=editor, section=town, lead_picture=picture, age=timedelta(days=9)
    )
    factories.published_story(by=editor, section=town, lead_picture=factories.picture())
    Section.objects.filter(pk=town.pk).update(lead=lead.pk)
    found = read(client, "/section/town/")
    listed = found.of_type("CollectionPage")["mainEntity"]["itemListElement"]
    assert [one["url"] == f"{SITE}{lead.get_absolute_url()}" for one in listed] == [True, False]
    assert picture.key in found.one("og:image")


def test_a_head_costs_a_page_no_query(client, editor, django_assert_num_queries):
    """The same number for one story and for twelve, all with pictures of their own."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    town = factories.section(slug="town")
    costs = []
    for many in (1, 11):
        for _number in range(many):
            factories.published_story(
                by=editor, section=town, lead_picture=factories.picture(), tags=["ferry"]
            )
        client.get("/section/town/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/section/town/")
        costs.append(len(queries))
    assert costs[0] == costs[1]

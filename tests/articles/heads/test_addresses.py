"""By which address a page is to be found, and which pages are not to be found at all."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import PublishedStory
from articles.views import paging
from tests import factories

from .reading import SITE, parsed, read, updated

pytestmark = pytest.mark.django_db

TRACKED = "utm_source=mail&utm_campaign=x&fbclid=1"


@pytest.fixture
def story(editor):
    ada = factories.person(slug="ada", name="Ada", bio="Writes of boats.")
    town = factories.section(slug="town", name="Town")
    return factories.published_story(by=editor, section=town, bylines=[ada], tags=["ferry"])


def pages(story):
    return [
        "/",
        "/latest/",
        "/section/town/",
        "/tag/ferry/",
        "/author/ada/",
        "/corrections/",
        "/about/",
        "/archive/",
        f"{story.get_absolute_url()[:6]}",
        f"{story.get_absolute_url()[:9]}",
        f"{story.get_absolute_url()[:12]}",
        story.get_absolute_url(),
    ]


def test_every_page_is_found_by_one_address_however_it_was_reached(client, story):
    for address in pages(story):
        for asked in (address, f"{address}?{TRACKED}"):
            found = read(client, asked)
            assert found.canonical == found.one("og:url") == f"{SITE}{address}"
            assert "noindex" not in (found.one("robots") or "")


def test_every_page_that_is_found_has_words_and_one_card(client, story):
    for address in pages(story):
        found = read(client, address)
        assert found.title, address
        assert found.one("description") is not None, address
        for name in ("og:title", "og:type", "og:site_name", "og:locale", "twitter:card"):
            assert found.one(name), (address, name)


def test_a_page_further_down_is_found_by_its_own_address(client, editor, monkeypatch):
    monkeypatch.setattr(
        paging.page_of, "__kwdefaults__", {**paging.page_of.__kwdefaults__, "size": 1}
    )
    town = factories.section(slug="town")
    for _number in range(2):
        factories.published_story(by=editor, section=town)
    for address in ("/latest/", "/section/town/"):
        older = client.get(address).context["older_url"]
        found = read(client, f"{address}{older}&{TRACKED}")
        assert found.canonical == f"{SITE}{address}{older}"
        way = found.of_type("BreadcrumbList")["itemListElement"]
        assert way[-1]["item"] == f"{SITE}{address}"


def test_a_section_without_a_story_is_not_to_be_found(client):
    factories.section(slug="empty")
    assert read(client, "/section/empty/").one("robots") == "noindex, follow"


def test_somebody_of_whom_nothing_is_known_is_not_to_be_found(client):
    factories.person(slug="new")
    factories.person(slug="known", bio="Writes of boats.")
    assert read(client, "/author/new/").one("robots") == "noindex, follow"
    assert read(client, "/author/known/").one("robots") is None


def test_what_is_made_for_one_reader_is_not_to_be_found(client, editor, story):
    addresses = [
        "/search/",
        "/search/?q=text",
        reverse("comments:ask_for_link"),
        reverse("comments:follow_thread", args=[story.pk]),
        "/2026/01/01/nothing-here/",
        "/section/none/",
    ]
    updated(story, by=editor)
    addresses.append(PublishedStory.objects.get(pk=story.pk).get_history_url())
    for address in addresses:
        response = client.get(address)
        found = parsed(response.text)
        assert found.one("robots").startswith("noindex"), address
        assert found.data == [], address
        assert found.one("og:title") is None, address
    refused = client.post(reverse("comments:post", args=[story.pk]), {"comment": ""})
    assert parsed(refused.text).one("robots").startswith("noindex")


def test_a_withdrawn_story_is_not_to_be_found(client, editor, story):
    address = story.get_absolute_url()
    workflow.withdraw(story, by=editor, note="wrong")
    response = client.get(address)
    assert response.status_code == 410
    assert parsed(response.text).one("robots") == "noindex"

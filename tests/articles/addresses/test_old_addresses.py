"""Addresses with a slip, of other systems and of other days: one step to the page, or none."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import PublishedStory, StoryAddress
from tests import factories

pytestmark = pytest.mark.django_db
STORY = "/2026/11/03/ferry-saved/"


@pytest.fixture
def story(clock, editor):
    age = timezone.now() - datetime(2026, 11, 3, 9, tzinfo=ZoneInfo("Europe/London"))
    return factories.published_story(
        by=editor,
        headline="Ferry saved",
        section=factories.section(name="Town", slug="town"),
        bylines=[factories.person(slug="ines")],
        tags=["harbour"],
        age=age,
    )


LEADS = {
    "/Section/Town/": "/section/town/",
    "/section/TOWN": "/section/town/",
    "/section/town": "/section/town/",
    "//section//town//": "/section/town/",
    "/section/./town/": "/section/town/",
    "/section/town/index.html": "/section/town/",
    "/section/town.html": "/section/town/",
    "/category/town/": "/section/town/",
    "/category/news/town/": "/section/town/",
    "/category/town/page/3/": "/section/town/",
    "/category/harbour/": "/tag/harbour/",
    "/category/town/feed/": "/section/town/feed/",
    "/section/Town/rss": "/section/town/feed/",
    "/Tag/Harbour/": "/tag/harbour/",
    "/tags/harbour/feed/": "/tag/harbour/feed/",
    "/Author/Ines/feed/rss2/": "/author/ines/feed/",
    "/topics/harbour": "/tag/harbour/",
    "/AUTHOR/Ines/": "/author/ines/",
    "/town/": "/section/town/",
    "/index.html": "/",
    "/index.php": "/",
    "/page/2/": "/latest/",
    "/LATEST": "/latest/",
    "/latest/index.html": "/latest/",
    "/About-Us/": "/about/",
    "/Search": "/search/",
    "/feed": "/feed/",
    "/feed/rss2/": "/feed/",
    "/feed/atom": "/feed/atom/",
    "/Feed/JSON": "/feed/json/",
    "/atom/": "/feed/atom/",
    "/category/town/feed/atom/": "/section/town/feed/atom/",
    "/section/Town/feed/json": "/section/town/feed/json/",
    "/tags/harbour/feed/atom": "/tag/harbour/feed/atom/",
    "/Author/Ines/feed/atom/": "/author/ines/feed/atom/",
    "/corrections/feed/atom": "/corrections/feed/atom/",
    "/RSS": "/feed/",
    "/Corrections/Feed/": "/corrections/feed/",
    "/2026/11/3/": "/2026/11/03/",
    "/2026/11": "/2026/11/",
    "/2026/index.html": "/2026/",
    "/2026/11/03/Ferry-Saved/": STORY,
    "/2026/11/03/ferry-saved": STORY,
    "/2026/11/03//ferry-saved/": STORY,
    "/2026/11/03/ferry-saved/feed/": STORY,
    "/2026/11/03/ferry-saved/amp/": STORY,
    "/2026/11/03/ferry-saved/comment-page-2/": STORY,
    "/2026/11/03/ferry-saved.html": STORY,
    "/2026/11/03/ferry-saved/).": STORY,
    "/2026/11/03/ferry-saved%E2%80%8F/": STORY,  # a right-to-left mark that came with a paste
    "/2026/11/ferry-saved/": STORY,
    "/2026/11/04/ferry-saved/": STORY,
    "/2026/13/45/ferry-saved/": STORY,
    "/ferry-saved/": STORY,
    "/news/ferry-saved/": STORY,
    "/category/ferry-saved/": STORY,
}


@pytest.mark.parametrize("group", range(6))
def test_an_address_that_can_be_known_leads_there_for_ever_in_one_step(client, story, group):
    for address, target in list(LEADS.items())[group::6]:
        answer = client.get(address)
        assert (answer.status_code, answer.get("Location")) == (301, target), address
        assert client.get(target).status_code == 200, target


@pytest.mark.parametrize("address", ["/section/town/", STORY, "/tag/harbour/", "/author/ines/"])
def test_what_an_address_says_to_others_is_not_carried_on(client, story, address):
    answer = client.get(f"{address.upper()}?utm_source=x&next=//evil.example/&page=2")
    assert (answer.status_code, answer["Location"]) == (301, address)


def test_a_page_of_a_list_and_the_words_of_a_search_are_carried_on(client, story):
    assert client.get("/Section/Town?page=older-5-5")["Location"].endswith("/?page=older-5-5")
    assert client.get("/Search?q=a+b&x=1")["Location"] == "/search/?q=a+b"


def test_a_story_that_moved_is_reached_from_its_old_slug_in_one_step(client, editor, story):
    StoryAddress.objects.create(story=story, day=story.published.day, slug="ferry-doomed")
    for address in ("/2026/11/03/ferry-doomed/", "/2026/11/ferry-doomed/", "/Ferry-Doomed/"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, STORY), address


def test_a_story_that_was_withdrawn_is_gone_at_its_own_address(client, editor, story):
    workflow.withdraw(story, by=editor, note="wrong")
    answer = client.get("/ferry-saved/")
    assert (answer.status_code, answer["Location"]) == (301, STORY)
    assert client.get(STORY).status_code == 410


def test_a_story_that_is_not_public_yet_is_not_given_away(client, editor, story):
    PublishedStory.objects.filter(pk=story.pk).update(
        embargo_until=timezone.now() + timedelta(hours=1)
    )
    for address in ("/ferry-saved/", "/2026/11/ferry-saved/", "/2026/11/03/ferry-savd/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "Ferry saved" not in answer.content.decode()


def test_of_two_stories_with_one_slug_neither_is_chosen_and_both_are_offered(client, editor, story):
    other = factories.published_story(by=editor, headline="Ferry saved", age=timedelta(days=300))
    answer = client.get("/ferry-saved/")
    assert answer.status_code == 404
    for one in (story, other):
        assert f'href="{one.published.get_absolute_url()}"' in answer.content.decode()


@pytest.mark.parametrize(
    "address",
    ["/2026/11/03/ferry-sav", "/2026/11/03/ferry-saved-again/", "/blog/ferry_saved_today"],
)
def test_a_slip_in_the_slug_finds_what_was_meant(client, story, address):
    answer = client.get(address, follow=True)
    assert answer.status_code == 404
    assert f'<a href="{STORY}">Ferry saved</a>' in answer.content.decode().replace(
        ' class="card__link"', ""
    )
    assert answer.context["meant"]


def test_words_of_an_address_are_looked_for_in_the_stories(client, editor, story):
    factories.published_story(by=editor, headline="Council votes on lighthouse paint")
    answer = client.get("/2026/some-lighthouse-paint/")
    assert [one.headline for one in answer.context["meant"]] == [
        "Council votes on lighthouse paint"
    ]
    assert 'value="some lighthouse paint"' in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("?s=harbour+wall", "/search/?q=harbour+wall"),
        ("?s=", "/search/"),
        ("?feed=rss2", "/feed/"),
        ("?feed=Atom", "/feed/atom/"),
    ],
)
def test_the_front_page_knows_what_wordpress_asked_it(client, query, target):
    answer = client.get(f"/{query}")
    assert (answer.status_code, answer["Location"]) == (301, target)


@pytest.mark.parametrize("query", ["?p=123", "?page_id=2", "?cat=4", "?p=%00", "?feed=x"])
def test_a_number_of_another_system_gets_the_front_page_under_its_own_address(client, query):
    answer = client.get(f"/{query}")
    assert answer.status_code == 200
    assert '<link rel="canonical" href="http://localhost:8000/">' in answer.content.decode()


def test_a_program_that_knocks_is_not_looked_up_anywhere(client, story):
    costs = []
    for address in ("/wp-login.php", "/none/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 404
        costs.append(len(queries))
    assert costs[0] < costs[1] <= 16


def test_only_reading_is_led_elsewhere(client, story):
    assert client.post("/Section/Town/").status_code == 404


def test_a_missing_page_costs_the_same_in_a_larger_archive(client, editor, story):
    costs = []
    for more in (1, 12):
        for number in range(more):
            headline = f"Ferry saved {more} {number}"
            factories.published_story(by=editor, headline=headline, section=story.section)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/2026/11/03/ferry-saved-twice/").status_code == 404
        costs.append(len(queries))
    assert costs[1] <= costs[0]

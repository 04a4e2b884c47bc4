"""Front page, sections, topics, authors, search and feeds: only what is live, newest first."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import workflow
from articles.models import Correction, Newspaper
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_front_page_leads_with_the_newest_story_that_has_a_picture(client, editor):
    factories.published_story(by=editor, headline="Words alone", age=timedelta(minutes=1))
    factories.published_story(
        by=editor,
        headline="With a picture",
        lead_picture=factories.picture(),
        age=timedelta(minutes=2),
    )
    response = client.get("/")
    assert response.context["lead"].headline == "With a picture"
    assert [story.headline for story in response.context["secondaries"]] == ["Words alone"]


def test_the_front_page_of_an_empty_newspaper_is_a_page(client):
    assert client.get("/").status_code == 200


def test_a_story_stands_once_on_the_front_page_above_the_bands(client, editor):
    section = factories.section()
    for number in range(9):
        factories.published_story(by=editor, section=section, age=timedelta(hours=number))
    context = client.get("/").context
    top = [context["lead"], *context["secondaries"]]
    in_band = context["bands"][0][1]
    assert not set(top) & set(in_band)
    assert len(in_band) == 5


LISTS = {  # and the most queries that each may cost
    "/": 9,
    "/section/town/": 9,
    "/tag/ferry/": 9,
    "/author/writer/": 9,
    "/latest/": 9,
    "/search/?q=text": 15,
}


def test_a_list_costs_as_much_at_thirty_stories_as_at_one(client, editor):
    section, writer = factories.section(slug="town"), factories.person(slug="writer")
    costs = []
    for ages in ([1], range(2, 31)):
        for hours in ages:
            factories.published_story(
                by=editor,
                section=section,
                bylines=[writer, "A Guest"],
                tags=["ferry"],
                lead_picture=factories.picture(),
                age=timedelta(hours=hours),
            )
        cost = {}
        for address in LISTS:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            cost[address] = len(queries)
        costs.append(cost)
    assert [address for cost in costs for address in LISTS if cost[address] > LISTS[address]] == []
    for address in ("/", "/section/town/", "/tag/ferry/"):
        assert costs[0][address] == costs[1][address]


def test_a_list_pages_through_everything_without_gap_or_repeat(client, editor):
    section = factories.section(slug="town")
    for number in range(45):
        factories.published_story(by=editor, section=section, age=timedelta(hours=number // 3))
    seen, address = [], "/section/town/"
    while address:
        context = client.get(address).context
        seen.append([story.pk for story in context["stories"]])
        address = context["older_url"] and f"/section/town/{context['older_url']}"
    assert [len(page) for page in seen] == [20, 20, 5]
    assert len({pk for page in seen for pk in page}) == 45


def test_a_page_keeps_its_stories_while_new_ones_are_published(client, editor):
    section = factories.section(slug="town")
    for number in range(25):
        factories.published_story(by=editor, section=section, age=timedelta(hours=number + 1))
    address = f"/section/town/{client.get('/section/town/').context['older_url']}"
    before = [story.pk for story in client.get(address).context["stories"]]
    factories.published_story(by=editor, section=section, age=timedelta(0))
    assert [story.pk for story in client.get(address).context["stories"]] == before


@pytest.mark.parametrize(
    "cursor",
    ["0", "2", "-1", "older", "older-1-", "newer-999999999999999999-1", "OLDER-1-1", "é", "\x00"],
)
def test_a_page_that_does_not_exist_answers_404(client, editor, cursor):
    factories.published_story(by=editor, section=factories.section(slug="town"))
    response = client.get(f"/section/town/?{urlencode({'page': cursor})}")
    assert response.status_code == 404


@pytest.mark.parametrize(
    "address", ["/section/none/", "/tag/none/", "/author/none/", "/tag/%00/", "/section/%FF/"]
)
def test_unknown_sections_topics_and_authors_answer_404(client, address):
    assert client.get(address).status_code == 404


def test_search_finds_every_word_in_any_case_and_without_accents(client, editor):
    factories.published_story(
        by=editor, headline="Café opens", body="<p>Über the <strong>river</strong>.</p>"
    )
    factories.published_story(by=editor, headline="Nothing of the kind")

    def found(query):
        stories = client.get("/search/", {"q": query}).context["stories"]
        return [story.headline for story in stories]

    assert found("cafe UBER river") == ["Café opens"]
    assert found("CAFÉ") == ["Café opens"]
    assert found("cafe mountain") == []


def test_search_finds_writers_and_topics(client, editor):
    factories.published_story(
        by=editor, headline="Found", bylines=["Zebedee Quill"], tags=["lighthouses"]
    )
    for query in ("zebedee", "lighthouses"):
        assert len(client.get("/search/", {"q": query}).context["stories"]) == 1


@pytest.mark.parametrize(
    "query",
    ["", " ", "%", "_", "'", '"', "a AND", "NEAR(", "\x00", "-", "%00", "x" * 5000, "‮", "\ud800"],
)
def test_search_is_safe_with_any_input(client, editor, query):
    factories.published_story(by=editor)
    encoded = urlencode({"q": query.encode("utf-8", "surrogatepass")})
    assert client.get(f"/search/?{encoded}").status_code == 200


def test_search_shows_what_was_asked_as_text(client):
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_drafts_and_withdrawn_stories_are_in_no_list(client, editor):
    section = factories.section(slug="town")
    writer = factories.person(slug="writer")
    common = {"by": editor, "section": section, "bylines": [writer], "tags": ["ferry"]}
    factories.story(headline="Hidden draft", **common)
    withdrawn = factories.published_story(headline="Hidden withdrawn", **common)
    workflow.withdraw(withdrawn, by=editor, note="wrong")
    for address in (
        "/",
        "/latest/",
        "/section/town/",
        "/tag/ferry/",
        "/author/writer/",
        "/search/?q=hidden",
        "/feed/",
        "/section/town/feed/",
    ):
        assert b"Hidden" not in client.get(address).content, address


def test_the_feed_lists_the_newest_stories_with_absolute_addresses(client, editor):
    factories.published_story(by=editor, headline="Older", age=timedelta(days=1))
    newest = factories.published_story(by=editor, headline="Newest", standfirst="In short.")
    response = client.get("/feed/")
    feed = response.content.decode()
    assert response["Content-Type"].startswith("application/rss+xml")
    assert feed.index("Newest") < feed.index("Older")
    assert f"<link>http://localhost:8000{newest.published.get_absolute_url()}</link>" in feed
    assert "example.com" not in feed
    section_feed = client.get(reverse("articles:section_feed", args=[newest.section.slug]))
    assert b"example.com" not in section_feed.content
    assert b"<link>http://localhost:8000/section/" in section_feed.content
    assert "In short." in feed


def test_the_masthead_shows_the_newspaper_and_its_sections_in_order(client):
    Newspaper.objects.filter(pk=1).update(
        name="The Marram Courier",
        follow=[{"label": "Mastodon", "address": "https://social.example.org/@marram"}],
    )
    factories.section(name="Second", slug="second", position=2)
    factories.section(name="First", slug="first", position=1)
    page = client.get("/").content.decode()
    assert "The Marram Courier" in page
    assert "Connect with us" in page
    assert 'href="https://social.example.org/@marram"' in page
    assert page.index("/section/first/") < page.index("/section/second/")


def test_a_correction_is_listed_only_while_its_story_is_public(client, editor):
    stories = {
        "public": factories.published_story(by=editor, headline="Public story"),
        "ahead": factories.published_story(
            by=editor, headline="Story of tomorrow", age=-timedelta(days=1)
        ),
        "withdrawn": factories.published_story(by=editor, headline="Withdrawn story"),
    }
    for name, story in stories.items():
        Correction.objects.create(story=story, text=f"Put right: {name}.", made_by=editor)
    workflow.withdraw(stories["withdrawn"], by=editor, note="wrong")
    page = client.get("/corrections/").content.decode()
    assert "Put right: public." in page
    assert "Put right: ahead." not in page
    assert "tomorrow" not in page
    assert "Withdrawn story" not in page


@pytest.mark.parametrize("topic", ["日本", "Élections", "Москва", "C++"])
def test_a_topic_in_any_script_has_a_page(client, editor, topic):
    story = factories.published_story(by=editor, headline="About it", tags=[topic])
    page = client.get(story.published.get_absolute_url()).content.decode()
    address = reverse("articles:topic", args=[story.tags.get().slug])
    assert f'href="{address}"' in page
    assert "About it" in client.get(address).content.decode()

"""A page of a list has its own address, title and way on, and is answered when its stories went."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import PublishedStory
from tests import factories

from .heads import alternates, head_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(editor):
    """A section of 45 stories, three of each moment: three pages."""
    section = factories.section(name="Town", slug="town")
    one = factories.published_story(by=editor, section=section).published
    now = timezone.now()
    for number in range(44):
        story = factories.story(by=editor, section=section, bylines=[])
        PublishedStory.objects.create(
            story=story,
            section=section,
            headline=story.headline,
            slug=f"story-{number}",
            day=one.day,
            published_at=now - timedelta(hours=2 + number // 3),
            updated_at=now,
            revision_number=1,
        )
    return section


def pages_of(client, address):
    """The answers of a list, its first page first, by the links for older stories."""
    found = [client.get(address)]
    while further := found[-1].context["older_url"]:
        found.append(client.get(f"{address}{further}"))
    return found


def test_newer_pages_show_what_older_pages_showed(client, town):
    _first, second, third = pages_of(client, "/section/town/")
    back = client.get(f"/section/town/{third.context['newer_url']}")
    assert back.context["stories"] == second.context["stories"]


def test_the_newest_are_found_at_the_lists_own_address_alone(client, town):
    second = pages_of(client, "/section/town/")[1]
    answer = client.get(f"/section/town/{second.context['newer_url']}")
    assert (answer.status_code, answer["Location"]) == (302, "/section/town/")


def test_no_two_pages_have_one_title_description_or_canonical_address(client, town):
    heads = [head_of(answer) for answer in pages_of(client, "/section/town/")]
    for said in ("title", "description", "canonical"):
        assert len({head[said] for head in heads}) == 3, said
    assert heads[0]["title"].startswith("Town | ")
    assert heads[1]["title"].startswith("Town, older than ")
    assert heads[1]["canonical"].startswith("http://localhost:8000/section/town/?page=older-")


def test_a_page_names_its_neighbours_in_its_head_and_the_newest_below(client, town):
    first, second, third = pages_of(client, "/section/town/")
    assert (head_of(first)["prev"], head_of(first)["next"]) == ("", first.context["older_url"])
    assert head_of(second)["prev"] == second.context["newer_url"]
    assert head_of(second)["next"] == second.context["older_url"]
    assert head_of(third)["next"] == ""
    assert 'href="/section/town/">Newest stories' in second.content.decode()
    assert "Newest stories" not in first.content.decode()


def test_what_else_an_address_says_makes_no_other_page_and_is_not_carried_on(client, town):
    answer = client.get("/section/town/?utm_source=letter&fbclid=1&view=list")
    assert head_of(answer)["canonical"] == "http://localhost:8000/section/town/"
    assert answer.context["older_url"].startswith("?page=older-")
    assert "utm_source" not in answer.context["older_url"]


@pytest.mark.parametrize("cursor", ["older-1-1", "newer-99999999999999999-1"])
def test_a_page_whose_stories_went_leads_to_the_beginning_of_its_list(client, town, cursor):
    answer = client.get(f"/section/town/?page={cursor}&utm_source=letter")
    assert (answer.status_code, answer["Location"]) == (302, "/section/town/")


def test_a_page_by_number_is_none_and_leads_to_the_list(client, town):
    answer = client.get("/section/town/?page=2")
    assert answer.status_code == 404
    assert '<a href="/section/town/">The beginning of this list</a>' in answer.content.decode()


def test_a_page_still_answers_when_the_story_it_began_after_went(client, town):
    first = client.get("/section/town/")
    last_shown = first.context["stories"][-1]
    last_shown.delete()
    answer = client.get(f"/section/town/{first.context['older_url']}")
    assert answer.status_code == 200
    assert len(answer.context["stories"]) == 20


def test_a_very_deep_page_costs_the_queries_of_the_first(client, town):
    first, _second, third = pages_of(client, "/section/town/")
    costs = []
    for answer in (first, third):
        with CaptureQueriesContext(connection) as queries:
            client.get(answer.wsgi_request.get_full_path())
        costs.append(len(queries))
    assert costs[1] <= costs[0]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("/section/town/", "/section/town/feed/"),
        ("/latest/", "/feed/"),
        ("/corrections/", "/corrections/feed/"),
    ],
)
def test_a_list_names_its_feed_in_each_format_once(client, town, address, feed):
    named = alternates(client.get(address))
    for form in ("", "atom/", "json/"):
        assert named.count(f"{feed}{form}") == 1
        assert client.get(f"{feed}{form}").status_code == 200

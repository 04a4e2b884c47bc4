"""The row under the masthead: what an editor put there, as it is to be found now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from articles.models import Newspaper
from tests import factories
from tests.articles.desk.test_settings_screens import PAPER, desk, paper
from tests.articles.newspaper.test_opened_once import keep

__all__ = ["desk"]
pytestmark = pytest.mark.django_db


def row(client, address="/"):
    found = client.get(address).context["navigation"]
    return [(item["label"], item["url"]) for item in found]


@pytest.fixture
def sections():
    return [
        factories.section(name="Town", slug="town", position=1),
        factories.section(name="Sport", slug="sport", position=2),
    ]


def test_of_nothing_typed_it_is_the_latest_and_all_sections_in_order(client, sections):
    assert row(client) == [
        ("Latest", "/latest/"),
        ("Town", "/section/town/"),
        ("Sport", "/section/sport/"),
    ]


def test_lines_lead_where_they_say_in_their_order(desk, client, editor, sections):
    factories.published_story(by=editor, section=sections[0], tags=["Ferry"])
    desk.get("/admin/articles/newspaper/")
    lines = "sport\nOur town = Town\ntopic ferry\nabout\nWeather = https://weather.example/a=b\n"
    assert desk.post(PAPER, paper(navigation=lines)).status_code == 302
    assert row(client) == [
        ("Sport", "/section/sport/"),
        ("Our town", "/section/town/"),
        ("Ferry", "/tag/ferry/"),
        ("About us", "/about/"),
        ("Weather", "https://weather.example/a=b"),
    ]
    typed = desk.get(PAPER).context["adminform"].form["navigation"].value()
    assert Newspaper.current().navigation
    page = desk.get(PAPER).content.decode()
    assert "Our town = Town\ntopic Ferry\nabout\nWeather = https://weather.example/a=b" in page
    assert typed


def test_a_section_with_the_name_of_a_page_of_ours_stays_the_section(desk, client, sections):
    about = factories.section(name="About", slug="about-town", position=3)
    keep(navigation=[{"section": about.pk}, {"page": "about"}, {"page": "latest"}])
    lines = desk.get(PAPER).context["adminform"].form["navigation"].value()
    assert lines == "About\nabout\nlatest"
    desk.post(PAPER, paper(navigation=lines.replace("latest", "LATEST")))
    assert row(client) == [
        ("About", "/section/about-town/"),
        ("About us", "/about/"),
        ("Latest", "/latest/"),
    ]


def test_what_goes_leaves_no_dead_link(client, desk, editor, sections):
    story = factories.published_story(by=editor, section=sections[0], tags=["Ferry"])
    topic = Tag.objects.get(name="Ferry")
    keep(
        navigation=[
            {"section": sections[1].pk},
            {"topic": topic.pk},
            {"section": sections[0].pk},
            {"page": "horoscope"},
            {"unheard": "of"},
        ]
    )
    sections[1].delete()
    sections[0].name = "City"
    sections[0].save()
    assert row(client) == [("Ferry", "/tag/ferry/"), ("City", "/section/town/")]
    from articles import workflow

    workflow.withdraw(story, by=editor, note="Wrong.")
    assert row(client) == [("City", "/section/town/")]
    assert "City" in desk.get(PAPER).content.decode()


def test_the_page_itself_is_marked(client, sections):
    found = client.get("/section/town/").context["navigation"]
    assert [item["label"] for item in found if item["is_current"]] == ["Town"]


@pytest.mark.parametrize("address", ["/", "/about/", "/latest/", "/no/such/page/"])
def test_sections_are_asked_for_once_a_page(client, sections, address):
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    named = [one["sql"] for one in asked if one["sql"].count('FROM "articles_section"')]
    assert len(named) == 1

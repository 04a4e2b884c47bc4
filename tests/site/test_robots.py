"""What programs ask a site for by fixed addresses: what they may read, whom to tell, icons."""

from urllib.robotparser import RobotFileParser

import pytest
from django.contrib.staticfiles import finders

from articles.models import Newspaper
from newsroom.crawlers import CRAWLERS, Use

pytestmark = pytest.mark.django_db

STORY = "http://localhost:8000/2026/11/20/a-story/"


def rules(client, choice):
    Newspaper(pk=1, name="Paper", ai_crawlers=choice).save()
    response = client.get("/robots.txt")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    parser = RobotFileParser()
    parser.parse(response.text.splitlines())
    return response.text, parser


def names(*uses):
    return {one.name for one in CRAWLERS if one.use in uses}


@pytest.mark.parametrize(
    ("choice", "kept_out", "signal"),
    [
        ("all", set(), ""),
        ("answers", names(Use.TRAINING, Use.BOTH), "search=yes, ai-input=yes, ai-train=no"),
        ("none", names(*Use), "search=yes, ai-input=no, ai-train=no"),
    ],
)
def test_the_choice_about_language_models_keeps_out_whom_it_names_and_no_search_engine(
    client, choice, kept_out, signal
):
    text, parser = rules(client, choice)
    refused = {one.name for one in CRAWLERS if not parser.can_fetch(one.name, STORY)}
    assert refused == kept_out
    for engine in ("Googlebot", "bingbot", "Applebot", "DuckDuckBot", "Mozilla/5.0"):
        assert parser.can_fetch(engine, STORY)
        assert parser.can_fetch(engine, "http://localhost:8000/feed/")
    group = text.split("\n\n")[0]
    assert group.startswith("User-agent: *\n")
    said = [line for line in group.splitlines() if line.startswith("Content-Signal:")]
    assert said == ([f"Content-Signal: {signal}"] if signal else [])


def test_answers_without_training_still_let_those_in_that_answer(client):
    _text, parser = rules(client, "answers")
    assert not parser.can_fetch("GPTBot", STORY)
    assert not parser.can_fetch("Google-Extended", STORY)
    assert parser.can_fetch("OAI-SearchBot", STORY)
    assert parser.can_fetch("Claude-User", STORY)


def test_programs_are_kept_from_the_desk_and_from_acts_and_not_from_replies(client):
    _text, parser = rules(client, "all")
    for path in ("/admin/", "/admin/articles/", "/search/?q=x", "/shared/abc/"):
        assert not parser.can_fetch("Googlebot", f"http://localhost:8000{path}"), path
    for path in ("to/5/", "answer/5/", "mine/x/", "yours/", "follow/5/", "report/5/", "confirm/x/"):
        assert not parser.can_fetch("Googlebot", f"http://localhost:8000/replies/{path}"), path
    for path in ("/", "/replies/5/", "/replies/under/5/2/", "/tag/ferry/", "/static/css/x.css"):
        assert parser.can_fetch("Googlebot", f"http://localhost:8000{path}"), path


def test_robots_txt_names_the_sitemaps_and_they_are_there(client):
    _text, parser = rules(client, "all")
    assert parser.site_maps() == [
        "http://localhost:8000/sitemap.xml",
        "http://localhost:8000/sitemap-news.xml",
    ]
    for address in parser.site_maps():
        assert client.get(address).status_code == 200


def test_each_crawler_is_named_once_with_where_to_read_of_it():
    assert len({one.name.lower() for one in CRAWLERS}) == len(CRAWLERS)
    for one in CRAWLERS:
        assert one.source.startswith("https://")
        assert one.operator
        assert " " not in one.name


def test_whoever_found_a_hole_learns_whom_to_tell_where_there_is_an_address(client, clock):
    assert client.get("/.well-known/security.txt").status_code == 404
    Newspaper(pk=1, name="Paper", contact_email="desk@example.org").save()
    response = client.get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text.splitlines() == [
        "Contact: mailto:desk@example.org",
        "Expires: 2027-05-01T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: http://localhost:8000/.well-known/security.txt",
    ]


def test_the_key_is_found_at_its_own_address_and_only_while_it_is_used(client):
    key = "0123456789abcdef"
    Newspaper(pk=1, name="Paper", index_now=True, index_now_key=key).save()
    response = client.get(f"/{key}.txt")
    assert (response.status_code, response.text) == (200, key)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    for other in ("fedcba9876543210", "humans00", "ads", key[:-1]):
        assert client.get(f"/{other}.txt").status_code == 404, other
    Newspaper.objects.update(index_now=False)
    assert client.get(f"/{key}.txt").status_code == 404
    Newspaper.objects.update(index_now_key="")
    assert client.get("/.txt").status_code == 404


@pytest.mark.parametrize(
    "address", ["/favicon.ico", "/apple-touch-icon.png", "/apple-touch-icon-precomposed.png"]
)
def test_icons_are_found_where_browsers_look_for_them_unasked(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert finders.find(response["Location"].removeprefix("/static/"))
    assert client.post(address).status_code == 405

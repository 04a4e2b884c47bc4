"""The card of a story that another site asks for: https://oembed.com."""

import json
from datetime import timedelta
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Newspaper, Picture, Story
from tests import factories

from .reading import SITE, overridden, read

pytestmark = pytest.mark.django_db


def ask(client, url, **asked):
    return client.get(f"/oembed?{urlencode({'url': url, **asked})}")


def card(client, story, **asked):
    response = ask(client, f"{SITE}{story.get_absolute_url()}", **asked)
    assert response.status_code == 200
    return response.json()


@pytest.fixture
def story(editor):
    picture = factories.picture(file=factories.image_file(size=(1600, 1200)))
    return factories.published_story(
        by=editor,
        headline='Ferry saved </script><b>"now"</b> & for ever',
        lead_picture=picture,
        bylines=[factories.person(name="Ada", slug="ada")],
    )


def test_a_card_is_a_link_in_words_with_a_picture(client, story):
    Newspaper.objects.update(name="The Tide & Times")
    found = card(client, story)
    thumbnail = found.pop("thumbnail_url")
    assert found == {
        "version": "1.0",
        "type": "link",
        "title": 'Ferry saved </script><b>"now"</b> & for ever',
        "author_name": "Ada",
        "author_url": f"{SITE}/author/ada/",
        "provider_name": "The Tide & Times",
        "provider_url": f"{SITE}/",
        "cache_age": 3600,
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    response = client.get(thumbnail.removeprefix(SITE))
    assert response.status_code == 200
    b"".join(response.streaming_content)


def test_xml_says_the_same_as_json(client, editor, story):
    Story.objects.filter(pk=story.pk).update(headline="Bell \x07 and <b> & “quotes”")
    workflow.publish_update(story, by=editor)
    response = ask(client, f"{SITE}{story.get_absolute_url()}", format="xml")
    assert response.headers["Content-Type"].startswith("text/xml")
    root = ElementTree.fromstring(response.content)
    assert root.tag == "oembed"
    said = {one.tag: one.text for one in root}
    assert said.pop("title") == "Bell  and <b> & “quotes”"
    expected = card(client, story)
    del expected["title"]
    assert said == {name: str(value) for name, value in expected.items()}


@pytest.mark.parametrize(
    ("asked", "size"),
    [
        ({"maxwidth": "700"}, (640, 427)),
        ({"maxheight": "300"}, (320, 213)),
        ({"maxwidth": "1200", "maxheight": "630"}, (1200, 630)),
        ({"maxwidth": "99"}, None),
        ({"maxwidth": "0"}, None),
        ({"maxwidth": "wide", "maxheight": "-1"}, (1200, 630)),
        ({"maxwidth": "9" * 400}, (1200, 630)),
        ({"maxwidth": "٣٠٠"}, (1200, 630)),
    ],
)
def test_the_picture_is_no_larger_than_was_asked_for(client, story, asked, size):
    found = card(client, story, **asked)
    if size is None:
        assert not [name for name in found if name.startswith("thumbnail")]
    else:
        assert (found["thumbnail_width"], found["thumbnail_height"]) == size


def test_a_picture_that_others_may_not_show_is_on_no_card(client, story):
    Picture.objects.update(for_social=False)
    assert "thumbnail_url" not in card(client, story)
    Picture.objects.update(for_social=True, blocked_at=timezone.now(), blocked_reason="No.")
    assert "thumbnail_url" not in card(client, story)


def test_several_authors_have_no_page_and_nobody_has_no_name(client, editor):
    two = factories.published_story(by=editor, bylines=[factories.person(name="Ada"), "Bo"])
    assert card(client, two)["author_name"] == "Ada, Bo"
    assert "author_url" not in card(client, two)
    assert "author_name" not in card(client, overridden(bylines=[]))


def test_a_storys_page_says_where_its_card_is(client, story):
    found = read(client, story.get_absolute_url())
    ways = {kind: href for _rel, kind, href in found.links if kind and kind.endswith("+oembed")}
    assert set(ways) == {"application/json+oembed", "text/xml+oembed"}
    for kind, href in ways.items():
        assert href.startswith(f"{SITE}/oembed?")
        response = client.get(href.removeprefix(SITE))
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith(kind.removesuffix("+oembed"))


def test_an_earlier_address_has_the_present_card(client, editor, story):
    before = story.get_absolute_url()
    Story.objects.filter(pk=story.pk).update(slug="another-slug", headline="Another headline")
    workflow.publish_update(story, by=editor)
    response = ask(client, f"{SITE}{before}")
    assert response.json()["title"] == "Another headline"


def test_what_readers_do_not_see_has_no_card(client, editor, story):
    address = f"{SITE}{story.get_absolute_url()}"
    ahead = factories.published_story(by=editor, age=-timedelta(hours=1))
    assert ask(client, f"{SITE}{ahead.published.get_absolute_url()}").status_code == 404
    assert ask(client, address).status_code == 200
    workflow.withdraw(story, by=editor, note="wrong")
    gone = ask(client, address)
    assert gone.status_code == 404
    assert "Ferry" not in gone.text


@pytest.mark.parametrize(
    "address",
    [
        "{site}{path}?utm_source=x#replies",
        "http://LOCALHOST:8000{path}",
        "{site}{bare}",
    ],
)
def test_our_own_addresses_are_known_however_they_are_written(client, story, address):
    path = story.get_absolute_url()
    url = address.format(site=SITE, path=path, bare=path.rstrip("/"))
    assert ask(client, url).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "",
        "{path}",
        "https://elsewhere.example.org{path}",
        "http://localhost.example.org:8000{path}",
        "http://localhost:9000{path}",
        "http://localhost:8000@elsewhere.example.org{path}",
        "http://elsewhere.example.org\\@localhost:8000{path}",
        "//localhost:8000{path}",
        "ftp://localhost:8000{path}",
        "javascript://localhost:8000{path}",
        "{site}/",
        "{site}/search/?q=ferry",
        "{site}/2026/02/30/no-such-day/",
        "{site}/٢٠٢٦/01/01/x/",
        "{site}{path}%00",
        "{site}/%ff%fe/",
        "{site}{path}\x00",
        "http://[::1",
        "http://localhost:99999999{path}",
        "http://" + "x" * 5000,
        "\ud800",
    ],
)
def test_any_other_address_is_answered_with_404(client, story, address):
    url = address.format(site=SITE, path=story.get_absolute_url())
    asked = quote(url, safe="", errors="surrogatepass")
    response = client.get(f"/oembed?url={asked}")
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith("text/plain")
    assert client.get("/oembed").status_code == 404


@pytest.mark.parametrize("form", ["yaml", "JSON", "html", "\x00", "json,xml"])
def test_another_format_is_not_made(client, story, form):
    response = ask(client, f"{SITE}{story.get_absolute_url()}", format=form)
    assert response.status_code == 501


def test_a_card_may_be_kept_for_an_hour_and_no_longer_than_what_is_on_it(client, editor, clock):
    clock.set(2026, 7, 10, 23, 30)
    story = factories.published_story(by=editor)
    address = f"{SITE}{story.get_absolute_url()}"
    assert ask(client, address).headers["Cache-Control"] == "public, max-age=3600"
    picture = factories.picture(rights_until=clock.moment.date())
    ends = factories.published_story(by=editor, lead_picture=picture)
    response = ask(client, f"{SITE}{ends.get_absolute_url()}")
    assert response.headers["Cache-Control"] == "public, max-age=1800"
    assert json.loads(response.content)["cache_age"] == 1800
    assert "no-cache" in ask(client, f"{SITE}/2026/07/10/none/").headers["Cache-Control"]


def test_a_card_is_open_to_scripts_elsewhere_and_the_same_for_everybody(client, editor, story):
    address = f"{SITE}{story.get_absolute_url()}"
    response = ask(client, address)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert client.post("/oembed", {"url": address}).status_code == 405
    client.force_login(editor)
    assert ask(client, address).content == response.content


@pytest.mark.parametrize("pictures", [0, 1])
def test_a_card_costs_four_queries(client, editor, pictures, django_assert_max_num_queries):
    lead = factories.picture() if pictures else None
    people = [factories.person(), factories.person()]
    story = factories.published_story(by=editor, lead_picture=lead, bylines=people)
    with django_assert_max_num_queries(4):
        card(client, story)

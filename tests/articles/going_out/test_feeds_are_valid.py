"""Every feed in every format keeps the rules of its format, whatever stands in the stories."""

import json
from datetime import timedelta

import pytest

from articles import workflow
from articles.models import Newspaper, PublishedStory, Story
from comments.models import Reply
from tests import factories
from tests.comments import factories as replies

from .validity import ATOM, CHECKS, CONTENT, DC, HERE, MIMES, check_atom, check_json, check_rss

pytestmark = pytest.mark.django_db

HOSTILE = 'Fish & "chips" <b>bold</b> ]]> <script>alert(1)</script>'


@pytest.fixture
def paper(editor):
    """A paper with one hostile story that is on every list, and one corrected."""
    Newspaper(pk=1, name="Fish & chips", tagline="News <daily>", feed_text="full").save()
    section = factories.section(slug="town", name="Town & country")
    writer = factories.person(slug="ada", name="Ada <Lovelace>")
    target = factories.published_story(by=editor, headline="Another <story>", section=section)
    picture = factories.picture(caption=HOSTILE, alt='"Alt" <text>')
    body = (
        f'<p>One &amp; two <a data-story="{target.pk}">led on</a> and '
        '<a href="https://example.org/?a=1&amp;b=2">out</a>.</p><h2>A head</h2>'
        f'<aside data-read-also="{target.pk}" data-label="read-also"></aside>'
        f'<figure data-picture="{picture.pk}"></figure>'
        '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>'
        '<blockquote data-pull="" data-by="Ada"><p>Said.</p></blockquote>'
    )
    story = factories.published_story(
        by=editor,
        headline=HOSTILE,
        standfirst=HOSTILE,
        body=body,
        section=section,
        bylines=[writer, "A guest"],
        tags=["ferry"],
        lead_picture=picture,
    )
    workflow.correct(story, HOSTILE, wrong="It was 5 < 4.", by=editor)
    replies.published(story, comment=HOSTILE, name="Grace & co")
    return story


def feeds_of(story):
    return [
        "/feed/",
        "/section/town/feed/",
        "/tag/ferry/feed/",
        "/author/ada/feed/",
        "/corrections/feed/",
        f"/replies/under/{story.pk}/feed/",
    ]


@pytest.mark.parametrize("text", ["summary", "full"])
@pytest.mark.parametrize("form", CHECKS)
def test_every_feed_keeps_the_rules_of_its_format(client, paper, form, text):
    Newspaper.objects.update(feed_text=text)
    for address in feeds_of(paper):
        response = client.get(f"{address}{form}")
        assert response.status_code == 200, address
        assert response["Content-Type"] == MIMES[form]
        assert CHECKS[form](response.content), address


@pytest.mark.parametrize("form", CHECKS)
def test_what_no_feed_can_hold_is_left_out_of_it(client, paper, form):
    broken = "Be\x0bfore\x00 \ufffe after"
    PublishedStory.objects.filter(pk=paper.pk).update(
        headline=broken.replace("\x00", ""), standfirst="A\x1b[31m tide"
    )
    Reply.objects.update(user_name="Gr\x08ace")
    for address in feeds_of(paper):
        CHECKS[form](client.get(f"{address}{form}").content)
    assert "Before" in client.get(f"/feed/{form}").text


@pytest.mark.parametrize("form", CHECKS)
def test_an_empty_feed_is_valid_too(client, db, form):
    factories.person(slug="idle")
    for address in ("/feed/", "/author/idle/feed/", "/corrections/feed/"):
        response = client.get(f"{address}{form}")
        assert CHECKS[form](response.content) == []
        assert "Last-Modified" not in response


def test_the_formats_say_the_same_of_a_story(client, paper):
    Newspaper.objects.update(feed_text="summary")
    rss = check_rss(client.get("/feed/").content)[0]
    atom = check_atom(client.get("/feed/atom/").content)[0]
    item = check_json(client.get("/feed/json/").content)[0]
    assert rss.findtext("title") == atom.findtext(f"{ATOM}title") == item["title"] == HOSTILE
    assert rss.findtext("guid") == atom.findtext(f"{ATOM}id") == item["id"]
    address = f"{HERE}{paper.published.get_absolute_url()}"
    assert rss.findtext("link") == item["url"] == address
    assert [one.text for one in rss.findall(f"{DC}creator")] == ["Ada <Lovelace>", "A guest"]
    assert item["authors"][0] == {"name": "Ada <Lovelace>", "url": f"{HERE}/author/ada/"}
    assert atom.findtext(f"{ATOM}author/{ATOM}uri") == f"{HERE}/author/ada/"
    terms = [one.get("term") for one in atom.findall(f"{ATOM}category")]
    assert [one.text for one in rss.findall("category")] == terms == item["tags"]
    assert terms == ["Town & country", "ferry"]
    assert rss.findtext(f"{ATOM}updated") == atom.findtext(f"{ATOM}updated")
    assert "&lt;b&gt;bold" in rss.findtext("description")  # as HTML: read as the words they are
    assert "<b>bold" in atom.findtext(f"{ATOM}summary")  # as plain text
    assert item["content_text"].endswith(HOSTILE)  # the correction stands at the end
    assert rss.find(f"{CONTENT}encoded") is None


def test_a_storys_name_stays_when_its_address_and_headline_change(client, paper, editor):
    before = check_rss(client.get("/feed/").content)[0]
    Story.objects.filter(pk=paper.pk).update(slug="another-address", headline="Another headline")
    workflow.publish_update(paper, by=editor)
    after = check_rss(client.get("/feed/").content)[0]
    assert after.findtext("link") != before.findtext("link")
    assert after.findtext("guid") == before.findtext("guid")
    assert after.findtext("pubDate") == before.findtext("pubDate")
    assert after.findtext(f"{ATOM}updated") >= before.findtext(f"{ATOM}updated")


def test_a_hub_is_named_in_the_feeds_and_before_them_and_nowhere_without_one(client, paper):
    assert "Link" not in client.get("/feed/")
    assert "hubs" not in json.loads(client.get("/feed/json/").content)
    Newspaper.objects.update(websub_hub="https://hub.example.org/?a=b")
    for form in CHECKS:
        response = client.get(f"/tag/ferry/feed/{form}")
        assert response["Link"] == (
            f'<https://hub.example.org/?a=b>; rel="hub", <{HERE}/tag/ferry/feed/{form}>; rel="self"'
        )
        assert "https://hub.example.org/?a=b" in response.text
        CHECKS[form](response.content)
    assert "Link" not in client.get(f"/replies/under/{paper.pk}/feed/")  # no hub is told of those


def test_a_topic_without_a_story_has_no_feed(client, editor):
    factories.story(by=editor, tags=["secret"])
    factories.published_story(by=editor, tags=["ferry"], age=-timedelta(hours=1))
    for address in ("/tag/secret/feed/", "/tag/ferry/feed/", "/tag/none/feed/atom/"):
        assert client.get(address).status_code == 404, address


def test_other_systems_names_of_a_feed_lead_to_it_and_unknown_ones_nowhere(client, paper):
    for name in ("rss", "rss2"):
        response = client.get(f"/section/town/feed/{name}/")
        assert (response.status_code, response["Location"]) == (301, "/section/town/feed/")
    for address in ("/feed/xml/", "/feed/json-2/", f"/replies/under/{paper.pk}/feed/x/"):
        assert client.get(address).status_code == 404
    assert client.post("/feed/").status_code == 405

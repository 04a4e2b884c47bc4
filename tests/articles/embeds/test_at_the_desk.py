"""What the editor is told of an address, and what readiness says of one that nobody knows."""

import pytest
from django.urls import reverse

from articles import readiness
from articles.models import Embed
from tests import factories

pytestmark = pytest.mark.django_db

TWEET = (
    '<blockquote class="twitter-tweet"><p lang="en">Sunsets.</p>&mdash; US Interior '
    '<a href="https://twitter.com/Interior/status/463440424141459456?ref_src=x">May 5</a>'
    "</blockquote>"
)


@pytest.fixture
def look(client):
    client.force_login(factories.user("Reporter"))

    def looking(typed):
        answer = client.get(reverse("admin:articles_embed_look"), {"q": typed})
        assert answer.status_code == 200
        return answer.json()

    return looking


def test_a_known_address_is_told_with_its_provider_and_as_it_is_kept(look):
    told = look(" https://youtu.be/dQw4w9WgXcQ?si=abc ")
    assert (told["name"], told["kind"], told["refusal"]) == ("YouTube", "video", "")
    assert told["address"] == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def test_what_the_provider_said_before_is_told_with_it(look):
    address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    Embed.objects.create(address=address, provider="youtube", title="The ferry leaves")
    assert look(address)["title"] == "The ferry leaves"


def test_a_sites_own_code_is_taken_for_what_it_shows(look):
    told = look(
        '<iframe width="560" src="https://www.youtube.com/embed/dQw4w9WgXcQ?si=a"></iframe>'
    )
    assert told["address"] == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    told = look(TWEET)
    assert told["address"] == "https://x.com/Interior/status/463440424141459456"
    assert told["words"] == "Sunsets."


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "words",
        "https://example.org/film",
        "javascript:alert(1)",
        "<iframe src='https://evil.example/'></iframe>",
        "<iframe",
        "<blockquote class=twitter-tweet>nobody</blockquote>",
        "\x00https://youtu.be/dQw4w9WgXcQ",
        "https://youtu.be/" + "a" * 30_000,
    ],
)
def test_an_address_of_nobody_is_refused_with_what_to_do(look, typed):
    told = look(typed)
    assert set(told) == {"refusal"}
    assert "make it a link" in told["refusal"]
    assert "YouTube" in told["refusal"]


def test_a_short_address_that_says_nothing_is_to_be_opened_first(look):
    assert "TikTok does not say what it leads to" in look("https://vm.tiktok.com/ZMabc/")["refusal"]


def test_only_the_desk_may_ask_and_only_ask(client):
    address = reverse("admin:articles_embed_look")
    assert client.get(address).status_code == 302
    client.force_login(factories.user(is_staff=True))
    assert client.get(address, {"q": "a"}).status_code == 403
    client.force_login(factories.user("Reporter"))
    assert client.post(address, {"q": "a"}).status_code == 405


def sentences(body):
    return [problem.sentence for problem in readiness.problems(factories.story(body=body))]


def test_an_address_of_nobody_is_told_before_the_story_goes_out(settings):
    known = '<figure data-embed="https://youtu.be/dQw4w9WgXcQ"></figure>'
    assert sentences(f"<p>a</p>{known}") == []
    assert sentences('<p>a</p><figure data-embed="https://example.org/film"></figure>') == [
        "The embed “https://example.org/film” is of no provider we know; make it a link."
    ]
    settings.EMBED_PROVIDERS = ["vimeo"]
    assert len(sentences(f"<p>a</p>{known}")) == 1


def test_a_still_without_credit_or_alt_text_keeps_a_story_back():
    bare = factories.picture(alt="", credit="")
    video = "https://youtu.be/dQw4w9WgXcQ"
    body = f'<p>a</p><figure data-embed="{video}" data-still="{bare.pk}"></figure>'
    assert any("has no credit and no alt text" in sentence for sentence in sentences(body))

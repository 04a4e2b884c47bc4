"""What a provider is asked, and what is believed of its answer."""

import time

import pytest

from articles import embeds, providers
from articles.embeds import asking

VIDEO = providers.find("https://youtu.be/dQw4w9WgXcQ")
POST = providers.find("https://x.com/Interior/status/463440424141459456")
TWEET = (
    '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Sunsets &amp; <b>rises</b>.<br>'
    "Go see <a href='https://t.co/x'>pic.twitter.com/x</a></p>&mdash; US Interior (@Interior)"
    '<a href="https://twitter.com/">May 5, 2014</a></blockquote><script src="https://evil.example">'
    "</script>"
)


def test_title_and_author_are_kept_as_plain_words_on_one_line(stand_in):
    stand_in.says({"title": " The <i>ferry</i>\n\x00leaves ", "author_name": "Harbour\u2028TV"})
    said = asking.ask(VIDEO)
    assert (said.title, said.author, said.words) == ("The <i>ferry</i> leaves", "Harbour TV", "")


def test_it_is_asked_about_the_address_as_we_keep_it(stand_in):
    asking.ask(POST)
    assert stand_in.asked == [
        "/oembed?url=https%3A%2F%2Ftwitter.com%2FInterior%2Fstatus%2F463440424141459456"
        "&format=json&omit_script=true&dnt=true"
    ]


def test_the_words_of_a_post_are_its_paragraphs_without_their_markup(stand_in):
    stand_in.says({"html": TWEET, "author_name": "US Interior", "title": ""})
    said = asking.ask(POST)
    assert said.words == "Sunsets & rises. Go see pic.twitter.com/x"
    assert said.author == "US Interior"


def test_a_video_has_no_words_whatever_its_code_says(stand_in):
    stand_in.says({"html": TWEET})
    assert asking.ask(VIDEO).words == ""


def test_what_is_too_long_is_cut(stand_in):
    stand_in.says({"title": "a" * 5000, "author_name": "b" * 5000, "html": f"<p>{'c ' * 5000}</p>"})
    said = asking.ask(POST)
    assert (len(said.title), len(said.author)) == (300, 200)
    assert 1900 < len(said.words) <= 2000


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!doctype html><title>Sign in</title>",
        b"[1, 2]",
        b'"words"',
        b"null",
        b'{"title": 5, "author_name": ["a"], "html": {"a": 1}}',
        b'{"title": "cut o',
        b"\xff\xfe\x00{",
        b"[" * 100_000,
        b'{"title": "' + b"a" * 300_000 + b'"}',  # more than is read of anybody
        b'{"title": "\\ud800\\u200b\\u202e"}',  # nothing that anybody would see
    ],
    ids=["empty", "html", "list", "text", "null", "kinds", "cut", "bytes", "deep", "huge", "blank"],
)
def test_an_answer_that_makes_no_sense_says_nothing(stand_in, body):
    stand_in.says(body=body)
    assert asking.ask(POST) == asking.Said()


@pytest.mark.parametrize("status", [204, 400, 401, 403, 404, 410, 451])
def test_a_provider_that_does_not_know_says_nothing(stand_in, status):
    stand_in.says({"title": "An error"}, status=status)
    assert asking.ask(VIDEO) == asking.Said()


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_a_provider_that_is_down_or_busy_may_be_asked_again(stand_in, status):
    stand_in.says({"title": "An error"}, status=status)
    with pytest.raises(embeds.NotAnswered, match=str(status)):
        asking.ask(VIDEO)


def test_nobody_at_the_other_end_is_no_answer(stand_in, settings):
    settings.EMBED_ENDPOINTS = {"youtube": "http://127.0.0.1:9/oembed"}
    with pytest.raises(embeds.NotAnswered):
        asking.ask(VIDEO)


def test_who_promises_more_than_comes_has_not_answered(stand_in, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 1)
    stand_in.says(body=b'{"title": "All of it"}', Content_Length="5000")
    with pytest.raises(embeds.NotAnswered):
        asking.ask(VIDEO)


def test_who_promises_less_than_comes_is_cut_short(stand_in):
    stand_in.says(body=b'{"title": "All of it"}', Content_Length="12")
    assert asking.ask(VIDEO) == asking.Said()


def test_an_answer_that_trickles_is_not_waited_for(stand_in, monkeypatch):
    monkeypatch.setattr(asking, "SECONDS", 1)
    stand_in.says({"title": "a" * 200}, trickle=0.1)
    began = time.monotonic()
    with pytest.raises(embeds.NotAnswered):
        asking.ask(VIDEO)
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example/oembed",
        "//evil.example/oembed",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/oembed",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "",
    ],
)
def test_being_sent_elsewhere_ends_the_question(stand_in, location):
    stand_in.says({"title": "Not it"}, status=302, Location=location)
    assert asking.ask(VIDEO) == asking.Said()
    assert len(stand_in.asked) <= asking.MOST_WAYS_ON + 1


def test_being_sent_round_in_circles_ends(stand_in):
    stand_in.says({"title": "Not it"}, status=302, Location="/oembed?again")
    assert asking.ask(VIDEO) == asking.Said()
    assert len(stand_in.asked) == asking.MOST_WAYS_ON + 1


def test_another_host_of_its_own_may_answer(stand_in, monkeypatch):
    """As publish.x.com sends on to publish.twitter.com: one host to a name, another to a number."""
    port = stand_in.server_address[1]
    monkeypatch.setattr(stand_in, "status", 302)
    stand_in.headers["Location"] = f"http://localhost:{port}/moved"
    own = providers.Provider("youtube", "YouTube", (), answers_from=(f"localhost:{port}",))
    status, location, _body = asking._fetch(f"{stand_in.address}?a=1")
    assert (status, location) == (302, f"http://localhost:{port}/moved")
    asking._answer_at(f"{stand_in.address}?a=1", own)
    assert "/moved" in stand_in.asked[-1]

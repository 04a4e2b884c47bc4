"""What the door in front of the site gives, keeps and never keeps."""

import gzip
import threading
import time
from datetime import timedelta

import brotli
import pytest
from django.contrib.sessions.backends.db import SessionStore

from articles import page_cache, workflow
from articles.models import Likeness, PublishedStory
from articles.page_cache import Door
from articles.page_cache.door import takes_of
from comments import moderation
from tests import factories
from tests.comments import factories as replies

from .asking import a_door, ask, for_readers

pytestmark = for_readers


@pytest.fixture
def story():
    return factories.published_story(headline="The harbour opens")


@pytest.fixture
def address(story):
    return story.readers_copy.get_absolute_url()


@pytest.fixture
def door():
    return a_door()


def test_a_page_is_made_once_and_given_again(door, address, django_assert_num_queries):
    first = ask(door, address)
    again = ask(door, address)
    assert (door.made, door.given) == (1, 1)
    assert again == first
    assert "The harbour opens" in first.text


def test_a_page_comes_compressed_as_whoever_asks_takes_it(door, address):
    plain = ask(door, address)
    small = ask(door, address, accept_encoding="gzip, deflate, br")
    zipped = ask(door, address, accept_encoding="br;q=0, gzip")
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "br"
    assert brotli.decompress(small.body) == plain.body
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert len({one.headers["etag"] for one in (plain, small, zipped)}) == 3
    assert all(one.headers["vary"] == "Accept-Encoding" for one in (plain, small, zipped))
    assert door.made == 1


@pytest.mark.parametrize(
    ("accepted", "given"),
    [
        ("", None),
        ("*", "br"),
        ("identity", None),
        ("BR", "br"),
        ("gzip;q=0.5, *;q=0", "gzip"),
        ("br;q=nonsense", None),
        (",,;;=,", None),
        ("zstd, gzip", "gzip"),
        ("x" * 5000, None),
    ],
)
def test_odd_wishes_for_a_coding_get_a_page(door, address, accepted, given):
    answer = ask(door, address, accept_encoding=accepted)
    assert answer.status == 200
    assert answer.headers.get("content-encoding") == given


def test_whoever_has_the_page_is_told_so_in_no_bytes(door, address):
    known = ask(door, address, accept_encoding="br")
    again = ask(
        door, address, accept_encoding="br", if_none_match=f'"other", {known.headers["etag"]}'
    )
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == known.headers["etag"]
    assert ask(door, address, accept_encoding="gzip", if_none_match=known.headers["etag"]).body


def test_a_feed_is_known_by_its_date_where_no_etag_is_sent(door, address):
    feed = ask(door, "/feed/")
    date = feed.headers["last-modified"]
    assert ask(door, "/feed/", if_modified_since=date).status == 304
    assert ask(door, "/feed/", if_modified_since="Sun, 22 Nov 2037 13:00:00 GMT").status == 200
    assert ask(door, "/feed/", if_modified_since=date, if_none_match='"other"').status == 200


def test_head_is_answered_with_the_headers_of_the_page(door, address):
    head, page = ask(door, address, method="HEAD"), ask(door, address)
    assert (head.status, head.body) == (200, b"")
    assert head.headers == page.headers
    assert door.made == 1


def test_a_range_gets_the_whole_page(door, address):
    part = ask(door, address, range="bytes=0-10")
    assert part.status == 200
    assert part == ask(door, address)


@pytest.mark.parametrize("query", ["utm_source=x", "fbclid=1", "page", "=", "&&&", "x" * 150])
def test_a_query_that_the_page_does_not_read_makes_no_other_page(door, address, query):
    page = ask(door, address)
    assert ask(door, f"{address}?{query}") == page
    assert len(door.shelf) == 1


def test_a_query_that_a_list_reads_makes_another_page(door, address):
    assert ask(door, "/latest/?page=older-1-1&x=1").status == 302
    assert ask(door, "/latest/?page=nonsense").status == 404
    assert ask(door, "/latest/?x=1") == ask(door, "/latest/")
    assert len(door.shelf) == 1


def test_an_endless_query_is_answered_and_not_kept(door, address):
    assert ask(door, f"{address}?{'x' * 5000}").status == 200
    assert len(door.shelf) == 0


@pytest.mark.parametrize("host", ["evil.example", "", "x" * 5000, "localhost@evil.example", "a b"])
def test_no_host_but_ours_gets_a_page_of_ours(door, address, host):
    ask(door, address)
    assert ask(door, address, host=host).status == 400
    assert (door.made, door.given) == (1, 0)


def test_no_way_to_write_our_host_makes_another_page(door, address):
    page = ask(door, address)
    for host in ("localhost:1", "LOCALHOST", "localhost.", "127.0.0.1:80", "[::1]"):
        assert ask(door, address, host=host) == page
    assert len(door.shelf) == 1


def test_a_forwarded_scheme_counts_only_from_proxies_of_our_own(door, address, settings):
    ask(door, address)
    ask(door, address, x_forwarded_proto="https", x_forwarded_host="evil.example")
    assert door.made == 1
    settings.TRUSTED_PROXIES = 1
    for scheme in ("https", "https, http", "gopher", "http", "x" * 5000):
        ask(door, address, x_forwarded_proto=scheme)
    assert door.made == 2


def test_whoever_comes_in_the_clear_is_led_on_with_all_that_they_asked(address, settings):
    settings.SECURE_SSL_REDIRECT = True
    led = ask(a_door(), f"{address}?utm_source=x")
    assert (led.status, led.headers["location"]) == (
        301,
        f"https://localhost{address}?utm_source=x",
    )


@pytest.mark.parametrize(
    "path",
    [
        *("/\xff\xfe/", "/tag/\xff/", "/latest/\x00", "//latest/", "/latest//", "/./latest/", ""),
        *("/latest/\n", "/tag/" + "x" * 5000 + "/", "http://localhost/latest/"),
    ],
)
def test_a_strange_path_gets_the_answer_that_it_gets_without_us(door, story, path):
    environ = {"PATH_INFO": path}
    assert ask(door, "/", **environ).status == ask(door._site, "/", **environ).status
    assert len(door.shelf) == 0
    assert not door._being_made


def test_endless_addresses_are_not_remembered(door, story):
    before = takes_of.cache_info().currsize
    for number in range(5):
        ask(door, f"/{number}{'x' * 3000}/")
    assert takes_of.cache_info().currsize == before


def test_nothing_that_somebody_sends_along_goes_into_a_page(address):
    """Were it read after all, it would be in everybody's page."""

    def seeing(environ, start_response):
        sent.update(environ)
        return site(environ, start_response)

    site, sent = a_door()._site, {}
    door = Door(seeing, 10**7)
    page = ask(
        *(door, address),
        cookie="newsroom_session =x; messages=y; csrftoken=z",
        accept_language="fr",
        user_agent="x",
        x_rewrite_url="/admin/",
        x_forwarded_host="evil.example",
        content_type="text/plain; charset=utf-7",
    )
    assert page.status == 200
    assert {name for name in sent if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert len(door.shelf) == 1


def test_whoever_signed_in_gets_and_leaves_no_kept_page(door, address, editor, client):
    client.force_login(editor)
    cookie = f"newsroom_session={client.cookies['newsroom_session'].value}"
    ask(door, address, cookie=cookie)
    ask(door, "/", cookie=f"a=b; {cookie}")
    assert len(door.shelf) == 0
    assert door.made == door.given == 0


def test_other_cookies_change_nothing(door, address):
    page = ask(door, address)
    assert ask(door, address, cookie="_ga=GA1.2; consent=all; \xff=\xfe") == page
    assert door.made == 1


@pytest.mark.parametrize(
    "path",
    [
        "/search/?q=harbour",
        "/admin/login/",
        "/healthz",
        "/oembed?url=x",
        "/replies/yours/",
        "/shared/nothing/",
        "/no/such/page/",
        "/static/css/readers.css",
    ],
)
def test_what_is_not_the_same_for_everybody_is_never_kept(door, story, path):
    ask(door, path)
    assert len(door.shelf) == 0


def test_a_page_that_sets_a_cookie_is_not_kept(story, address):
    def baking(environ, start_response):
        def with_cookie(status, headers, exc_info=None):
            return start_response(status, [*headers, ("Set-Cookie", "who=you")], exc_info)

        return site(environ, with_cookie)

    site = a_door()._site
    door = Door(baking, 10**7)
    assert ask(door, address).status == 200
    assert len(door.shelf) == 0


def test_a_withdrawn_story_is_gone_at_once(door, story, address, editor):
    ask(door, address)
    workflow.withdraw(story, by=editor, note="It was wrong.")
    assert ask(door, address).status == 410


def test_a_reply_is_seen_once_it_is_approved_and_not_before(door, story, address, moderator):
    before = ask(door, address)
    reply = replies.pending(story, comment="I saw it with my own eyes.")
    assert ask(door, address) == before
    moderation.approve(reply, by=moderator)
    assert "with my own eyes" in ask(door, address).text


def test_what_changes_while_a_page_is_made_is_not_kept(story, address):
    def changing(environ, start_response):
        answer = site(environ, start_response)
        PublishedStory.objects.update(headline="The harbour closes")
        return answer

    site = a_door()._site
    door = Door(changing, 10**7)
    assert "The harbour opens" in ask(door, address).text
    assert "The harbour closes" in ask(door, address).text
    assert len(door.shelf) == 0


def test_publishing_leaves_nearly_every_other_page_in_place(door):
    section, person = factories.section(), factories.person()
    stories = [
        factories.published_story(
            section=section, bylines=[person], tags=["Harbour"], age=timedelta(hours=7 * number)
        )
        for number in range(1, 41)
    ]
    Likeness.objects.bulk_create(
        Likeness(story=one.readers_copy, alike=other.readers_copy, score=1 / place)
        for number, one in enumerate(stories)
        for place, other in enumerate((stories * 2)[number + 1 : number + 6], start=1)
    )
    for one in stories:
        ask(door, one.readers_copy.get_absolute_url())
    assert len(door.shelf) == 40
    factories.published_story(section=section, bylines=[person], tags=["Harbour"], age=timedelta(0))
    door.keeper.look()
    assert len(door.shelf) >= 38


def test_the_shelf_never_holds_more_than_it_may(address):
    roomy = a_door()
    ask(roomy, address)
    door, now = a_door(most_bytes=10 * roomy.shelf.size), int(time.time() * 1_000_000)
    for number in range(30):
        ask(door, f"/latest/?page=older-{now + number}-1")  # each of them another page
        ask(door, address)  # what is asked for again and again stays
        assert door.shelf.size <= door.shelf.most_bytes
    assert door.made == 31


def test_nobody_waits_for_an_answer_that_is_not_kept(door, monkeypatch):
    """Those who ask for a story that was withdrawn do not stand in line for it."""
    monkeypatch.setattr(page_cache.door, "LONGEST_WAIT", 0)
    together = threading.Barrier(4, timeout=20)

    def gone(environ, start_response):
        together.wait()
        start_response("410 Gone", [("Content-Type", "text/html")])
        return [b"<p>Gone.</p>"]

    door = Door(gone, 10**7)
    monkeypatch.setattr(door.keeper, "look", lambda: 0)
    monkeypatch.setattr(door.keeper, "look_where_needed", lambda: None)
    answers = []
    crowd = [
        threading.Thread(target=lambda: answers.append(ask(door, "/latest/", method="HEAD")))
        for _number in range(4)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(20)
    assert [answer.status for answer in answers] == [410] * 4
    assert not door._being_made


def test_a_site_that_breaks_leaves_nothing_behind(address):
    def broken(environ, start_response):
        raise MemoryError

    door = Door(broken, 10**7)
    with pytest.raises(MemoryError):
        ask(door, address)
    assert not door._being_made


def test_a_server_that_writes_into_the_headers_spoils_no_page(door, address):
    page = ask(door, address)

    def writing(environ, start_response):
        def spoiled(status, headers, exc_info=None):
            start_response(status, headers)
            headers.clear()

        return door(environ, spoiled)

    assert ask(writing, address) == ask(writing, address) == page


def test_of_a_crowd_one_makes_the_page_and_all_get_it(address, monkeypatch):
    begun, go_on, made = threading.Event(), threading.Event(), []

    class Slow:
        streaming = False

        def __iter__(self):
            yield b"<p>Slow.</p>"

        def close(self):
            pass

    def slow(environ, start_response):
        made.append(environ)
        begun.set()
        go_on.wait(5)
        start_response("200 OK", [("Content-Type", "text/html")])
        return Slow()

    door = Door(slow, 10**7)
    monkeypatch.setattr(door.keeper, "look", lambda: 0)
    monkeypatch.setattr(door.keeper, "look_where_needed", lambda: None)
    answers = []
    crowd = [
        threading.Thread(target=lambda: answers.append(ask(door, address))) for _number in range(8)
    ]
    crowd[0].start()
    begun.wait(5)
    for one in crowd[1:]:
        one.start()
    go_on.set()
    for one in crowd:
        one.join(5)
    assert len(made) == 1
    assert [answer.body for answer in answers] == [b"<p>Slow.</p>"] * 8


def test_no_session_is_opened_for_a_reader(door, address):
    ask(door, address)
    ask(door, "/latest/")
    assert SessionStore.get_model_class().objects.count() == 0

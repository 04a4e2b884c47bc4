"""What the door in front of the site gives: pages made once, in the form that was asked for."""

import gzip

import brotli
import pytest

from articles import workflow
from articles.models import StoryAddress

from .asking import ask, for_readers

pytestmark = for_readers


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


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PURGE"])
def test_other_methods_get_no_kept_page_and_spoil_none(door, address, method):
    page = ask(door, address)
    assert ask(door, address, method=method).status in {403, 405}
    assert (door.made, door.given) == (1, 0)
    assert ask(door, address) == page
    assert door.given == 1


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


def test_nobody_remembers_where_a_story_was_or_that_there_is_none(door, story, address, editor):
    """It may come back to an address that browsers would otherwise lead away from for ever."""
    day = story.readers_copy.day
    StoryAddress.objects.create(story=story, day=day, slug="older")
    led = ask(door, f"/{day:%Y/%m/%d}/older/")
    missing = ask(door, f"/{day:%Y/%m/%d}/nothing/")
    workflow.withdraw(story, by=editor, note="It was wrong.")
    gone = ask(door, address)
    assert [led.status, missing.status, gone.status] == [301, 404, 410]
    assert led.headers["location"] == address
    assert {one.headers["cache-control"] for one in (led, missing, gone)} == {"no-cache"}
    assert len(door.shelf) == 0


def test_an_endless_query_is_answered_and_not_kept(door, address):
    assert ask(door, f"{address}?{'x' * 5000}").status == 200
    assert len(door.shelf) == 0

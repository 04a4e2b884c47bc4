"""What is kept is true, within its memory, and made once for a crowd."""

import threading
import time
from datetime import timedelta

import pytest

from articles import page_cache, workflow
from articles.models import Likeness, PublishedStory
from articles.page_cache import Door
from comments import moderation
from tests import factories
from tests.comments import factories as replies

from .asking import a_door, ask, for_readers

pytestmark = for_readers


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


def test_a_page_takes_less_room_than_its_plain_bytes(address):
    door = a_door()
    plain = ask(door, address, accept_encoding="identity")
    assert door.shelf.size < len(plain.body)
    assert ask(door, address, accept_encoding="identity").body == plain.body
    assert (door.made, door.given) == (1, 1)


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

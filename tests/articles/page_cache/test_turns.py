"""Who reads does not stand in line behind the desk; who reads a finished page, behind nobody."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

from articles.models import PublishedStory
from articles.page_cache import Door
from articles.page_cache.signs import AlwaysNew
from newsroom.turns import Turns, in_turn

from .asking import COMMITS, PLENTY, ask

TWO = 2
SLOW = {"/search/", "/replies/to/1/", "/admin/"}
SIGNED_IN = f"{settings.SESSION_COOKIE_NAME}=somebody"


class Busy:
    """A site that answers a search, a form and the desk when it is let go, the rest at once."""

    def __init__(self):
        self.go_on = threading.Event()
        self.at_once = self.most_at_once = 0
        self._counting = threading.Lock()

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] in SLOW:
            with self._counting:
                self.at_once += 1
                self.most_at_once = max(self.most_at_once, self.at_once)
            self.go_on.wait(10)
            with self._counting:
                self.at_once -= 1
        start_response("200 OK", [("Content-Type", "text/html")])
        return Made()

    def wait_until_busy(self, many=TWO):
        while self.at_once < many:
            time.sleep(0.001)


class Made:
    streaming = False

    def __iter__(self):
        yield b"<p>Made.</p>"

    def close(self):
        pass


@pytest.fixture
def site():
    return Busy()


@pytest.fixture
def readers(site):
    with ThreadPoolExecutor(8) as readers:
        yield readers
        site.go_on.set()  # before their threads are waited for


@pytest.fixture
def door(site, monkeypatch):
    door = Door(site, PLENTY, work=Turns(TWO))
    monkeypatch.setattr(door.keeper, "look", lambda: 0)
    monkeypatch.setattr(door.keeper, "look_where_needed", lambda: None)
    return door


@pytest.fixture
def searches(site, readers):
    """Begin so many searches by an application; gives what each will have answered."""

    def begin(application, many):
        asked = [readers.submit(ask, application, "/search/?q=harbour") for _one in range(many)]
        site.wait_until_busy()
        return asked

    return begin


def test_a_kept_page_is_given_while_every_turn_is_taken(door, site, searches):
    ask(door, "/latest/")
    asked = searches(door, 5)
    assert ask(door, "/latest/").body == b"<p>Made.</p>"
    assert site.at_once == TWO
    assert not any(one.done() for one in asked)


def test_a_static_file_is_given_while_every_turn_is_taken(door, searches):
    searches(door, 3)
    assert ask(door, "/static/newsroom.css").status == 200


def test_no_more_are_worked_on_than_there_are_turns_and_all_are_answered(door, site, searches):
    asked = searches(door, 6)
    site.go_on.set()
    assert [one.result(10).status for one in asked] == [200] * 6
    assert site.most_at_once == TWO


def test_without_kept_pages_a_few_are_let_in_at_a_time(site, searches):
    asked = searches(in_turn(site), 6)
    site.go_on.set()
    assert [one.result(10).status for one in asked] == [200] * 6
    assert site.most_at_once == TWO


@pytest.mark.parametrize(
    ("method", "address", "headers"),
    [("GET", "/admin/", {"cookie": SIGNED_IN}), ("POST", "/replies/to/1/", {})],
    ids=["desk", "form"],
)
def test_who_reads_does_not_wait_for_the_desk_or_for_forms(
    door, site, readers, method, address, headers
):
    slow = [readers.submit(ask, door, address, method, **headers) for _one in range(3)]
    site.wait_until_busy(1)
    assert ask(door, "/latest/").status == 200
    assert site.at_once == 1
    assert not any(one.done() for one in slow)
    site.go_on.set()
    assert [one.result(10).status for one in slow] == [200] * 3


def test_the_desk_does_not_wait_for_readers_or_for_forms(door, site, searches, readers):
    searches(door, 5)
    readers.submit(ask, door, "/replies/to/1/", "POST")
    site.wait_until_busy(TWO + 1)
    readers.submit(ask, door, "/admin/", cookie=SIGNED_IN)
    site.wait_until_busy(TWO + 2)


def test_whoever_has_signed_in_and_reads_takes_no_turn_of_the_desk(door, site, readers):
    readers.submit(ask, door, "/search/", cookie=SIGNED_IN)
    site.wait_until_busy(1)
    assert ask(door, "/admin/story/", cookie=SIGNED_IN).status == 200


def test_what_goes_wrong_in_a_turn_is_heard_where_it_was_asked_for():
    def broken(_environ, _start_response):
        raise LookupError("Nobody knows.")

    with pytest.raises(LookupError, match="Nobody knows"):
        ask(in_turn(broken), "/search/")


@pytest.mark.django_db(**COMMITS)
def test_a_page_made_by_another_thread_is_dropped_when_what_it_shows_changes(story, address):
    turns = Turns(readers=1)
    door = Door(WSGIHandler(), PLENTY, work=turns)
    door.keeper._sign = AlwaysNew()
    assert "The harbour opens" in ask(door, address).text
    ask(door, address)
    assert (door.given, door.made) == (1, 1)
    PublishedStory.objects.update(headline="The harbour closes")
    assert "The harbour closes" in ask(door, address).text
    turns(lambda _environ: connections.close_all(), {"REQUEST_METHOD": "GET", "PATH_INFO": "/"})

"""Who reads does not stand in line behind the desk, and the desk lets readers go first."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections

from articles.models import PublishedStory
from articles.page_cache import Door
from articles.page_cache.signs import AlwaysNew
from newsroom import turns
from newsroom.turns import AT_ONCE, Turns, in_turn

from .asking import COMMITS, PLENTY, ask

SLOW = ("/topic/", "/search/", "/replies/to/", "/admin/slow/")
SIGNED_IN = f"{settings.SESSION_COOKIE_NAME}=somebody"
KINDS = ("a page", "a search", "a form", "the desk")


def begin(readers, application, kind, number=1):
    """Ask slowly for something of a kind; gives what will be answered."""
    if kind == "a form":
        return readers.submit(ask, application, f"/replies/to/{number}/", "POST")
    if kind == "the desk":
        return readers.submit(ask, application, f"/admin/slow/{number}/", cookie=SIGNED_IN)
    address = f"/search/?q={number}" if kind == "a search" else f"/topic/{number}/"
    return readers.submit(ask, application, address)


class Busy:
    """A site that answers what is in `SLOW` when it is let go, the rest at once."""

    def __init__(self):
        self.go_on = threading.Event()
        self.at_once = self.most_at_once = 0
        self._counting = threading.Lock()

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith(SLOW):
            with self._counting:
                self.at_once += 1
                self.most_at_once = max(self.most_at_once, self.at_once)
            self.go_on.wait(10)
            with self._counting:
                self.at_once -= 1
        start_response("200 OK", [("Content-Type", "text/html")])
        return Made()

    def wait_until_busy(self, many=1):
        patience = time.monotonic() + 10
        while self.at_once < many:
            assert time.monotonic() < patience, "Nobody has begun to work on it."
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
    door = Door(site, PLENTY, work=Turns())
    monkeypatch.setattr(door.keeper, "look", lambda: 0)
    monkeypatch.setattr(door.keeper, "look_where_needed", lambda: None)
    return door


def test_a_kept_page_is_given_while_every_turn_is_taken(door, site, readers):
    ask(door, "/latest/")
    asked = [begin(readers, door, kind) for kind in KINDS]
    site.wait_until_busy(AT_ONCE)
    assert ask(door, "/latest/").body == b"<p>Made.</p>"
    assert site.at_once == AT_ONCE
    assert not any(one.done() for one in asked)


def test_a_static_file_is_given_while_every_turn_is_taken(door, site, readers):
    for kind in KINDS:
        begin(readers, door, kind)
    site.wait_until_busy(AT_ONCE)
    assert ask(door, "/static/newsroom.css").status == 200


@pytest.fixture(params=["pages kept", "none kept"])
def application(request, door, site):
    return door if request.param == "pages kept" else in_turn(site)


def test_one_of_each_kind_is_worked_on_and_all_are_answered(application, site, readers):
    asked = [begin(readers, application, kind, number) for kind in KINDS for number in (1, 2)]
    site.wait_until_busy(AT_ONCE)
    site.go_on.set()
    assert [one.result(10).status for one in asked] == [200] * 8
    assert site.most_at_once == AT_ONCE


@pytest.mark.parametrize(("slow", "other"), permutations(KINDS, 2))
def test_nobody_waits_for_those_of_another_kind(door, site, readers, slow, other):
    asked = [begin(readers, door, slow, number) for number in (1, 2, 3)]
    site.wait_until_busy()
    begin(readers, door, other)
    site.wait_until_busy(2)
    assert not any(one.done() for one in asked)


def test_the_desk_lets_those_who_read_go_first(door, site, readers, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 20)
    pages = [begin(readers, door, "a page", number) for number in (1, 2)]
    site.wait_until_busy()
    act = readers.submit(ask, door, "/admin/story/", cookie=SIGNED_IN)
    with pytest.raises(TimeoutError):
        act.result(0.2)
    site.go_on.set()
    assert [one.result(10).status for one in (*pages, act)] == [200] * 3


def test_a_line_at_the_desk_is_patient_once_and_not_one_after_another(
    door, site, readers, monkeypatch
):
    monkeypatch.setattr(turns, "PATIENCE", 1)
    page = begin(readers, door, "a page")
    site.wait_until_busy()
    began = time.monotonic()
    acts = [readers.submit(ask, door, "/admin/story/", cookie=SIGNED_IN) for _one in range(5)]
    assert [act.result(10).status for act in acts] == [200] * 5
    assert 0.9 < time.monotonic() - began < 3
    assert not page.done()


def test_whoever_has_signed_in_and_reads_takes_no_turn_of_the_desk(door, site, readers):
    readers.submit(ask, door, "/topic/1/", cookie=SIGNED_IN)
    site.wait_until_busy()
    assert ask(door, "/admin/story/", cookie=SIGNED_IN).status == 200


def test_what_goes_wrong_in_a_turn_is_heard_where_it_was_asked_for():
    def broken(_environ, _start_response):
        raise LookupError("Nobody knows.")

    with pytest.raises(LookupError, match="Nobody knows"):
        ask(in_turn(broken), "/search/")


@pytest.mark.django_db(**COMMITS)
def test_a_page_made_by_another_thread_is_dropped_when_what_it_shows_changes(story, address):
    work = Turns()
    door = Door(WSGIHandler(), PLENTY, work=work)
    door.keeper._sign = AlwaysNew()
    assert "The harbour opens" in ask(door, address).text
    ask(door, address)
    assert (door.given, door.made) == (1, 1)
    PublishedStory.objects.update(headline="The harbour closes")
    assert "The harbour closes" in ask(door, address).text
    work(lambda _environ: connections.close_all(), {"REQUEST_METHOD": "GET", "PATH_INFO": "/"})

"""How a process stays true whatever befalls its database, its clock and its own threads."""

import threading

import pytest
from django.db import OperationalError, connection

from articles.models import PublishedStory
from articles.page_cache import changes, clock, keeper
from articles.page_cache.keeper import Keeper, KeptUpToDate
from articles.page_cache.shelf import KeptPage
from articles.page_cache.signs import NoSign
from tests import factories

from .asking import PLENTY, for_readers

pytestmark = for_readers


@pytest.fixture
def copy():
    return factories.published_story().readers_copy


@pytest.fixture
def kept(copy):
    """A Keeper that has one page on its shelf, of the story, under the key "page"."""
    keeper = Keeper(PLENTY)
    look = keeper.look()
    keeper.keep("page", a_page(f"story:{copy.pk}"), look)
    return keeper


def a_page(*names):
    return KeptPage({}, frozenset(names), None, 100)


def without_a_sign(keeper):
    """A database that gives no sign, as from another machine."""
    keeper._sign = NoSign()
    keeper._seen = keeper._sign.state()


def fails(times, act):
    """`act`, that fails so many times first."""
    left = [None] * times

    def failing(*args):
        if left:
            left.pop()
            raise OperationalError("server closed the connection unexpectedly")
        return act(*args)

    return failing


def test_what_was_read_before_the_database_failed_is_read_again(kept, copy, monkeypatch):
    monkeypatch.setattr(clock, "next_moment", fails(1, clock.next_moment))
    PublishedStory.objects.update(headline="Another")
    kept.look()
    assert "page" in kept.shelf._pages  # true as long as nobody can say otherwise
    kept.look()
    assert "page" not in kept.shelf._pages


def test_a_page_that_changed_before_it_was_put_there_is_not_put_there(kept, copy):
    look = kept.look()
    PublishedStory.objects.update(headline="Another")
    kept.look()
    kept.keep("page", a_page(f"story:{copy.pk}"), look)
    assert "page" not in kept.shelf._pages


def test_a_request_looks_itself_where_no_thread_does(kept):
    without_a_sign(kept)
    PublishedStory.objects.update(headline="Another")
    kept.look_where_needed()
    assert "page" in kept.shelf._pages  # it has just looked
    kept._tried_at -= keeper.LATEST_LOOK
    kept.look_where_needed()
    assert "page" not in kept.shelf._pages


def test_nobody_passes_by_somebody_who_is_still_looking(kept, copy, monkeypatch):
    """The sign counts as seen once what it told is dropped, and not when it is read."""
    state, reading, go_on, given = ["before"], threading.Event(), threading.Event(), []
    monkeypatch.setattr(kept._sign, "state", lambda: state[0])
    kept.look()

    def slow_read():
        reading.set()
        go_on.wait(10)
        return {f"story:{copy.pk}"}

    def ask():
        kept.look_where_needed()
        given.append(kept.shelf.get("page"))

    monkeypatch.setattr(kept, "_read", slow_read)
    state[0] = "after"
    readers = [threading.Thread(target=ask) for _number in range(2)]
    readers[0].start()
    reading.wait(10)
    readers[1].start()
    readers[1].join(0.05)
    go_on.set()
    for one in readers:
        one.join(10)
    assert given == [None, None]


def test_a_clock_that_goes_back_takes_with_it_what_it_brought(clock, monkeypatch):
    monkeypatch.setattr(keeper, "now", lambda: clock.now().timestamp())
    factories.published_story()
    PublishedStory.objects.update(published_at=clock.at(seconds=5), updated_at=clock.at(seconds=5))
    kept = Keeper(PLENTY)
    kept.look()
    clock.goes_on(seconds=5)
    kept.look()
    clock.goes_on(seconds=-0.5)
    look = kept.look()
    kept.keep("page without it", a_page("all"), look)
    clock.goes_on(seconds=0.5)
    kept.look_where_needed()
    assert "page without it" not in kept.shelf._pages


def test_a_reader_does_not_wait_for_a_database_that_hangs(kept, monkeypatch):
    without_a_sign(kept)
    monkeypatch.setattr(keeper, "LONGEST_WAIT", 0.01)
    with_the_lock, done = threading.Event(), threading.Event()

    def hang():
        with kept._lock:
            with_the_lock.set()
            done.wait(10)

    hanging = threading.Thread(target=hang)
    hanging.start()
    with_the_lock.wait(10)
    kept._tried_at -= keeper.LATEST_LOOK
    kept.look_where_needed()
    done.set()
    hanging.join()
    assert "page" in kept.shelf._pages


def test_another_database_in_the_place_of_ours_takes_every_page_away(kept, monkeypatch):
    if connection.vendor == "sqlite":
        monkeypatch.setattr(changes, "_which_file", lambda: ("another", "file"))
    else:
        monkeypatch.setattr(changes, "WHICH_DATABASE", "'another'")
    kept.look()
    assert len(kept.shelf) == 0


def test_the_thread_that_looks_outlives_whatever_happens_to_it(monkeypatch):
    looks = []

    class Failing:
        def look(self):
            looks.append(None)
            if len(looks) < 3:
                raise ValueError("nobody thought of this")
            raise SystemExit

    thread = KeptUpToDate(Failing())
    monkeypatch.setattr(keeper, "SECONDS_BETWEEN_LOOKS", 0)
    monkeypatch.setattr(thread, "_ear", type("Ear", (), {"wait": lambda self, seconds: None})())
    with pytest.raises(SystemExit):
        thread.run()
    assert len(looks) == 3

"""What the benchmark takes for a page that is too old: tried on pages that are made up."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))
from mixing.marks import Change, Seen, Truth, headline, marks_on, staleness

FIRST, SECOND = "/2026/11/22/one/", "/2026/11/22/two/"
CHANGES = [
    Change(mark=1, story=7, path=FIRST, committed=10.0, is_new=True),
    Change(mark=2, story=7, path=FIRST, committed=20.0, is_new=False),
    Change(mark=3, story=8, path=SECOND, committed=30.0, is_new=True),
]
TRUTH = Truth(CHANGES, ["/"])


def seen(path, words, asked, got=None):
    return Seen(path, marks_on(words), asked, asked + 0.1 if got is None else got)


def words(*pairs):
    return " and ".join(headline(mark, story) for mark, story in pairs)


def test_a_page_that_shows_the_last_mark_is_not_old():
    pages = [seen(FIRST, words((1, 7)), 15), seen(FIRST, words((2, 7)), 50)]
    assert staleness(TRUTH, pages) == {"there": 0, "asked": 0, "asked_after": 0, "worst": None}


def test_a_page_is_as_old_as_the_change_that_it_does_not_show():
    found = staleness(TRUTH, [seen("/elsewhere/", words((1, 7)), asked=20.5, got=20.75)])
    assert found == {"there": 0.75, "asked": 0.5, "asked_after": 1, "worst": "/elsewhere/"}


def test_a_page_that_was_on_its_way_is_old_only_when_it_is_there():
    found = staleness(TRUTH, [seen(FIRST, words((1, 7)), asked=19.9, got=20.2)])
    assert found["there"] == pytest.approx(0.2)
    assert found["asked_after"] == 0


def test_one_old_mark_among_new_ones_makes_a_page_old():
    page = seen("/latest/", words((2, 7), (1, 7), (3, 8)), asked=40, got=41)
    assert staleness(TRUTH, [page])["there"] == 21


def test_a_list_without_the_newest_story_is_old():
    page = seen("/", words((2, 7)), asked=31, got=31.5)
    assert staleness(TRUTH, [page])["asked"] == 1
    assert staleness(TRUTH, [seen("/other/", words((2, 7)), asked=31)])["asked"] == 0


def test_a_story_that_does_not_show_its_own_mark_is_old():
    assert staleness(TRUTH, [seen(FIRST, "nothing", asked=12)])["asked"] == 2

"""Searching at a standby of PostgreSQL: only what is a second old at most, and never an error."""

import time

import pytest
from django.conf import settings

from newsroom import standby
from tests.postgresql import primary_and_standby

from .telling import site

PRIMARY = 0  # questions that the standby was asked


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    with primary_and_standby() as clusters:
        yield clusters


@pytest.fixture(scope="module")
def told(both, tmp_path_factory):
    one, other = both
    folder = tmp_path_factory.mktemp("site")
    with site(folder, DATABASE_URL=one.url, DATABASE_REPLICA_URL=other.url) as told:
        told.begin()
        told.publish("Zwieback ferries")
        yield told


def until_there(told, words, patience=30):
    """Search until the standby answers; what it answered."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        status, is_found, asked = told.search(words)
        assert status == 200
        if asked:
            return is_found
        time.sleep(0.2)
    raise AssertionError("the standby was never asked")


def test_a_reader_who_is_not_signed_in_searches_at_the_standby(told):
    assert until_there(told, "Zwieback")
    assert not until_there(told, "Knackwurst")


def test_whoever_is_signed_in_searches_at_the_primary(told):
    assert until_there(told, "Zwieback")
    assert told.search("Zwieback", "a session") == [200, True, PRIMARY]


def test_a_standby_that_lags_is_not_asked_and_nobody_reads_what_is_older_than_a_second(told, both):
    assert until_there(told, "Zwieback")
    lagging = both[1]
    lagging.says("SELECT pg_wal_replay_pause()")
    try:
        told.publish("Pumpernickel harbour")
        time.sleep(standby.MOST_BEHIND)
        for _time in range(3):
            assert told.search("Pumpernickel") == [200, True, PRIMARY]
            time.sleep(0.2)
    finally:
        lagging.says("SELECT pg_wal_replay_resume()")
    assert until_there(told, "Pumpernickel")


def test_a_dead_standby_costs_no_reader_a_page_and_is_asked_again_when_it_lives(told, both):
    assert until_there(told, "Zwieback")
    dead = both[1]
    dead.stop()
    assert told.search("Zwieback")[:2] == [200, True]  # the first may find it gone by asking it
    began = time.monotonic()
    for _time in range(10):
        assert told.search("Zwieback") == [200, True, PRIMARY]
    assert time.monotonic() - began < 20
    dead.start()
    time.sleep(standby.LEFT_ALONE)
    assert until_there(told, "Zwieback")


def test_a_standby_that_dies_between_two_questions_costs_no_reader_a_page(told, both):
    """It was close a moment ago, so nobody asks it again before the search does."""
    for _time in range(2):
        assert until_there(told, "Zwieback")
        both[1].stop()
        assert told.search("Zwieback")[:2] == [200, True]
        both[1].start()
        time.sleep(standby.LEFT_ALONE)


def test_a_site_without_a_standby_has_one_database_and_no_router():
    assert standby.STANDBY not in settings.DATABASES
    assert settings.DATABASE_ROUTERS == []


def test_nothing_is_ever_written_or_migrated_at_the_standby():
    router = standby.Router()
    with standby.reading_there():
        assert router.db_for_read(None) == standby.STANDBY
        assert router.db_for_write(None) == "default"
    assert router.db_for_read(None) == "default"
    assert not router.allow_migrate(standby.STANDBY, "articles")

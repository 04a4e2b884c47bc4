"""What SQLite's own counter says, of the file that lies there now."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from articles.page_cache.signs import SignOfSQLite


@pytest.fixture
def path(tmp_path):
    with closing(sqlite3.connect(tmp_path / "one.sqlite3")) as made:
        made.execute("CREATE TABLE word (said)")
    return tmp_path / "one.sqlite3"


@pytest.fixture
def sign(path):
    sign = SignOfSQLite()
    sign._path = str(path)
    return sign


def test_it_is_new_once_after_each_commit_of_anybody_else(sign, path):
    assert [sign.is_new(), sign.is_new()] == [True, False]
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("INSERT INTO word VALUES ('hello')")
    assert [sign.is_new(), sign.is_new()] == [True, False]


def test_a_file_that_takes_the_place_of_ours_is_asked_from_then_on(sign, path):
    shutil.copy(path, path.with_name("backup.sqlite3"))
    assert sign.is_new()
    path.with_name("backup.sqlite3").replace(path)
    assert [sign.is_new(), sign.is_new()] == [True, False]
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("INSERT INTO word VALUES ('hello')")
    assert sign.is_new()


def test_a_file_that_is_gone_or_is_none_of_sqlites_breaks_nothing_and_is_not_made(sign, path):
    assert sign.is_new()
    path.unlink()
    assert sign.is_new()
    assert not path.exists()
    path.write_text("no database" * 1000)
    assert sign.is_new()

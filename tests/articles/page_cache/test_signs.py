"""What SQLite's own counter says, of the file that lies there now."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from articles.page_cache.signs import SignOfSQLite

WRITES = """
import sqlite3, sys
link = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
link.execute("BEGIN IMMEDIATE")
"""


def a_database(path, journal="WAL"):
    with closing(sqlite3.connect(path)) as made:
        made.execute(f"PRAGMA journal_mode = {journal}")
        made.execute("CREATE TABLE word (said)")
        made.commit()
    return path


def say(path):
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("INSERT INTO word VALUES ('hello')")


@pytest.fixture
def path(tmp_path):
    return a_database(tmp_path / "one.sqlite3")


@pytest.fixture
def sign(path):
    sign = SignOfSQLite()
    sign._path = str(path)
    sign.find()
    return sign


def test_it_is_another_after_each_commit_of_anybody_and_only_then(sign, path):
    seen = [sign.state()]
    for _time in range(3):
        say(path)
        assert sign.state() not in seen
        seen.append(sign.state())
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT * FROM word").fetchall()
        other.execute("INSERT INTO word VALUES ('unsaid')")
        sign.find()
        assert sign.state() == seen[-1]


def test_it_holds_while_the_log_is_written_back_and_begun_anew(sign, path):
    seen = []
    with closing(sqlite3.connect(path)) as other:
        for _time in range(3):
            say(path)
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            seen.append(sign.state())
    assert len(set(seen)) == 3


def test_an_index_cut_short_as_sqlite_cuts_it_is_another_state(sign, path):
    seen = sign.state()
    os.truncate(path.with_name(f"{path.name}-shm"), 3)  # what the first to open it does
    assert sign.state() != seen


def test_a_file_that_takes_the_place_of_ours_is_asked_from_then_on(sign, path):
    backup = a_database(path.with_name("backup.sqlite3"))
    for suffix in ("-wal", "-shm"):
        path.with_name(f"{path.name}{suffix}").unlink(missing_ok=True)
    shutil.move(backup, path)
    sign.find()
    seen = sign.state()
    assert seen == sign.state()
    say(path)
    assert sign.state() != seen


@pytest.mark.parametrize("journal", ["DELETE", "TRUNCATE"])
def test_without_a_log_to_ask_everything_may_be_new(tmp_path, journal):
    sign = SignOfSQLite()
    sign._path = str(a_database(tmp_path / "one.sqlite3", journal))
    sign.find()
    assert sign.state() != sign.state()


def test_a_file_that_is_gone_or_is_none_of_sqlites_breaks_nothing_and_is_not_made(sign, path):
    path.unlink()
    sign.find()
    assert sign.state() != sign.state()
    assert not path.exists()
    path.write_text("no database" * 1000)
    sign.find()
    assert sign.state() != sign.state()


def test_whoever_writes_in_this_process_keeps_the_lock_for_it(path):
    """The system takes all locks on a file from a process that closes it once."""
    with closing(sqlite3.connect(path, isolation_level=None)) as ours:
        ours.execute("BEGIN IMMEDIATE")
        for _time in range(2):
            sign = SignOfSQLite()
            sign._path = str(path)
            sign.find()
            sign.state()
            del sign
        command = [sys.executable, "-c", WRITES, str(path)]
        other = subprocess.run(command, capture_output=True, text=True)
        assert "database is locked" in other.stderr
        ours.execute("COMMIT")

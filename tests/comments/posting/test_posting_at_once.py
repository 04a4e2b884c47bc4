"""Processes that post to one SQLite file at once stand in line, and nobody is sent away."""

import sqlite3
import subprocess
import sys

import pytest

from tests.site.running import ROOT, environment

POSTER = [sys.executable, "tests/comments/posting/poster.py"]
PROCESSES, EACH = 4, 12


@pytest.fixture
def story_id(tmp_path):
    begun = subprocess.run(
        [*POSTER, "begin"],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert begun.returncode == 0, begun.stderr
    return begun.stdout.split()[-1]


def test_processes_that_post_at_once_lose_and_double_nothing(tmp_path, story_id):
    posters = [
        subprocess.Popen(
            [*POSTER, story_id, str(number), str(EACH)],
            cwd=ROOT,
            env=environment(tmp_path),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    try:
        for poster in posters:
            assert poster.stdout.readline() == "ready\n", poster.stderr.read()
        for poster in posters:  # all of them are ready: off at the same moment
            poster.stdin.write("go\n")
            poster.stdin.flush()
        answered = [poster.communicate(timeout=180) for poster in posters]
    finally:
        for poster in posters:
            poster.kill()
            poster.wait()
    for statuses, trouble in answered:
        assert statuses.split() == ["303"] * EACH, trouble
        assert "locked" not in trouble
    database = sqlite3.connect(tmp_path / "newsroom.sqlite3")
    words = [row[0] for row in database.execute("SELECT comment FROM django_comments")]
    mails = database.execute(
        "SELECT COUNT(*) FROM django_tasks_database_dbtaskresult "
        "WHERE task_path = 'comments.notifications.asking.ask_to_confirm'"
    ).fetchone()[0]
    database.close()
    expected = [
        f"Words of poster{number}-{count} in full."
        for number in range(PROCESSES)
        for count in range(EACH)
    ]
    assert sorted(words) == sorted(expected)
    assert mails == len(expected)

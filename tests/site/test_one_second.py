"""Two web processes on one database: what readers get is never a second old, on SQLite at once."""

import re
import sqlite3
import sys
import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection

import psycopg
import pytest

from tests.site.running import (
    IS_POSTGRES,
    ROOT,
    descendants,
    free_port,
    manage,
    new_database,
    process,
    started,
)

SECONDS = 5
READERS = 4
BETWEEN_CHANGES = 0.1
OLDEST = 1.0 if IS_POSTGRES else 0.0
GONE = 404  # where the readers' copy alone says so
CHANGE = "UPDATE articles_publishedstory SET headline = ?, withdraw_at = ?"
A_STORY = """
from tests import factories
copy = factories.published_story(headline="State 0").readers_copy
print("made", copy.get_absolute_url())
"""


@contextmanager
def a_hand_at_the_database(folder, address):
    """What runs SQL there, each in a transaction of its own: no door of ours knows of it."""
    if IS_POSTGRES:
        with psycopg.connect(address["DATABASE_URL"], autocommit=True) as link:
            yield lambda sql, values: link.execute(sql.replace("?", "%s"), values)
    else:
        path = folder / "newsroom.sqlite3"
        with closing(sqlite3.connect(path, isolation_level=None, timeout=20)) as link:
            yield link.execute


class Watch:
    """What stood on the story's page from when on, and how old what readers got was at most."""

    def __init__(self, port, address):
        self.port, self.address = port, address
        self.states = [["State 0", 0.0]]  # each with the moment by which it was committed
        self.oldest, self.seen, self.strange = 0.0, 0, []
        self.is_over = threading.Event()

    def change(self, state, act):
        self.states.append([state, float("inf")])
        act()
        self.states[-1][1] = time.monotonic()

    def read(self):
        while not self.is_over.is_set():
            begun = time.monotonic()
            true = max(at for at, (_state, moment) in enumerate(self.states) if moment <= begun)
            shown = self._ask()
            found = [at for at, (state, _moment) in enumerate(self.states) if state == shown]
            if not found:
                self.strange.append(shown)
            elif found[-1] < true:
                self.oldest = max(self.oldest, begun - self.states[found[-1] + 1][1])
            self.seen += 1

    def _ask(self):
        link = HTTPConnection("127.0.0.1", self.port, timeout=20)  # a new one: to either process
        with closing(link):
            link.request("GET", self.address, headers={"Host": f"localhost:{self.port}"})
            answer = link.getresponse()
            page = answer.read().decode()
        if answer.status != 200:
            return answer.status
        return re.search(r"<h1[^>]*>\s*(State \d+)", page)[1]


@pytest.fixture
def site(tmp_path):
    """A site of two web processes that has one story: its folder, port, database and address."""
    address = {"DATABASE_URL": new_database("one_second")} if IS_POSTGRES else {}
    assert manage(tmp_path, "migrate", **address).returncode == 0
    made = manage(tmp_path, "shell", "-c", A_STORY, **address)
    page, port = re.search(r"made (\S+)", made.stdout)[1], free_port()
    command = [sys.executable, str(ROOT / "manage.py"), "start"]
    with process(command, tmp_path, PORT=port, WEB_PROCESSES=2, **address) as running:
        started(running)
        assert len(descendants(running.pid)) >= 4  # the server, its two processes, the worker
        yield tmp_path, port, address, page


def test_readers_of_two_processes_never_get_an_old_page(site):
    folder, port, address, page = site
    watch = Watch(port, page)
    readers = [threading.Thread(target=watch.read) for _number in range(READERS)]
    with a_hand_at_the_database(folder, address) as act:
        for one in readers:
            one.start()
        until, number = time.monotonic() + SECONDS, 0
        while time.monotonic() < until:
            number += 1
            state, withdrawn = f"State {number}", None
            if number % 5 == 0:
                state, withdrawn = GONE, datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
            zone = "+00" if IS_POSTGRES and withdrawn else ""
            values = (f"State {number}", withdrawn and f"{withdrawn}{zone}")
            watch.change(state, partial(act, CHANGE, values))
            time.sleep(BETWEEN_CHANGES)
        watch.is_over.set()
        for one in readers:
            one.join()
    print(f"{watch.seen} pages, the oldest {watch.oldest:.3f} s old")
    assert watch.strange == []
    assert watch.seen >= 10  # a busy machine gives few
    assert watch.oldest <= OLDEST

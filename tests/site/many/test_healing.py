"""A whole site on PostgreSQL and Redis with several workers: nothing twice, and it heals itself."""

import sys
import threading
import time
from pathlib import Path

import pytest

from tests.postgresql import primary
from tests.redis_server import redis_server
from tests.site.running import ROOT, descendants, free_port, get, process, wait_for

from .noting import FILE
from .telling import site

MANAGE = [sys.executable, str(ROOT / "manage.py")]
PAGES = ("/", "/search/?q=ferry", "/healthz")
READERS = 4
A_SECOND = 1.0
MANY = 12  # new connections: of two processes, both have answered one of them


class Whole:
    """A site started by its own command, two more workers, and what they stand on."""

    def __init__(self, folder, port, database, redis, told, running):
        self.folder, self.port, self.database, self.redis = folder, port, database, redis
        self.told, self.running = told, running
        self.enqueued = 0

    def enqueue(self, number):
        self.told.tasks(self.enqueued, number)
        self.enqueued += number

    def noted(self):
        file = self.folder / FILE
        return [int(line) for line in file.read_text().split()] if file.exists() else []

    def is_done(self):
        return len(self.noted()) >= self.enqueued

    def publish(self, headline):
        """Publish a story by hand of another machine, and wait for as long as a page may be old."""
        self.told.publish(headline)
        time.sleep(A_SECOND)

    def seen(self, headline):
        """By how many of many who ask for the list of the latest it is seen."""
        return sum(headline in (get(self.port, "/latest/") or "")[1] for _number in range(MANY))

    def answers(self):
        return all((get(self.port, page) or [0])[0] == 200 for page in PAGES)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    for name in ("redis", "one", "two"):
        (folder / name).mkdir()
    with primary() as database, redis_server(folder / "redis") as redis:
        variables = {"DATABASE_URL": database.url, "REDIS_URL": redis.url, "DATA_DIR": folder}
        with (
            process([*MANAGE, "start"], folder, PORT=port, WEB_PROCESSES=2, **variables) as running,
            site(folder, **variables) as told,
        ):
            wait_for(lambda: (get(port, "/") or [0])[0] == 200, running)
            with (
                process([*MANAGE, "worker"], folder / "one", **variables),
                process([*MANAGE, "worker"], folder / "two", **variables),
            ):
                yield Whole(folder, port, database, redis, told, running)


def test_three_workers_do_no_task_twice(whole):
    whole.enqueue(150)
    wait_for(whole.is_done, whole.running)
    time.sleep(1)  # for a second time, if there were one
    assert sorted(whole.noted()) == list(range(whole.enqueued))


def test_a_second_machine_serves_the_same_site_without_a_worker_of_its_own(whole):
    folder, port = whole.folder / "second", free_port()
    folder.mkdir()
    variables = {"DATABASE_URL": whole.database.url, "REDIS_URL": whole.redis.url, "PORT": port}
    with process([*MANAGE, "start", "--web"], folder, **variables) as second:
        wait_for(lambda: (get(port, "/") or [0])[0] == 200, second)
        assert '"state": "ok"' in get(port, "/healthz")[1]
        commands = [
            Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
            for pid in descendants(second.pid)
        ]
        assert commands
        assert not [command for command in commands if b"worker" in command]


def test_redis_gone_and_back_costs_neither_a_task_nor_a_page(whole):
    whole.redis.stop()
    whole.enqueue(5)
    wait_for(whole.is_done, whole.running)
    assert whole.answers()
    whole.redis.start()
    whole.enqueue(5)
    wait_for(whole.is_done, whole.running)
    assert sorted(whole.noted()) == list(range(whole.enqueued))


def test_redis_gone_and_back_makes_no_page_older_than_a_second(whole):
    assert whole.seen("Ferries are free") == 0
    whole.redis.stop()
    whole.publish("Ferries are free")
    assert whole.seen("Ferries are free") == MANY
    whole.redis.start()
    whole.publish("Ferries are late")
    assert whole.seen("Ferries are late") == MANY
    with whole.redis.hung():
        whole.publish("Ferries are gone")
        assert whole.seen("Ferries are gone") == MANY


def test_postgresql_restarted_under_load_leaves_a_site_that_is_well(whole):
    stopped, statuses, of_kept_pages = threading.Event(), [], []

    def read():
        while not stopped.is_set():
            found = {page: (get(whole.port, page) or [0])[0] for page in PAGES}
            statuses.extend(found.values())
            of_kept_pages.append(found["/"])

    readers = [threading.Thread(target=read) for _number in range(READERS)]
    for reader in readers:
        reader.start()
    try:
        wait_for(lambda: statuses.count(200) > 20, whole.running)
        whole.database.stop("immediate")
        time.sleep(1)
        whole.database.start()
        began = len(statuses)
        wait_for(lambda: len(statuses) > began + 60, whole.running)
    finally:
        stopped.set()
        for reader in readers:
            reader.join()
    assert set(statuses[-20:]) == {200}, statuses
    assert set(statuses) <= {200, 503}
    assert set(of_kept_pages) == {200}  # the last true page, and then a fresh one
    whole.enqueue(10)
    wait_for(whole.is_done, whole.running)
    assert sorted(whole.noted()) == list(range(whole.enqueued))
    assert whole.running.poll() is None
    wait_for(lambda: '"state": "ok"' in get(whole.port, "/healthz")[1], whole.running)

"""One process imports the site and its children share it; none outlives the others."""

import os
import re
import shutil
import signal
import sqlite3
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.site.running import (
    IS_POSTGRES,
    ROOT,
    descendants,
    free_port,
    get,
    is_alive,
    manage,
    process,
    started,
    wait_for,
)

START = [sys.executable, str(ROOT / "manage.py"), "start"]
A_STORY = "from tests import factories; print('made', factories.published_story().pk)"
READ = "SELECT coalesce(sum(number), 0) FROM articles_reading"
READER = {"User-Agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0", "Sec-Fetch-Site": "same-origin"}
LARGE_AND_SMALL = """
from pathlib import Path
from newsroom.memory import give_back_large_blocks

def megabytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20

give_back_large_blocks()
before = megabytes()
met = [b"x" * 2**20 for _number in range(3)]  # a size that is kept from now on
del met
both = [(b"x" * 2**20, bytearray(b"x" * 1000)) for _number in range(100)]
small = [one for _large, one in both]
del both
print("grown by", round(megabytes() - before))
"""
MANY_THREADS = """
import ctypes, os, threading
from pathlib import Path

import newsroom.wsgi

def use():
    one = bytearray(100_000)
    everybody_has_some.wait()

everybody_has_some = threading.Barrier(16)
threads = [threading.Thread(target=use) for _number in range(16)]
for one in threads:
    one.start()
for one in threads:
    one.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
written = Path(os.environ["DATA_DIR"]) / "heaps.xml"
told = ctypes.c_void_p(libc.fopen(str(written).encode(), b"w"))
libc.malloc_info(0, told)
libc.fclose(told)
print("heaps:", written.read_text().count("<heap nr="))
"""
MOST_MEGABYTES = 200  # of the whole site at rest; 120 when this was written
pytestmark = pytest.mark.skipif(IS_POSTGRES, reason="the same whatever the database is")


@pytest.fixture
def folder(tables, tmp_path):
    shutil.copytree(tables, tmp_path, dirs_exist_ok=True)
    return tmp_path


def bearing(name, pids):
    """Those of some processes that bear a name, as `ps` shows it."""
    return [pid for pid in pids if Path(f"/proc/{pid}/comm").read_text().strip() == name]


def megabytes(pids):
    """What some processes have in memory; what they share counts once."""
    told = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in pids]
    return sum(int(re.search(r"^Pss: +(\d+) kB", one, re.MULTILINE)[1]) for one in told) / 1024


def processor_ticks(pid):
    """What a process has used by itself."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def niceness(pid):
    return os.getpriority(os.PRIO_PROCESS, pid)


def niceness_of_session(pid):
    """What Linux goes by first where it tells sessions apart: man 7 sched, "autogroup"."""
    told = Path(f"/proc/{pid}/autogroup")
    return int(told.read_text().split()[-1]) if told.exists() else niceness(pid)


def test_the_whole_site_is_small_and_ends_as_one(folder):
    port = free_port()
    with process(START, folder, PORT=port, WORKER_NICENESS=15) as running:
        started(running)
        assert get(port, "/")[0] == 200
        children = descendants(running.pid)
        # The children import nothing of it again: all that costs is the parent's.
        assert sum(map(processor_ticks, children)) < processor_ticks(running.pid)
        [worker] = bearing("worker", children)
        [server, *answering] = bearing("web server", children)
        assert len(answering) == 1
        assert niceness(worker) == niceness_of_session(worker) == 15  # readers go first
        assert niceness(answering[0]) == niceness_of_session(answering[0]) == 0
        assert megabytes([running.pid, *children]) < MOST_MEGABYTES
        os.kill(server, signal.SIGKILL)  # which cannot end what is below it
        assert running.wait(timeout=30) == 1
        assert "The web server stopped; see the lines above." in running.log.read_text()
        assert not is_alive(worker)
        wait_for(lambda: not is_alive(answering[0]))


def test_who_is_stopped_while_it_makes_ready_leaves_nothing_running(tmp_path):
    with process(START, tmp_path, PORT=free_port()) as running:
        [child] = wait_for(lambda: bearing("readying", descendants(running.pid)), running)
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == 0
        assert not is_alive(child)
        assert "Traceback" not in running.log.read_text()


def test_who_read_in_the_last_seconds_is_written_down_when_it_is_stopped(folder):
    made = manage(folder, "shell", "-c", A_STORY).stdout
    address, port = f"/read/{re.search(r'made (.+)', made)[1]}/", free_port()
    with process([*START, "--web"], folder, PORT=port) as running:
        started(running)
        for _reader in range(5):
            with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as link:
                link.request("POST", address, headers={**READER, "Host": f"localhost:{port}"})
                assert link.getresponse().status == 204
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == 0
    with closing(sqlite3.connect(folder / "newsroom.sqlite3")) as database:
        assert database.execute(READ).fetchone() == (5,)


def test_the_worker_gives_back_what_a_picture_took(tmp_path):
    told = manage(tmp_path, "shell", "--verbosity=0", "-c", LARGE_AND_SMALL).stdout
    assert int(told.split("grown by")[1]) < 10


def test_the_threads_of_a_web_process_share_two_heaps(tmp_path):
    told = manage(tmp_path, "shell", "--verbosity=0", "-c", MANY_THREADS)
    assert told.stdout == "heaps: 2\n", told.stderr

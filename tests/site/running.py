"""Starts the real site as its own processes, in a folder of the test's own."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

IS_POSTGRES = os.environ.get("DATABASE_URL", "").startswith("postgres")
ROOT = Path(__file__).resolve().parents[2]
START = [sys.executable, str(ROOT / "manage.py"), "start", "--demo"]
PATIENCE = 180  # seconds


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder, **variables):
    """A site's own environment: nothing of the suite's, its data in `folder`, on SQLite."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONUNBUFFERED": "1",
        "NEWSROOM_MODE": "development",
        "DATA_DIR": str(folder),
        "WORKER_NICENESS": "0",  # the suite keeps the cores busy: one that stands back never ends
        **{name: str(value) for name, value in variables.items()},
    }


def manage(folder, *command, **variables):
    """Run one command of manage.py to its end."""
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *command],
        env=environment(folder, **variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE * 2,
    )


def new_database(name, *, like=None):
    """The address of a new database beside the suite's own; `like` names one that it copies."""
    server = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(urlunsplit(server._replace(path="/postgres")), autocommit=True) as link:
        link.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        link.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {like}" if like else ""))
    return urlunsplit(server._replace(path=f"/{name}"))


@contextmanager
def process(command, folder, **variables):
    """A running process whose output goes to a file; killed with its children at the end."""
    log = Path(folder) / "output.log"
    with log.open("w") as output:
        running = subprocess.Popen(
            command,
            env=environment(folder, **variables),
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            start_new_session=True,
        )
        running.log = log
        try:
            yield running
        finally:
            for pid in [*descendants(running.pid), running.pid]:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            running.wait()


def descendants(pid):
    """The ids of all processes below `pid`, from /proc."""
    below = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            parent = re.search(r"^PPid:\t(\d+)", status.read_text(), re.MULTILINE)
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent and int(parent[1]) == pid:
            child = int(status.parent.name)
            below += [child, *descendants(child)]
    return below


def wait_for(condition, running=None):
    """Wait until `condition` gives something, and give that."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := condition():
            return found
        if running is not None and running.poll() is not None:
            raise AssertionError(f"ended with {running.returncode}:\n{running.log.read_text()}")
        time.sleep(0.1)
    raise AssertionError(f"nothing came:\n{running.log.read_text() if running else ''}")


def get(port, path):
    """Status and body of a page; None while nothing answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        response = connection.getresponse()
        return response.status, response.read().decode("utf-8", "replace")
    except OSError:
        return None
    finally:
        connection.close()


def started(running):
    """What a starting newsroom has said, once it runs."""
    return wait_for(
        lambda: "Ctrl-C stops everything" in running.log.read_text() and running.log.read_text(),
        running,
    )


def first_start(folder, **variables):
    """Start the demo newsroom for the first time, look at it, let it work off what waits, stop it.

    Returns what was seen. The folder is a newsroom at rest then, which can be copied.
    """
    port = free_port()
    with process(START, folder, PORT=port, **variables) as running:
        said = started(running)
        seen = {path: get(port, path) for path in ("/", "/healthz", "/admin/login/", "/mail/")}
        wait_for(lambda: json.loads(get(port, "/healthz")[1])["tasks"]["waiting"] == 0, running)
        children = descendants(running.pid)
        running.send_signal(signal.SIGINT)
        code = running.wait(timeout=PATIENCE)
    left = [pid for pid in children if is_alive(pid)]
    return {"said": said, "seen": seen, "children": children, "left": left, "code": code}


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True

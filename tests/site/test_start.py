"""One command starts the whole site, and one key stops all of it."""

import re
import shutil
import socket
import sys
import time
from contextlib import ExitStack

import pytest

from newsroom.turns import AT_ONCE
from tests.site.running import (
    START,
    free_port,
    get,
    manage,
    process,
    started,
    wait_for,
)

KEY = "long-random-looking-text-0123456789-abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(scope="module")
def demo_site(demo, tmp_path_factory):
    """A site that was started, looked at and stopped once: its folder and what was seen."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(demo["folder"], folder, dirs_exist_ok=True)
    return {**demo, "folder": folder}


def test_it_says_where_to_look_and_who_can_sign_in(demo_site):
    said = demo_site["said"]
    assert re.search(
        r"runs at http://localhost:\d+/ and its desk at http://localhost:\d+/admin/", said
    )
    assert "reporter, editor, chief, pictures, moderator, moderator2, publisher, legal" in said
    assert re.search(r"with the password: \S{8,}", said)


def test_the_demo_newspaper_is_there_with_its_hashed_static_files(demo_site):
    status, page = demo_site["seen"]["/"]
    assert status == 200
    assert "The Marram Courier" in page
    assert re.search(r"/static/css/\w+\.[0-9a-f]{12}\.css", page)
    assert {path: answer[0] for path, answer in demo_site["seen"].items()} == dict.fromkeys(
        demo_site["seen"], 200
    )


def test_ctrl_c_stops_all_of_it(demo_site):
    assert len(demo_site["children"]) >= 2
    assert demo_site["left"] == []
    assert demo_site["code"] == 0


def test_everything_it_writes_lies_in_one_folder(demo_site):
    written = {path.name for path in demo_site["folder"].iterdir()}
    assert {"newsroom.sqlite3", "originals", "static", "demo-password"} <= written


def test_the_second_start_keeps_everything_and_is_quick(demo_site):
    port = free_port()
    before = time.monotonic()
    with process(START, demo_site["folder"], PORT=port) as running:
        said = started(running)
        took = time.monotonic() - before
        assert get(port, "/")[0] == 200
    password = re.search(r"password: (\S+)", demo_site["said"])[1]
    assert f"password: {password}" in said
    assert "Loading" not in said
    assert took < 20


def test_whoever_sends_over_a_slow_line_keeps_nobody_waiting(demo_site):
    port, letters = free_port(), b"csrfmiddlewaretoken=none&username=slow&password=line"
    head = (
        "POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        f"application/x-www-form-urlencoded\r\nContent-Length: {len(letters)}\r\n\r\n"
    ).encode()
    start = [*START, "--web"]
    with process(start, demo_site["folder"], PORT=port) as running, ExitStack() as lines:
        started(running)
        slow = [
            lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
            for _one in range(2 * AT_ONCE)
        ]
        for line in slow:
            line.sendall(head + letters[:20])
        assert get(port, "/search/?q=ferry")[0] == 200
        quick = lines.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
        quick.sendall(head + letters)
        assert quick.recv(100).startswith(b"HTTP/1.1 403")  # the token is nobody's
        slow[0].sendall(letters[20:])
        assert slow[0].recv(100).startswith(b"HTTP/1.1 403")
        slow[1].shutdown(socket.SHUT_WR)
        assert not slow[1].recv(100).startswith(b"HTTP/1.1 403")
        assert get(port, "/search/?q=harbour")[0] == 200
        assert "Traceback" not in running.log.read_text()


def test_a_taken_port_is_named_with_a_way_out(demo_site):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = manage(demo_site["folder"], "start", PORT=port)
    assert run.returncode != 0
    assert f"Port {port} is taken" in run.stderr


def test_production_refuses_to_start_while_demo_accounts_exist(demo_site):
    production = {
        "NEWSROOM_MODE": "production",
        "SECRET_KEY": KEY,
        "SITE_URL": "https://news.example.org",
    }
    run = manage(demo_site["folder"], "start", PORT=free_port(), **production)
    assert run.returncode != 0
    assert "editor" in run.stderr
    assert "demo remove" in run.stderr
    load = manage(demo_site["folder"], "demo", "load", **production)
    assert "development only" in load.stderr


def test_plain_wsgi_runs_under_gunicorn(demo_site):
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--bind", f"127.0.0.1:{port}"),
        *("--threads", "2", "--worker-tmp-dir", str(demo_site["folder"])),
    ]
    with process(command, demo_site["folder"]) as running:
        status, page = wait_for(lambda: get(port, "/"), running)
    assert status == 200
    assert "The Marram Courier" in page

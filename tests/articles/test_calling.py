"""Asking another server: how long we wait, how much we read, and to whom we speak at all."""

import socket
import threading
import time

import pytest

from articles import calling
from tests.answering import answering


@pytest.fixture
def server():
    with answering() as one:
        yield one


def call(address, *, seconds=2, most_bytes=1000, **more):
    return calling.call(address, seconds=seconds, most_bytes=most_bytes, **more)


def test_a_question_with_a_body_is_posted_and_its_answer_is_read(server):
    server.says(b"well", X_More="said")
    answer = call(f"{server.address}/a?b=c", body=b"d=e", headers={"Content-Type": "text/plain"})
    assert (answer.status, answer.body, answer.headers["X-More"]) == (200, b"well", "said")
    [asked] = server.asked
    assert (asked.path, asked.body) == ("/a?b=c", b"d=e")
    assert asked.headers["Content-Type"] == "text/plain"
    assert asked.headers["Host"] == server.address.removeprefix("http://")


def test_a_redirect_is_told_and_not_followed(server):
    server.says(b"", status=302, Location=f"{server.address}/elsewhere")
    assert call(server.address).status == 302
    assert len(server.asked) == 1


def test_more_than_wanted_is_not_read(server):
    server.says(b"x" * 100_000)
    answer = call(server.address)
    assert (answer.is_whole, answer.body) == (False, b"")


@pytest.mark.parametrize(
    "badly",
    [
        {"hangs": 3},
        {"trickle": 0.2, "body": b"x" * 50},
        {"trickle": 0.2, "body": b"x" * 50, "Content_Length": ""},
    ],
    ids=["silent", "drop by drop", "drop by drop without an end"],
)
def test_all_of_an_answer_has_one_time(server, badly):
    server.says(badly.pop("body", b""), **badly)
    began = time.monotonic()
    with pytest.raises(calling.NotReached, match="within 1 seconds"):
        call(server.address, seconds=1)
    assert time.monotonic() - began < 2


def test_headers_that_never_end_are_not_waited_for():
    began = time.monotonic()
    with _listening(_says_headers_for_ever) as port, pytest.raises(calling.NotReached):
        call(f"http://127.0.0.1:{port}/", seconds=1)
    assert time.monotonic() - began < 2


def test_a_server_that_accepts_and_says_nothing_in_its_handshake_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(calling, "_is_public", lambda address: True)
    monkeypatch.setattr(calling, "HERE", {"here.example"})
    monkeypatch.setattr(calling, "place", calling.urlsplit)
    began = time.monotonic()
    with _listening(lambda line: time.sleep(3)) as port, pytest.raises(calling.NotReached):
        call(f"https://127.0.0.1:{port}/", seconds=1)
    assert time.monotonic() - began < 2


def test_a_name_server_that_is_silent_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(calling.socket, "getaddrinfo", lambda *args, **more: time.sleep(3))
    began = time.monotonic()
    with pytest.raises(calling.NotReached, match="within 1 seconds"):
        call("https://slow.example/", seconds=1)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "badly", [{"closes": True}, {"Content_Length": "5000", "body": b"half"}], ids=["ends", "half"]
)
def test_half_an_answer_is_none(server, badly):
    server.says(badly.pop("body", b""), **badly)
    with pytest.raises(calling.NotReached):
        call(server.address, seconds=1)


def test_nobody_at_the_other_end_is_told_in_words():
    with pytest.raises(calling.NotReached, match="connection failed"):
        call("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nonsense",
        "ftp://files.example/",
        "file:///etc/passwd",
        "http://news.example/",
        "http://10.0.0.1/",
        "https://localhost/",
        "http://localhost.evil.example/",
        "https://name:word@news.example/",
        "https://news.example:99999/",
        "https://news.example:0/",
        "https://news.example/\r\nX-Evil: 1",
        "https://news.example/ä",
        "https://[::1",
    ],
)
def test_some_addresses_are_never_spoken_to(address):
    with pytest.raises(calling.NotAllowed):
        call(address)


@pytest.mark.parametrize(
    "stands_for",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.9",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:127.0.0.1",
    ],
)
def test_a_name_that_leads_into_the_house_is_not_followed(monkeypatch, stands_for):
    family = socket.AF_INET6 if ":" in stands_for else socket.AF_INET
    public = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))
    inside = (family, socket.SOCK_STREAM, 6, "", (stands_for, 443))
    monkeypatch.setattr(calling.socket, "getaddrinfo", lambda *args, **more: [public, inside])
    with pytest.raises(calling.NotAllowed, match="public"):
        call("https://looks-public.example/")


def test_a_name_that_means_nothing_is_told_in_words():
    with pytest.raises(calling.NotReached, match="not known"):
        call("https://nobody.invalid/")


def _says_headers_for_ever(line):
    line.recv(1000)
    line.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(30):
        line.send(b"X-%d: y\r\n" % number)
        time.sleep(0.2)


class _listening:
    """A bare socket that does one thing with whoever calls; gives its port."""

    def __init__(self, act):
        self.act = act

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()
        return self.socket.getsockname()[1]

    def __exit__(self, *wrong):
        self.socket.close()

    def _serve(self):
        try:
            line, _address = self.socket.accept()
            with line:
                self.act(line)
        except OSError:  # nobody called, or they have hung up
            return

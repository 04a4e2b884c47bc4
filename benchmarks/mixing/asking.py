"""Asking as many readers do: HTTP/1.1 over connections that are kept, without waiting in line.

The one rule: nothing is asked twice but what a browser would: a page, on a connection that the
server was closing when it was asked for (RFC 9112, section 9.3.1). Any other lack of an answer is
an error.
"""

import asyncio
import socket
import time
from dataclasses import dataclass

MOST_CONNECTIONS = 256
PATIENCE = 30  # seconds


class NoAnswer(Exception):
    """A connection that was refused, broken off, or silent for too long."""


class Closing(NoAnswer):
    """A kept connection that ended before anything of an answer came."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict  # names in lower case, as bytes
    body: bytes
    asked: float
    got: float


class Line(asyncio.Protocol):
    """One connection, which carries one request at a time."""

    def __init__(self, idle):
        self.idle = idle
        self.transport = self.answer = None
        self.received, self.head = bytearray(), None
        self.answers = 0

    def connection_made(self, transport):
        self.transport = transport
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, request):
        self.answer = asyncio.get_running_loop().create_future()
        self.asked = time.monotonic()
        self.transport.write(request)
        return self.answer

    def data_received(self, data):
        self.received += data
        if self.head is None:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return
            self.head = _head(bytes(self.received[:end]))
            del self.received[: end + 4]
        status, headers = self.head
        body = _whole(headers, self.received)
        if body is not None and not self.answer.done():
            self.received, self.head = bytearray(), None
            self.answers += 1
            answer = Answer(status, headers, body, self.asked, time.monotonic())
            if headers.get(b"connection", b"").lower() == b"close":
                self.transport.close()
            else:
                self.idle.append(self)
            self.answer.set_result(answer)

    def connection_lost(self, error):
        if self in self.idle:
            self.idle.remove(self)
        if self.answer and not self.answer.done():
            is_closing = self.answers and not self.received and self.head is None
            kind = Closing if is_closing else NoAnswer
            self.answer.set_exception(kind(f"broken off: {error or 'closed'}"))


class Lines:
    """The connections of all readers: kept ones first, new ones as they are needed."""

    def __init__(self, port):
        self.port, self.idle = port, []
        self.room = asyncio.Semaphore(MOST_CONNECTIONS)
        self.opened = self.again = 0

    async def ask(self, request):
        """The answer to a request of bytes. Raises NoAnswer."""
        async with self.room:
            line = None
            try:
                async with asyncio.timeout(PATIENCE):
                    line = self.idle.pop() if self.idle else await self._open()
                    try:
                        return await line.send(request)
                    except Closing:
                        if not request.startswith(b"GET"):
                            raise
                        self.again += 1
                        line = await self._open()
                        return await line.send(request)
            except TimeoutError:
                if line:
                    line.transport.abort()
                raise NoAnswer(f"no answer within {PATIENCE} seconds") from None
            except OSError as error:
                raise NoAnswer(str(error)) from None

    async def _open(self):
        self.opened += 1
        loop = asyncio.get_running_loop()
        _transport, line = await loop.create_connection(
            lambda: Line(self.idle), "127.0.0.1", self.port
        )
        return line

    def close(self):
        for line in list(self.idle):
            line.transport.close()


def request(method, path, host, *, headers=(), body=b""):
    """A request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *headers]
    if method == "POST":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "\r\n"]).encode() + body


def _head(head):
    first, *lines = head.split(b"\r\n")
    headers = {}
    for line in lines:
        name, _colon, value = line.partition(b":")
        headers[name.lower()] = value.strip()
    return int(first.split(b" ", 2)[1]), headers


def _whole(headers, received):
    """The body, or None where some of it is missing."""
    if headers.get(b"transfer-encoding") == b"chunked":
        return _joined(received) if received.endswith(b"0\r\n\r\n") else None
    length = int(headers.get(b"content-length", 0))
    return bytes(received) if len(received) >= length else None


def _joined(chunks):
    found, place = bytearray(), 0
    while True:
        end = chunks.index(b"\r\n", place)
        size = int(chunks[place:end], 16)
        if not size:
            return bytes(found)
        found += chunks[end + 2 : end + 2 + size]
        place = end + 2 + size + 2

"""Asks a WSGI application as a server does."""

import io
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from articles.page_cache import Door
from articles.page_cache.signs import AlwaysNew

# PostgreSQL tells of what is committed alone, so tests of what is kept have to commit there.
COMMITS = {"transaction": True, "serialized_rollback": True}
for_readers = pytest.mark.django_db(**({} if connection.vendor == "sqlite" else COMMITS))

PLENTY = 64 * 1024 * 1024


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()


def ask(application, address, method="GET", **headers):
    """The Answer of an application; headers as in `accept_encoding="br"`."""
    parts = urlsplit(address)
    told = {}

    def start_response(status, pairs, exc_info=None):
        told.update(status=int(status[:3]), headers={name.lower(): value for name, value in pairs})

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": parts.path.encode().decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "SCRIPT_NAME": "",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        **{_named(name): value for name, value in headers.items()},
    }
    answer = application(environ, start_response)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return Answer(told["status"], told["headers"], body)


def a_door(most_bytes=PLENTY):
    """A Door in front of the site, with an empty shelf, which looks whenever it is asked.

    On PostgreSQL a thread looks instead when it is called: see tests of real servers.
    """
    door = Door(WSGIHandler(), most_bytes)
    door.keeper._sign = AlwaysNew()
    return door


def _named(name):
    """A header as a server gives it; what is in capitals stays, for what no header says."""
    if name.isupper():
        return name
    return "CONTENT_TYPE" if name == "content_type" else f"HTTP_{name.upper()}"

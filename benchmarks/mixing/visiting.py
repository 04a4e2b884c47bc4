"""Somebody with a browser: keeps cookies, reads forms, sends them back as they were filled in."""

import select
import threading
import time
import traceback
from collections import Counter, defaultdict
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from lxml import html

PATIENCE = 60  # seconds
MOST_SAMPLES = 20


class Book:
    """What all of them met: how long they waited, and what went wrong."""

    def __init__(self):
        self.lock, self.gone = threading.Lock(), []
        self.begin()

    def begin(self):
        self.waits, self.errors, self.samples = defaultdict(list), Counter(), []
        for what in self.gone:
            self.wrong("desk", "somebody does not work any more", what)

    def broken(self, told):
        """Somebody met what nobody thought of, and went home: the hook of a thread that ends."""
        traceback.print_exception(told.exc_value)
        self.gone.append(repr(told.exc_value))
        self.wrong("desk", "somebody does not work any more", self.gone[-1])

    def wrong(self, kind, what, detail=""):
        with self.lock:
            self.errors[f"{kind}: {what}"] += 1
            if len(self.samples) < MOST_SAMPLES:
                self.samples.append(f"{kind}: {what} {detail}".strip())


class Failed(Exception):
    """It was not answered as it should be; that is written down already."""


class Visitor:
    def __init__(self, host, book, address="10.255.0.1"):
        self.host, self.book, self.address = host, book, address
        self.cookies, self.connection = {}, HTTPConnection(host, timeout=PATIENCE)

    def sign_in(self, name, password):
        page = self.get("signing in", "/admin/login/?next=/admin/")
        fields = fields_of(page, "//form[@method='post']")
        fields += [("username", name), ("password", password)]
        self.post("signing in", "/admin/login/?next=/admin/", fields, expected=302)

    def get(self, kind, path):
        """The words of a page. Raises Failed."""
        return self._ask(kind, "GET", path, expected=200)[0]

    def post(self, kind, path, fields, *, expected, files=None):
        """Where a form that is sent leads to. Raises Failed."""
        if files:
            body, content_type = in_parts(fields, files)
        else:
            body, content_type = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        headers = {
            "Content-Type": content_type,
            "Origin": f"http://{self.host}",
            "Sec-Fetch-Site": "same-origin",
        }
        return self._ask(kind, "POST", path, body, headers, expected=expected)[1]

    def _ask(self, kind, method, path, body=None, headers=None, *, expected):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        known = {"Cookie": cookies, "X-Forwarded-For": self.address, **(headers or {})}
        begin = time.monotonic()
        if self.connection.sock and select.select([self.connection.sock], [], [], 0)[0]:
            self.connection.close()  # the server did, as it does to those who are quiet for long
        try:
            self.connection.request(method, path, body, known)
            answer = self.connection.getresponse()
            words = answer.read().decode(errors="replace")
        except (OSError, HTTPException) as error:
            self.connection.close()
            self.book.wrong(kind, type(error).__name__, str(error))
            raise Failed from error
        with self.book.lock:
            self.book.waits[kind].append(time.monotonic() - begin)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _is, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status != expected:
            self.book.wrong(kind, f"{answer.status} at {path}", told_by(words))
            raise Failed
        return words, answer.headers.get("Location", "")


def told_by(words):
    """What a page that was not expected says is wrong."""
    if not words.strip():
        return "nothing"
    alerts = html.fromstring(words).xpath("//*[@role='alert' or @class='errorlist']|//h1")
    told = " / ".join(" ".join(one.text_content().split()) for one in alerts)
    return told[:300] or words[:300]


def fields_of(page, where):
    """The fields of a form, as they stand."""
    return list(html.fromstring(page).xpath(where)[0].form_values())


def filled_in(fields, **typed):
    """Those fields with some of them typed anew; two underscores in a name stand for a dash."""
    typed = {name.replace("__", "-"): value for name, value in typed.items()}
    return [(name, value) for name, value in fields if name not in typed] + list(typed.items())


def in_parts(fields, files):
    """A body of multipart/form-data (RFC 7578) and its content type."""
    edge, parts = "edge-of-a-part-that-no-picture-has", []
    for name, value in fields:
        parts.append(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        )
    body = "".join(parts).encode()
    for name, file_name, content in files:
        body += (
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
            "Content-Type: image/jpeg\r\n\r\n"
        ).encode()
        body += content + b"\r\n"
    return body + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"

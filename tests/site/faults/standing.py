"""A site of two web processes on one machine, and somebody beside it who makes stories."""

import re
import shutil
import sys
from contextlib import contextmanager
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.site.many.telling import site
from tests.site.running import ROOT, free_port, process, started

MANAGE = [sys.executable, str(ROOT / "manage.py")]
MANY = 12  # new connections: of two processes, both have answered one of them


class Standing:
    def __init__(self, folder, port, told, running):
        self.folder, self.port, self.told, self.running = folder, port, told, running

    def ask(self, path, method="GET", body=None, **headers):
        """Status, headers and text of an answer, over a connection of its own."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            link.request(method, path, body, {"Host": f"localhost:{self.port}", **named})
            answer = link.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            link.close()

    def seen(self, path, words):
        """By how many of many who ask these words are seen; none gets anything but a page."""
        answers = [self.ask(path) for _number in range(MANY)]
        assert {status for status, _headers, _text in answers} == {200}
        return sum(words in text for _status, _headers, text in answers)

    def statuses(self, path):
        return {self.ask(path)[0] for _number in range(MANY)}


class Desk:
    """Somebody who has signed in at the desk, as a browser does."""

    def __init__(self, site, username, password):
        self.site, self.cookies = site, SimpleCookie()
        self.send("/admin/login/", username=username, password=password)

    def send(self, form, to=None, **fields):
        """Open a page with a form, and send its fields."""
        page = self._ask(form)[2]
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        body = urlencode({"csrfmiddlewaretoken": token, **fields})
        kind = "application/x-www-form-urlencoded"
        status, _headers, text = self._ask(to or form, "POST", body, Content_Type=kind)
        assert status == 302, text

    def _ask(self, path, method="GET", body=None, **headers):
        sent = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        answer = self.site.ask(path, method, body, Cookie=sent, **headers)
        for said in answer[1].get_all("Set-Cookie", []):
            self.cookies.load(said)
        return answer


@contextmanager
def standing(folder, tables, **variables):
    """A site that runs on SQLite while the block does; `tables` is a folder where they are laid."""
    shutil.copy(tables / "newsroom.sqlite3", folder)
    port = free_port()
    command = [*MANAGE, "start", "--web"]
    with (
        process(command, folder, PORT=port, WEB_PROCESSES=2, **variables) as running,
        site(folder, DATABASE_URL="", PORT=port) as told,
    ):
        started(running)
        yield Standing(folder, port, told, running)

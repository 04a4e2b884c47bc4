"""The demo newsroom as readers find it, and its pages, those behind a form included."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from lxml import html

from .tools import ROOT

PATIENCE = 300  # seconds
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
STORY = "ferry-saved-by-one-vote"
NOBODY = {"comment": "I was there, and it was cold.", "name": "A Reader", "email": "a@example.org"}


@dataclass(frozen=True)
class Demo:
    """The running site: its address and its folder."""

    address: str
    folder: Path


@dataclass(frozen=True)
class Page:
    """A page: where it is, and what was answered there."""

    address: str
    text: str
    is_for_engines: bool


@contextmanager
def demo(folder):
    """The demo newsroom, as `make run` starts it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {
        **os.environ,
        "NEWSROOM_MODE": "development",
        "DATA_DIR": str(folder / "site"),
        "PORT": str(port),
        "EMBED_ASK": "off",
        "DEMO_PASSWORD": "audit-only",
    }
    (folder / "site").mkdir()
    log = folder / "site.log"
    command = [sys.executable, ROOT / "manage.py", "start", "--demo"]
    with log.open("w") as output:
        running = subprocess.Popen(command, env=variables, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_until_it_runs(running, log)
            yield Demo(f"http://localhost:{port}", folder / "site")
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(PATIENCE)


def _wait_until_it_runs(running, log):
    for _second in range(PATIENCE):
        if "Ctrl-C stops everything" in log.read_text():
            return
        if running.poll() is not None:
            break
        time.sleep(1)
    raise SystemExit(f"The demo newsroom did not start:\n{log.read_text()}")


def pages(demo):
    """Every kind of page that a reader meets, by name."""
    search = urljoin(demo.address, "/search/?q=")
    [story] = _links(fetched(f"{search}ferry"), rf"/\d{{4}}/\d\d/\d\d/{STORY}/")
    page = fetched(urljoin(demo.address, story))
    addresses = {
        "front": "/",
        "story": story,
        "section": _first(page, "/section/[^/]+/"),
        "topic": _first(page, "/tag/[^/]+/"),
        "author": _first(page, "/author/[^/]+/"),
        "latest": "/latest/",
        "archive": f"{story[:9]}",
        "corrections": "/corrections/",
        "about": "/about/",
        "search": "/search/?q=ferry",
        "search box": "/search/",
        "search, nothing found": "/search/?q=qqzzqq",
        "picture": _first(page, "/pictures/[0-9a-f]+/"),
        "no such page": "/nothing-was-here/",
        "form": _first(page, "/replies/answer/[0-9]+/"),
        "link to one's replies": "/replies/yours/",
    }
    found = {name: fetched(urljoin(demo.address, path)) for name, path in addresses.items() if path}
    return {**found, **_way_of_a_reply(demo, page)}


def _way_of_a_reply(demo, story):
    """The form with its errors, what follows it, the button of the mail, what came of it."""
    form = html.fromstring(story.text).xpath("//form[contains(@action, '/replies/to/')]")[0]
    action = urljoin(story.address, form.get("action"))
    hidden = {
        one.get("name"): one.get("value", "") for one in form.xpath(".//input[@type='hidden']")
    }
    refused = fetched(action, hidden)
    posted = fetched(action, hidden | NOBODY)
    confirm = fetched(_link_in_mail(demo, r"http://\S+/replies/confirm/\S+"))
    confirmed = fetched(confirm.address, {})
    return {
        "form with errors": refused,
        "after posting": posted,
        "confirming": confirm,
        "after confirming": confirmed,
    }


def _link_in_mail(demo, pattern):
    for _second in range(60):
        for letter in sorted((demo.folder / "mail").glob("*")):
            if found := re.search(pattern, letter.read_text().replace("=\n", "")):
                return found[0]
        time.sleep(1)
    raise SystemExit("No mail with a link to confirm a reply came.")


def fetched(address, sent=None):
    """The page at an address, or what a form with these values leads to."""
    place = urlsplit(address)
    asked = f"{place.path}?{place.query}" if place.query else place.path
    connection = HTTPConnection(place.netloc, timeout=PATIENCE)
    if sent is None:
        connection.request("GET", asked)
    else:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", asked, urlencode(sent), form)
    response = connection.getresponse()
    text = response.read().decode()
    if response.status >= 500:
        raise SystemExit(f"{address} answered {response.status}.")
    if response.status in {301, 302, 303}:
        return fetched(urljoin(address, response.headers["Location"]))
    robots = html.fromstring(text).xpath("string(//meta[@name='robots']/@content)")
    return Page(address, text, "noindex" not in robots)


def _links(page, pattern):
    """The addresses that a page's links lead to and that are whole of this form, each once."""
    found = html.fromstring(page.text).xpath("//a/@href")
    return list(dict.fromkeys(one for one in found if re.fullmatch(pattern, one)))


def _first(page, pattern):
    """The first of such addresses; "" where there is none."""
    return next(iter(_links(page, pattern)), "")


def chromium_version():
    said = subprocess.run([CHROMIUM, "--version"], capture_output=True, text=True, check=True)
    return said.stdout.strip()

"""A real Chromium against the real site: web server, worker and the demo newsroom."""

import os
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.once import once
from tests.site.running import (
    IS_POSTGRES,
    START,
    first_start,
    free_port,
    manage,
    new_database,
    process,
    started,
)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SLOWEST = 30_000  # milliseconds that a page may take to show something: several share two cores
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
FIRST_DATABASE = f"{urlsplit(os.environ.get('DATABASE_URL', '')).path[1:]}_browser"
DATABASE = f"{FIRST_DATABASE}_{WORKER}"  # each worker of the suite has a site of its own


def pytest_collection_modifyitems(items):
    """Mark what lies here, and skip it without Chromium.

    A test elsewhere whose argument has the name of a browser fixture, such as `page`, would start
    a browser in the middle of tests that use the database, and fail them.
    """
    for item in items:
        if "tests/browser/" not in item.path.as_posix():
            if "chromium" in getattr(getattr(item, "callspec", None), "params", {}).values():
                raise pytest.UsageError(f"{item.nodeid} has an argument that is a browser's")
            continue
        item.add_marker(pytest.mark.browser)
        if CHROMIUM is None:
            item.add_marker(pytest.mark.skip(reason="no Chromium was found on this machine"))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",  # the suite may run as root, where Chromium's sandbox cannot
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args():
    return {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}


@pytest.fixture(scope="package")
def playwright():
    """Ends with the last test here, and its event loop with it.

    These tests come first, and while a loop runs Django lets nobody near the database.
    """
    expect.set_options(timeout=SLOWEST)
    with sync_playwright() as begun:
        yield begun


@pytest.fixture(scope="package")
def browser(playwright, browser_type_launch_args):
    browser = playwright.chromium.launch(**browser_type_launch_args)
    yield browser
    browser.close()


@dataclass(frozen=True)
class Site:
    """The running site: its address, the accounts' one password, and what lies behind it."""

    address: str
    folder: Path
    variables: dict

    @property
    def password(self):
        return (self.folder / "demo-password").read_text()

    def does(self, code):
        """Run Python inside the newsroom, for what would take a browser too long to prepare."""
        done = manage(self.folder, "shell", "-c", code, **self.variables)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def url(self, path):
        return f"{self.address}{path}"


@contextmanager
def demo_newsroom(folder, like, **more):
    """The demo newsroom, started by its own command in a copy of a folder where it ran before."""
    shutil.copytree(like, folder, dirs_exist_ok=True)
    variables = {"PORT": free_port(), "EMBED_ASK": "off", **more}
    with process(START, folder, **variables) as running:
        started(running)
        yield Site(f"http://localhost:{variables['PORT']}", folder, variables)


@pytest.fixture(scope="package")
def site(tmp_path_factory, request):
    """The demo newsroom, on the kind of database the suite runs on; all tests write into it."""
    folder = tmp_path_factory.mktemp("site")
    if not IS_POSTGRES:
        like, database = request.getfixturevalue("demo")["folder"], {}
    else:
        like = once(tmp_path_factory, "demo-on-postgres", start_on_postgres)
        database = {"DATABASE_URL": new_database(DATABASE, like=FIRST_DATABASE)}
    with demo_newsroom(folder, like, **database) as begun:
        yield begun


def start_on_postgres(folder):
    assert first_start(folder, DATABASE_URL=new_database(FIRST_DATABASE))["code"] == 0


@pytest.fixture(scope="module")
def untouched_site(demo, tmp_path_factory):
    """A demo newsroom that no other test has written a reply into."""
    with demo_newsroom(tmp_path_factory.mktemp("untouched"), demo["folder"]) as begun:
        yield begun


@pytest.fixture(scope="package")
def sessions():
    """The cookies of accounts that have signed in, by name: a password is checked slowly."""
    return {}


@pytest.fixture
def sign_in(browser, browser_context_args, site, sessions):
    """Opens a browser of its own for an account: `page = sign_in("editor")`.

    What the browser's console or its security policy complains about fails the test.
    """
    contexts, complaints = [], []

    def signing_in(name, **options):
        context = browser.new_context(**{**browser_context_args, **options})
        contexts.append(context)
        page = context.new_page()
        listen(page, complaints)
        context.add_cookies(sessions.get(name, []))
        page.goto(site.url("/admin/"))
        if "/login/" in page.url:
            page.get_by_label("Username").fill(name)
            page.get_by_label("Password").fill(site.password)
            page.get_by_role("button", name="Sign in").or_(
                page.get_by_role("button", name="Log in")
            ).click()
            page.wait_for_url("**/admin/")
            sessions[name] = context.cookies()
        return page

    yield signing_in
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def reader(browser, browser_context_args, site):
    """Opens a browser for a reader: `page = reader()`, or `reader(java_script_enabled=False)`."""
    contexts, complaints = [], []

    def reading(**options):
        context = browser.new_context(**{**browser_context_args, **options})
        contexts.append(context)
        page = context.new_page()
        listen(page, complaints)
        return page

    yield reading
    for context in contexts:
        context.close()
    assert complaints == []


def listen(page, complaints):
    """Collect script errors, console errors and breaches of the content security policy."""

    def heard(message):
        is_status = "Failed to load resource" in message.text
        if message.type == "error" and not is_status:
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))

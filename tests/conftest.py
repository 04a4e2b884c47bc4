"""What every test may ask for."""

import gc
import json
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import timezone
from pytest_django.plugin import blocking_manager_key

from tests import factories
from tests.clock import LONDON, Clock
from tests.once import once
from tests.site.running import IS_POSTGRES, first_start, manage, new_database

HERE = Path(__file__).parent.as_posix()
FIRST = ("browser", "site")  # the folders of what starts programs
EMPTIED = pytest.StashKey()  # whether the tables are empty in this process


def pytest_addoption(parser):
    parser.addoption(
        "--with-database-only",
        action="store_true",
        help="leave out what never opens the suite's database and is the same on every other",
    )


def pytest_collection_modifyitems(config, items):
    if config.getoption("--with-database-only"):
        apart = [item for item in items if not opens_the_database(item)]
        config.hook.pytest_deselected(items=apart)
        items[:] = [item for item in items if opens_the_database(item)]
    items.sort(key=lambda item: not waits_for_others(item))
    for item in items:
        if runs_programs(item):
            item.add_marker(pytest.mark.flaky(reruns=1))


def waits_for_others(item):
    """Whether a test begins early, because it waits for a browser or a site more than it works.

    Whoever has none of these works meanwhile; at the end of a run there would be nobody.
    """
    if item.get_closest_marker("django_db") or "_django_db_helper" in item.fixturenames:
        return False
    return runs_programs(item)


def runs_programs(item):
    """Whether a test stands with those that start a browser, a site or a server.

    Where several programs share two cores, one now and then comes late by seconds. Such a test is
    asked twice before it fails, and the summary names it as asked twice: it is to be looked into.
    """
    return item.path.as_posix().startswith(tuple(f"{HERE}/{room}/" for room in FIRST))


def opens_the_database(item):
    """Whether a test may: any other is forbidden it, or works in a folder of its own, on SQLite."""
    doors = {"django_db_setup", "_django_db_helper", "site"}
    return item.get_closest_marker("django_db") is not None or bool(doors & set(item.fixturenames))


def pytest_runtest_setup(item):
    """Give back what every newsroom begins with where a test before this one emptied the tables.

    A worker that has done its own tests takes over others', which then come after such a one.
    """
    if item.config.stash.get(EMPTIED, False) and opens_the_database(item):
        item.config.stash[EMPTIED] = False
        if not empties_the_tables(item):  # one that does begins with giving it back
            with item.config.stash[blocking_manager_key].unblock():
                connection.creation.deserialize_db_from_string(connection._test_serialized_contents)


def pytest_runtest_teardown(item):
    if empties_the_tables(item):
        item.config.stash[EMPTIED] = True


def empties_the_tables(item):
    """Whether a test commits, and so ends with emptying what it may have written to."""
    marker = item.get_closest_marker("django_db")
    return marker is not None and marker.kwargs.get("transaction", False)


def pytest_collection_finish(session):
    """None of what was collected is ever rubbish: no search for that need pass it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """The folder of a newsroom whose tables are laid: with its file, unless on PostgreSQL."""
    if IS_POSTGRES:
        database = settings.DATABASES["default"]
        database["TEST"]["TEMPLATE"] = f"{database['NAME']}_tables"
    return once(tmp_path_factory, "tables", lay_tables)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tables):
    """The tables are laid once in a run; each worker's database begins as a copy of them."""
    if IS_POSTGRES:
        yield
        return
    name = connection.creation._get_test_db_name()  # of a database in this process's memory
    with closing(sqlite3.connect(name, uri=True)) as ours:  # it is there while somebody has it open
        with closing(sqlite3.connect(tables / "newsroom.sqlite3")) as theirs:
            theirs.backup(ours)
        yield


def lay_tables(folder):
    variables = {}
    if IS_POSTGRES:
        variables["DATABASE_URL"] = new_database(settings.DATABASES["default"]["TEST"]["TEMPLATE"])
    done = manage(folder, "migrate", **variables)
    assert done.returncode == 0, done.stderr
    if not IS_POSTGRES:
        with closing(sqlite3.connect(folder / "newsroom.sqlite3")) as tables:
            tables.execute("PRAGMA journal_mode=DELETE")  # memory has no log beside it


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demo newsroom, started for the first time once in a run: what was seen, and its folder.

    The folder is to be copied before anything is started in it.
    """

    def start(folder):
        (folder / "site").mkdir()
        (folder / "seen.json").write_text(json.dumps(first_start(folder / "site")))

    made = once(tmp_path_factory, "demo", start)
    return {**json.loads((made / "seen.json").read_text()), "folder": made / "site"}


@pytest.fixture(scope="session", autouse=True)
def quick():
    """Cheap passwords; static files by their plain names, for none are collected."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        yield


@pytest.fixture(autouse=True)
def contained(settings, tmp_path):
    """Files in a folder of the test's own."""
    settings.MAIL_DIR = tmp_path / "mail"
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": _folder(settings, "originals", tmp_path),
        "proofs": _folder(settings, "proofs", tmp_path),
        "renditions": _folder(settings, "renditions", tmp_path),
    }


def _folder(settings, alias, tmp_path):
    described = settings.STORAGES[alias]
    return {**described, "OPTIONS": {**described["OPTIONS"], "location": tmp_path / alias}}


@pytest.fixture
def work_off(db, django_capture_on_commit_callbacks, monkeypatch):
    """Runs everything that waits in the background, through the real worker, until nothing does.

    Use it as a context around what defers: `with work_off(): workflow.publish(...)`: the hooks
    that wait for the commit run at the block's end, then the worker does what they enqueued.
    In tests with a real transaction, `work_off.now()` is enough.
    """
    from contextlib import contextmanager

    @contextmanager
    def working():
        with django_capture_on_commit_callbacks(execute=True):
            yield
        enqueued = True
        while enqueued:  # what is done may itself defer more
            with django_capture_on_commit_callbacks(execute=True) as enqueued:
                working.now()

    def now():
        from django_tasks_db.management.commands import db_worker

        # It closes the connection that the test's transaction lives in.
        monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
        db_worker.Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="tests",
            excluded_queue_names=[],
        ).run()

    working.now = now
    return working


@pytest.fixture
def reporter(db):
    return factories.user("Reporter")


@pytest.fixture
def editor(db):
    return factories.user("Editor")


@pytest.fixture
def moderator(db):
    return factories.user("Moderator")


@pytest.fixture
def publisher(db):
    return factories.user("Publisher")


@pytest.fixture
def picture_editor(db):
    return factories.user("Picture editor")


@pytest.fixture
def clock(monkeypatch):
    """The newsroom's clock, standing still until it is set."""
    standing = Clock(datetime(2026, 11, 20, 12, 0, tzinfo=LONDON))
    by_themselves = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.default is timezone.now
    ]
    for field in by_themselves:  # a column that is given the moment has the real clock at hand
        monkeypatch.setitem(vars(field), "_get_default", standing.now)
    monkeypatch.setattr(timezone, "now", standing.now)
    return standing

"""Finished pages as files, which a web server in front gives by itself: see `manage.py nginx`.

The rule: a page lies here only while somebody who runs would take it away when it changes. It is
written down with the names that it shows before it is looked whether it is still true, and laid
only if that line is still there; whoever hears of a change takes the files away, whoever laid them.
Where anything goes wrong with that, the whole folder is moved out of sight.
"""

import hashlib
import logging
import os
import re
import shutil
import sqlite3
import time
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from uuid import uuid4

from django.conf import settings

logger = logging.getLogger(__name__)

INDEX = ".index"
FORMS = {"br": ".br", "gzip": ".gz", "identity": ""}  # the plain one last: nginx asks for it first
POLICY = "content-security-policy"
OF_ONE_FORM = {"etag", "content-length", "content-encoding"}
# What no web server on the way reads in another manner: nothing hidden, nothing that leads upwards.
PATH = re.compile(r"/(?:[a-z0-9_~-][a-z0-9._~-]{0,199}/){0,12}", re.ASCII | re.IGNORECASE)
PATIENCE = 1.0  # seconds with another process that has the index
REST = 5.0  # seconds without a try after something went wrong
AT_ONCE = 500  # names in one question
TROUBLE = (OSError, sqlite3.Error)
TABLES = (
    "CREATE TABLE pages (number INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT, ends REAL,"
    " size INTEGER)",
    "CREATE TABLE shows (name TEXT, page INTEGER, PRIMARY KEY (name, page)) WITHOUT ROWID",
    "CREATE TABLE held (bytes INTEGER)",
    "CREATE INDEX pages_by_path ON pages (path)",
    "CREATE INDEX pages_by_end ON pages (ends)",
    "CREATE INDEX shows_by_page ON shows (page)",
    "CREATE TRIGGER comes AFTER INSERT ON pages"
    " BEGIN UPDATE held SET bytes = bytes + new.size; END",
    "CREATE TRIGGER goes AFTER DELETE ON pages BEGIN UPDATE held SET bytes = bytes - old.size; END",
    "INSERT INTO held VALUES (0)",
    "PRAGMA user_version = 1",
)


def files_of_this_machine():
    """The Files of this machine; None where the settings want none."""
    if settings.PAGE_FILES_BYTES and settings.PAGE_CACHE_BYTES:
        return Files(settings.PAGE_FILES, settings.PAGE_FILES_BYTES)
    return None


def headers_of(page):
    """The headers that a page has in all its forms, in one order: pairs."""
    headers, *_rest = page.forms["identity"]
    return _in_order(tuple(pair for pair in headers if pair[0].lower() not in OF_ONE_FORM))


@lru_cache(maxsize=100)
def _in_order(headers):
    """Headers in one order, and of the policy, whose order differs between processes, the parts."""
    return tuple(
        sorted(
            (name, "; ".join(sorted(value.split("; "))) if name.lower() == POLICY else value)
            for name, value in headers
        )
    )


@lru_cache(maxsize=100)
def folder_of(headers):
    """The folder of pages with these headers.

    A web server that was told other ones, by an earlier release, finds no page there.
    """
    return hashlib.sha256(repr(headers).encode()).hexdigest()[:12]


class Files:
    """The pages of one address in files below a folder, at most `most_bytes` of them."""

    def __init__(self, folder, most_bytes):
        self.most_bytes = most_bytes
        self._top, self._here = Path(folder), Path(folder) / "kept"
        self._scheme, _separator, self._host = settings.SITE_URL.partition("://")
        self._rests_until = 0.0
        self._owes = False

    def lacks(self, key, page):
        """Whether the page of a key could lie here and does not."""
        is_encrypted, path, query = key
        if query or is_encrypted != (self._scheme == "https") or not PATH.fullmatch(path):
            return False
        return time.monotonic() >= self._rests_until and not self._place(path, page).exists()

    @contextmanager
    def announcing(self, path, page):
        """Write a page down within the block; gives what lays it. Nothing of it is seen before."""
        fresh, number = self._here / f".new-{uuid4().hex}", None
        try:
            self._make(self._here)
            self._write(fresh, page)
            with self._index() as index:
                number = _note(index, str(self._place(path, page)), page)
        except TROUBLE as trouble:
            self._rest(trouble)
        try:
            yield lambda: number is not None and self._lay(fresh, number, path, page)
        finally:
            for suffix in FORMS.values():
                with suppress(OSError):
                    Path(f"{fresh}{suffix}").unlink()

    def drop(self, names):
        """Take away what shows any of these names; everything for None."""
        if names is None or "site" in names:
            self.empty()
            return
        if names and (self._here / INDEX).exists():
            names = sorted(names)
            for some in (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE)):
                marks = ", ".join("?" * len(some))
                where = f"number IN (SELECT page FROM shows WHERE name IN ({marks}))"
                self._drop_where(where, some)

    def tidy(self, moment):
        """Take away what has ended by the clock, and whatever could not be taken away before."""
        if self._owes:
            self.empty()
        for old in self._top.glob("old-*"):
            shutil.rmtree(old, ignore_errors=True)
        if (self._here / INDEX).exists():
            self._drop_where("ends <= ?", [moment])

    def empty(self):
        """Take away everything at once: the folder is moved to where nobody looks."""
        try:
            self._here.rename(self._top / f"old-{uuid4().hex}")
        except (FileNotFoundError, NotADirectoryError):
            self._owes = False  # there is nothing
        except OSError as trouble:
            if not self._owes:
                logger.error("Kept pages cannot be taken away from %s: %s", self._here, trouble)
            self._owes = True
        else:
            self._owes = False

    def _place(self, path, page):
        return self._here / folder_of(headers_of(page)) / path[1:] / "index.html"

    def _make(self, folder):
        """Make a folder that others may enter, whatever this process leaves open to them."""
        if not folder.is_dir():
            if folder != self._top:
                self._make(folder.parent)
            folder.mkdir(exist_ok=True)
            folder.chmod(0o755)

    def _write(self, fresh, page):
        for coding in page.forms:
            file, body = Path(f"{fresh}{FORMS[coding]}"), page.bytes_of(coding)
            file.write_bytes(body)
            file.chmod(0o644)
            # Web servers make an ETag of a file's date and size: its date is drawn from its bytes.
            date = int.from_bytes(hashlib.sha256(body).digest()[:4], "big") >> 1
            os.utime(file, (date, date))

    def _lay(self, fresh, number, path, page):
        """Bring a page that was written down to where it is seen, unless it was dropped since."""
        place = self._place(path, page)
        try:
            with self._index() as index:
                if not index.execute("SELECT 1 FROM pages WHERE number = ?", [number]).fetchone():
                    return
                earlier = "path = ? AND number <> ?"
                _forget(index, [one for one, _path in _rows(index, earlier, [str(place), number])])
                self._make(place.parent)
                for coding, suffix in FORMS.items():
                    if coding in page.forms:
                        os.replace(f"{fresh}{suffix}", f"{place}{suffix}")
                    else:
                        Path(f"{place}{suffix}").unlink(missing_ok=True)
                self._make_room(index)
        except TROUBLE as trouble:
            self._rest(trouble)

    def _make_room(self, index):
        """Take away the oldest pages where there are too many."""
        (held,) = index.execute("SELECT bytes FROM held").fetchone()
        while held > self.most_bytes:
            oldest = index.execute("SELECT number, path, size FROM pages ORDER BY number LIMIT 50")
            for number, path, size in oldest.fetchall():
                self._unlay(index, [(number, path)])
                held -= size
                if held <= self.most_bytes * 7 // 8:
                    return

    def _drop_where(self, where, values):
        try:
            if self._finds(where, values):
                with self._index() as index:
                    self._unlay(index, _rows(index, where, values))
        except TROUBLE as trouble:
            self._rest(trouble)
            self.empty()

    def _finds(self, where, values):
        """Whether there is such a page: most changes change none that lies here."""
        index = sqlite3.Connection(self._here / INDEX, timeout=PATIENCE)
        try:
            if index.execute("PRAGMA user_version").fetchone() == (0,):
                return None  # somebody makes it at this moment: nothing is written down yet
            return index.execute(f"SELECT 1 FROM pages WHERE {where} LIMIT 1", values).fetchone()
        finally:
            index.close()

    def _unlay(self, index, rows):
        for _number, path in rows:
            for suffix in reversed(FORMS.values()):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
            for folder in list(Path(path).parents)[:-1]:
                if folder == self._here:
                    break
                try:
                    folder.rmdir()
                except OSError:  # something else lies in it
                    break
        _forget(index, [number for number, _path in rows])

    @contextmanager
    def _index(self):
        """The index, for this process alone while the block runs."""
        index = sqlite3.Connection(self._here / INDEX, timeout=PATIENCE, isolation_level=None)
        try:
            index.execute("PRAGMA synchronous = OFF")  # after a power cut it is begun anew
            index.execute("BEGIN IMMEDIATE")
            if index.execute("PRAGMA user_version").fetchone() == (0,):
                for statement in TABLES:
                    index.execute(statement)
            yield index
            index.execute("COMMIT")
        finally:
            index.close()

    def _rest(self, trouble):
        if time.monotonic() >= self._rests_until:
            logger.warning("Pages are not kept as files for now: %s", trouble)
        self._rests_until = time.monotonic() + REST


def _note(index, path, page):
    """Write a page down with what it shows; returns its number."""
    size = sum(len(page.bytes_of(coding)) for coding in page.forms)
    said = index.execute(
        "INSERT INTO pages (path, ends, size) VALUES (?, ?, ?)", [path, page.until, size]
    )
    shown = [(name, said.lastrowid) for name in page.names]
    index.executemany("INSERT INTO shows VALUES (?, ?)", shown)
    return said.lastrowid


def _rows(index, where, values):
    return index.execute(f"SELECT number, path FROM pages WHERE {where}", values).fetchall()


def _forget(index, numbers):
    for number in numbers:
        index.execute("DELETE FROM shows WHERE page = ?", [number])
        index.execute("DELETE FROM pages WHERE number = ?", [number])

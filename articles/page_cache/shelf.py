"""Finished pages in the memory of one process, each under its address and the names it shows.

The rule: it never holds more bytes than it may, and what was asked for once goes before what is
asked for again and again. What it holds is tuples, bytes and strings as far as it goes: those
Python's search for rubbish, for which everybody waits, does not look through again.
"""

import gzip
from dataclasses import dataclass
from threading import Lock

OVERHEAD = 3000  # bytes that a page takes beside its own, the headers of three forms among them
OF_A_NAME = 450  # bytes of a name that no other page shows, in all the places where it stands


@dataclass(slots=True, eq=False)
class KeptPage:
    """A finished answer.

    Args:
        forms: by content coding ("br", "gzip", "identity"): its headers, bytes, ETag and
            Last-Modified (None where there is none). Where there are compressed ones, the plain
            bytes are None: they would take most of a page's room, and next to nobody asks for them.
        names: what it shows, see `articles.dependence`.
        until: the moment up to which it is true by the clock, in seconds since 1970; or None.
    """

    forms: dict
    names: frozenset
    until: float | None
    size: int
    was_asked_for: bool = False

    def bytes_of(self, coding):
        body = self.forms[coding][1]
        return gzip.decompress(self.forms["gzip"][1]) if body is None else body


class Shelf:
    """Pages by their keys, at most `most_bytes` of them."""

    def __init__(self, most_bytes):
        self.most_bytes = most_bytes
        self.size = 0
        self._pages = {}
        self._by_name = {}  # of keys, which stand in dicts without values
        self._lock = Lock()

    def __len__(self):
        return len(self._pages)

    def get(self, key):
        """The page under a key, or None. Takes no lock: this is what every reader waits for."""
        page = self._pages.get(key)
        if page is not None:
            page.was_asked_for = True
        return page

    def put(self, key, page):
        if page.size > self.most_bytes // 8:
            return  # a page of megabytes would cost hundreds of others their place
        with self._lock:
            self._remove(key)
            self._pages[key] = page
            self.size += page.size
            for name in page.names:
                self._by_name.setdefault(name, {})[key] = None
            while self.size > self.most_bytes:
                self._make_room()

    def drop(self, names):
        """Take away the pages that show any of these names; returns their keys."""
        with self._lock:
            keys = set()
            for name in names:
                keys.update(self._by_name.get(name, ()))
            for key in keys:
                self._remove(key)
        return keys

    def remove(self, key, page):
        """Take away this very page, where it still stands there."""
        with self._lock:
            if self._pages.get(key) is page:
                self._remove(key)

    def clear(self):
        with self._lock:
            self._pages.clear()
            self._by_name.clear()
            self.size = 0

    def _make_room(self):
        """Take away the page that came first and was not asked for since it was looked at last."""
        while True:
            key, page = next(iter(self._pages.items()))
            if not page.was_asked_for:
                self._remove(key)
                return
            page.was_asked_for = False
            self._pages[key] = self._pages.pop(key)

    def _remove(self, key):
        page = self._pages.pop(key, None)
        if page is None:
            return
        self.size -= page.size
        for name in page.names:
            keys = self._by_name[name]
            keys.pop(key, None)
            if not keys:
                del self._by_name[name]

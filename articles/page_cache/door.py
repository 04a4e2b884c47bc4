"""The door in front of Django: finished pages are given here, and kept when they are made.

The rule: only what a view has marked as the same for everybody is kept (`dependence.kept`), and
only for whoever has not signed in. Whatever else is asked goes on to Django untouched.
"""

from functools import lru_cache
from threading import Lock
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.urls import Resolver404, resolve

from articles import dependence

from . import keeper
from .answers import form_for, is_known, page_of

NOT_MODIFIED = "304 Not Modified"
# What of a page's headers goes with a 304: https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5
TOLD_AGAIN = {"cache-control", "content-location", "etag", "expires", "last-modified", "vary"}
ONLY_THEIRS = {
    *("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_IF_RANGE"),
    "HTTP_ACCEPT_ENCODING",
}
LONGEST_WAIT = 5.0  # seconds for a page that somebody else is making
LONGEST_QUERY = 200  # letters; what is longer asks for nothing that is kept

_opened = []  # the door of this process, once it is open


class Door:
    """A WSGI application in front of `site`, with the pages of one process."""

    def __init__(self, site, most_bytes):
        self._site = site
        self.keeper = keeper.Keeper(most_bytes)
        self.shelf = self.keeper.shelf
        self._cookie = f"{settings.SESSION_COOKIE_NAME}="
        self._being_made = {}
        self._making = Lock()
        self.given = self.made = 0

    def open(self):
        """Begin to listen for what changes elsewhere; returns itself."""
        _opened[:] = [self]
        keeper.KeptUpToDate(self.keeper).start()
        return self

    def __call__(self, environ, start_response):
        method = environ["REQUEST_METHOD"]
        if method != "GET" and method != "HEAD":
            return self._after_an_act(environ, start_response)
        key = self._key_of(environ)
        if key is None:
            return self._site(environ, start_response)
        page = self._true_page(key)
        if page is not None:
            self.given += 1
            return give(page, environ, start_response)
        if takes_of(key[2]) is None:
            return self._site(environ, start_response)
        return self._make(key, environ, start_response)

    def _key_of(self, environ):
        """What a page is kept under; None where this request gets none that is kept."""
        if self._cookie in environ.get("HTTP_COOKIE", "") or "HTTP_AUTHORIZATION" in environ:
            return None
        query = environ.get("QUERY_STRING", "")
        path = environ["PATH_INFO"]
        if query:
            query = known_query(path, query)
            if query is None:
                return None
        scheme = environ["wsgi.url_scheme"]
        if settings.TRUSTED_PROXIES:
            scheme = environ.get("HTTP_X_FORWARDED_PROTO", scheme)
        return scheme, environ.get("HTTP_HOST", ""), path, query

    def _true_page(self, key):
        self.keeper.look_where_needed()
        page = self.shelf.get(key)
        if page is not None and page.until is not None and keeper.now() >= page.until:
            self.shelf.remove(key, page)
            return None
        return page

    def _make(self, key, environ, start_response):
        """Let Django make a page, one thread at a time; the others wait for what it makes."""
        with self._making:
            lock = self._being_made.setdefault(key, Lock())
        is_ours = lock.acquire(timeout=LONGEST_WAIT)
        try:
            if page := self._true_page(key):  # made while we waited
                self.given += 1
                return give(page, environ, start_response)
            return self._ask(key, environ, start_response)
        finally:
            if is_ours:
                lock.release()
            with self._making:
                if self._being_made.get(key) is lock and not lock.locked():
                    del self._being_made[key]

    def _ask(self, key, environ, start_response):
        look = self.keeper.look()
        told = []

        def note(status, headers, exc_info=None):
            told[:] = [status, headers]

        with dependence.recording() as shown:
            response = self._site(as_anybody(environ, key[3]), note)
            status, headers = told
            if not may_be_kept(status, headers, response):
                return _passed_on(response, status, headers, environ, start_response)
            body = b"".join(response)
        response.close()
        until = shown.until.timestamp() if shown.until else None
        page = page_of(headers, body, shown.names, until)
        self.made += 1
        self.shelf.put(key, page)
        self.keeper.look()
        if self.keeper.changed_since(look, shown.names):
            self.shelf.remove(key, page)  # true when it was asked for, and not to be given again
        return give(page, environ, start_response)

    def _after_an_act(self, environ, start_response):
        """Whoever changed something finds it changed at once, in this process."""
        response = self._site(environ, start_response)
        self.keeper.look_after_an_act()
        return response


def as_anybody(environ, query):
    """The same request as everybody would send it: for the whole page, and for nothing else."""
    asked = {name: value for name, value in environ.items() if name not in ONLY_THEIRS}
    return {**asked, "REQUEST_METHOD": "GET", "QUERY_STRING": query}


def account():
    """What this process keeps: pages, bytes and how many it may, pages given and made; or None."""
    for door in _opened:
        shelf = door.shelf
        return {
            "kept": len(shelf),
            "bytes": shelf.size,
            "most_bytes": shelf.most_bytes,
            "given": door.given,
            "made": door.made,
        }
    return None


def give(page, environ, start_response):
    """Answer with a finished page, or that whoever asks has it."""
    form = form_for(page, environ.get("HTTP_ACCEPT_ENCODING", ""))
    headers, body, _etag, _changed = form
    if is_known(form, environ):
        kept = [(name, value) for name, value in headers if name.lower() in TOLD_AGAIN]
        start_response(NOT_MODIFIED, kept)
        return []
    start_response("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def may_be_kept(status, headers, response):
    """Whether an answer is a page that is the same for everybody."""
    if not status.startswith("200") or response.streaming:
        return False
    for name, value in headers:
        name = name.lower()
        if name == "set-cookie" or (name == "vary" and "cookie" in value.lower()):
            return False
        if name == "cache-control" and ("no-store" in value or "private" in value):
            return False
    return True


def known_query(path, query):
    """What of a query string makes another page at `path`, in one order; None of no kept page."""
    if len(query) > LONGEST_QUERY:
        return None
    takes = takes_of(path)
    if takes is None:
        return None
    try:
        asked = parse_qsl(query, keep_blank_values=True, errors="strict")
    except ValueError:
        return None
    last = {name: value for name, value in asked if name in takes}  # as Django: the last counts
    return urlencode(sorted(last.items()))


@lru_cache(maxsize=10_000)
def takes_of(path):
    """The names in a query string that the view of a path reads; None where it is not kept."""
    try:
        return getattr(resolve(path).func, "kept_by", None)
    except (Resolver404, SuspiciousOperation):
        return None


def _passed_on(response, status, headers, environ, start_response):
    start_response(status, headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        response.close()
        return []
    return response

"""The door in front of Django: finished pages are given here, and kept when they are made.

The rule: only what a view has marked as the same for everybody is kept (`dependence.kept`), and
only for whoever has not signed in. Whatever else is asked goes on to Django untouched, and waits
its turn there; a page that is kept waits for nothing.
"""

from functools import lru_cache
from threading import Event, Lock
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve

from articles import dependence

from . import keeper, shared
from .answers import form_for, is_known, page_of
from .caches import cache_in_front

NOTHING = ()
READING = {"GET", "HEAD"}
NOT_MODIFIED = "304 Not Modified"
# What of a page's headers goes with a 304: https://www.rfc-editor.org/rfc/rfc9110#section-15.4.5
TOLD_AGAIN = {"cache-control", "content-location", "etag", "expires", "last-modified", "vary"}
# What a page is made with of the headers that somebody sent: where it is, and nothing of theirs.
ANYBODYS = {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"}
OF_A_BODY = {"CONTENT_TYPE", "CONTENT_LENGTH"}
LONGEST_WAIT = 1.0  # seconds for a page that somebody else is making
# Letters; what is longer asks for nothing that is kept, and is remembered nowhere.
LONGEST_QUERY, LONGEST_PATH, LONGEST_HOST = 200, 400, 255

_opened = []  # the door of this process, once it is open


class Door:
    """A WSGI application in front of `site`, with the pages of one process.

    Args:
        work: calls what has Django work with a request and what else it takes, in whichever
            thread; by itself in the one that asks.
    """

    def __init__(self, site, most_bytes, files=None, work=None):
        self._site = site
        self._work = work or (lambda act, *given: act(*given))
        self._files = files
        self.keeper = keeper.Keeper(most_bytes, files)
        self.shelf = self.keeper.shelf
        # Settings are read once: each costs more than all else that a request is asked here.
        self._cookie = f"{settings.SESSION_COOKIE_NAME}="
        self._hosts = tuple(settings.ALLOWED_HOSTS)
        self._proxies = settings.TRUSTED_PROXIES
        self._is_for_all = not settings.SECURE_SSL_REDIRECT
        self._static = f"/{settings.STATIC_URL.strip('/')}/"
        self._tells_of_pages = cache_in_front() is not None
        self._being_made = {}
        self._making = Lock()
        self.given = self.made = 0

    def open(self):
        """Begin to listen for what changes elsewhere; returns itself."""
        _opened[:] = [self]
        keeper.KeptUpToDate(self.keeper).start()
        return self

    def __call__(self, environ, start_response):
        is_read = environ["REQUEST_METHOD"] in READING
        key = self._key_of(environ) if is_read else None
        if key is not None:
            page = self._true_page(key)
            if page is not None:
                self.given += 1
                if self._files is not None:
                    self._lay(key, page)
                return self._give(page, environ, start_response)
        start_response = shared.unless_told(start_response)
        if not is_read:
            return self._work(self._after_an_act, environ, start_response)
        if environ["PATH_INFO"].startswith(self._static):
            return self._site(environ, start_response)  # a file; nothing is worked out for it
        if key is None or takes_of(key[1]) is None:
            return self._work(self._site, environ, start_response)
        return self._make(key, environ, start_response)

    def _key_of(self, environ):
        """What a page is kept under; None where this request gets none that is kept."""
        if self._cookie in environ.get("HTTP_COOKIE", "") or "HTTP_AUTHORIZATION" in environ:
            return None
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        host = environ.get("HTTP_HOST", "")
        if len(path) > LONGEST_PATH or len(host) > LONGEST_HOST:
            return None
        if not is_allowed(host, self._hosts):
            return None
        if query:
            query = known_query(path, query)
            if query is None:
                return None
        encrypted = self._is_encrypted(environ)
        if encrypted or self._is_for_all:
            return encrypted, path, query
        return None  # is led on, with all that was asked

    def _is_encrypted(self, environ):
        """Whether the request came encrypted; the same answer as Django's."""
        said = environ.get("HTTP_X_FORWARDED_PROTO") if self._proxies else None
        scheme = environ["wsgi.url_scheme"] if said is None else said.partition(",")[0].strip()
        return scheme == "https"

    def _true_page(self, key):
        self.keeper.look_where_needed()
        page = self.shelf.get(key)
        if page is not None and page.until is not None and keeper.now() >= page.until:
            self.shelf.remove(key, page)
            return None
        return page

    def _make(self, key, environ, start_response):
        """Let Django make a page, once for all who want it now; the others wait for it.

        What they do not find kept then, they ask for themselves: they would wait for one another.
        """
        with self._making:
            is_ours = key not in self._being_made
            made = self._being_made.setdefault(key, Event())
        try:
            if not is_ours:
                made.wait(LONGEST_WAIT)
            if page := self._true_page(key):
                self.given += 1
                return self._give(page, environ, start_response)
            return self._work(self._ask, environ, start_response, key)
        finally:
            if is_ours:
                with self._making:
                    del self._being_made[key]
                made.set()

    def _ask(self, environ, start_response, key):
        look = self.keeper.look()
        told = []

        def note(status, headers, exc_info=None):
            told[:] = [status, headers]

        with dependence.recording() as shown:
            response = self._site(as_anybody(environ, key[2]), note)
            status, headers = told
            if not may_be_kept(status, headers, response):
                return _passed_on(response, status, headers, environ, start_response)
            body = b"".join(response)
        response.close()
        until = shown.until.timestamp() if shown.until else None
        page = page_of(headers, body, shown.names, until)
        self.made += 1
        if self.keeper.keep(key, page, look):
            self._lay(key, page)
        else:
            page.until = 0  # true when it was asked for, and not to be given again
        return self._give(page, environ, start_response)

    def _lay(self, key, page):
        """Keep a page as a file, too, where that is wanted and it is still on the shelf."""
        if self._files is None or not self._files.lacks(key, page):
            return
        with self._files.announcing(key[1], page) as lay:
            self.keeper.look()
            if self.shelf.get(key) is page:
                lay()

    def _give(self, page, environ, start_response):
        """Answer with a finished page, or that whoever asks has it."""
        form = form_for(page, environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers, body, _etag, _changed = form
        told = shared.headers_for(page, keeper.now()) if self._tells_of_pages else NOTHING
        if is_known(form, environ):
            kept = [(name, value) for name, value in headers if name.lower() in TOLD_AGAIN]
            start_response(NOT_MODIFIED, [*kept, *told])
            return []
        start_response("200 OK", [*headers, *told])  # a list of its own: servers may write into it
        if environ["REQUEST_METHOD"] == "HEAD":
            return []
        return [page.bytes_of("identity") if body is None else body]

    def _after_an_act(self, environ, start_response):
        """Whoever changed something finds it changed at once, in this process."""
        response = self._site(environ, start_response)
        self.keeper.look_after_an_act()
        return response


def as_anybody(environ, query):
    """The same request as everybody would send it: for the whole page, and for nothing else."""
    asked = {
        name: value
        for name, value in environ.items()
        if name in ANYBODYS or not (name.startswith("HTTP_") or name in OF_A_BODY)
    }
    return {**asked, "REQUEST_METHOD": "GET", "QUERY_STRING": query}


@lru_cache(maxsize=200)
def is_allowed(host, allowed):
    """Whether a host is one of ours, whose pages are all the same; Django refuses any other."""
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)


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


def may_be_kept(status, headers, response):
    """Whether an answer is a page that is the same for everybody."""
    if not status.startswith("200") or getattr(response, "streaming", True):
        return False
    for name, value in headers:
        name, value = name.lower(), value.lower()
        if name == "set-cookie" or (name == "vary" and "cookie" in value):
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


@lru_cache(maxsize=5_000)
def takes_of(path):
    """The names in a query string that the view of a path reads; None where it is not kept.

    Servers give the bytes of a path as Latin-1: https://peps.python.org/pep-3333/#unicode-issues
    """
    try:
        return getattr(resolve(path.encode("latin-1").decode()).func, "kept_by", None)
    except (Resolver404, SuspiciousOperation, UnicodeError):
        return None


def _passed_on(response, status, headers, environ, start_response):
    start_response(status, headers)
    if environ["REQUEST_METHOD"] == "HEAD":
        if hasattr(response, "close"):
            response.close()
        return []
    return response

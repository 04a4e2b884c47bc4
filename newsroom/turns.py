"""How many requests are worked on at the same time, and by which threads.

The rule: what has to be worked out waits its turn for one of a few threads, each with a connection
to the database. Who reads waits for readers alone: those who search, those who send a form and the
desk have a thread of their own. The desk lets readers go first, for a quarter of a second. A
finished page waits for nobody: it is given by the thread that took the request, of which there are
more than there are readers waiting for a turn on a usual day.
"""

from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import copy_context
from functools import partial
from time import monotonic

from articles.ways import way_to
from newsroom.security import says_it_is_of_the_desk

AT_ONCE = 4  # requests that one process works on; docs/running.md counts connections by it
TAKERS = 32  # threads of one process that take requests
PATIENCE = 0.25  # seconds for which the desk lets readers go first
READING = {"GET", "HEAD"}


class Turns:
    """Four threads that work for all others.

    One works for those who read, one for those who search, one for those who send something, and
    one for those who have signed in and work at the desk.
    """

    def __init__(self):
        self._reading, self._searching, self._sending, self._desk = (
            ThreadPoolExecutor(1, thread_name_prefix="turn") for _one in range(AT_ONCE)
        )
        self._read_last = None

    def __call__(self, act, environ, *given):
        """What an act gives for a request, by the thread whose turn it is."""
        act = partial(copy_context().run, act, environ, *given)
        if says_it_is_of_the_desk(environ):
            asked = self._desk.submit(self._after_readers, act, monotonic() + PATIENCE)
        elif environ["REQUEST_METHOD"] not in READING:
            asked = self._sending.submit(act)
        elif environ["PATH_INFO"] == way_to("articles:search"):
            asked = self._searching.submit(act)
        else:
            asked = self._read_last = self._reading.submit(act)
        return asked.result()

    def _after_readers(self, act, at_last):
        """What an act gives once nobody waits for a page, or at a moment of the monotonic clock."""
        while (read := self._read_last) and not read.done() and (left := at_last - monotonic()) > 0:
            wait([read], left)
        return act()


def in_turn(site):
    """A WSGI application in front of `site` that lets in a few requests at a time."""
    turns = Turns()

    def application(environ, start_response):
        return turns(site, environ, start_response)

    return application

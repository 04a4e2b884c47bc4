"""How many requests are worked on at the same time, and by which threads.

The rule: what has to be worked out waits its turn for one of a few threads, each with a connection
to the database. Who reads waits for readers alone: the desk and those who send a form have threads
of their own. A finished page waits for nobody: it is given by the thread that took the request, of
which there are more than there are readers waiting for a turn on a usual day.
"""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from newsroom.security import says_it_is_of_the_desk

READERS, SENDERS, DESK = 2, 1, 1  # requests that one process works on
AT_ONCE = READERS + SENDERS + DESK  # docs/running.md counts connections by it
TAKERS = 32  # threads of one process that take requests
READING = {"GET", "HEAD"}


class Turns:
    """A few threads that work for all others.

    Args:
        readers, senders, desk: how many work for those who read, for those who send something, and
            for those who have signed in and work at the desk.
    """

    def __init__(self, readers=READERS, senders=SENDERS, desk=DESK):
        self._for_readers, self._for_senders, self._for_desk = (
            ThreadPoolExecutor(many, thread_name_prefix="turn") for many in (readers, senders, desk)
        )

    def __call__(self, act, environ, *given):
        """What an act gives for a request, by a thread whose turn it is."""
        return self._of(environ).submit(copy_context().run, act, environ, *given).result()

    def _of(self, environ):
        if says_it_is_of_the_desk(environ):
            return self._for_desk
        return self._for_readers if environ["REQUEST_METHOD"] in READING else self._for_senders


def in_turn(site):
    """A WSGI application in front of `site` that lets in a few requests at a time."""
    turns = Turns()

    def application(environ, start_response):
        return turns(site, environ, start_response)

    return application

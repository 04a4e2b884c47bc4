"""How many requests are worked on at the same time, and by which threads.

The rule: what has to be worked out waits its turn for one of a few threads, each with a connection
to the database. A finished page waits for nobody: it is given by the thread that took the request,
of which there are more than there are readers waiting for a turn on a usual day.
"""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

AT_ONCE = 4  # requests that one process works on; docs/running.md counts connections by it
TAKERS = 32  # threads of one process that take requests


class Turns:
    """A few threads that work for all others; called with an act, it gives what the act gives."""

    def __init__(self, at_once=None):
        self._threads = ThreadPoolExecutor(at_once or AT_ONCE, thread_name_prefix="turn")

    def __call__(self, act, *given):
        return self._threads.submit(copy_context().run, act, *given).result()


def in_turn(site):
    """A WSGI application in front of `site` that lets in a few requests at a time."""
    turns = Turns()

    def application(environ, start_response):
        return turns(site, environ, start_response)

    return application

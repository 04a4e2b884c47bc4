"""The processes of the site: children of one that has imported everything already.

The rule: what is imported beforehand takes its time once and lies in memory once, however many
processes read it. So whoever has children holds nothing open that two may not share: no connection
to a database, no thread.
"""

import gc
import multiprocessing
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError
from django.db import connections
from django.forms.renderers import get_default_renderer
from django.template import engines
from django.urls import get_resolver
from django.utils.module_loading import import_string

from newsroom.env import EnvironmentRefused

SECONDS_TO_STOP = 10
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_fork = multiprocessing.get_context("fork")


def warm_up():
    """Import what pages and the work behind them need, and leave it alone from then on.

    Looking through it for rubbish, a child would write into all of it, and so have it for itself.
    """
    for path in (*settings.MIDDLEWARE, *(one["BACKEND"] for one in settings.STORAGES.values())):
        import_string(path)
    _pages = get_resolver().url_patterns, engines.all(), get_default_renderer().engine
    gc.freeze()


def begin(children, name, act):
    """Begin a child that does `act` and ends, put it to its name among `children`, and return it.

    It has a session of its own: Ctrl-C reaches its parent alone, which stops it.
    """
    connections.close_all()
    # A signal that comes just now waits until the child is among those that are stopped by it.
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        child = _fork.Process(name=name, target=_live, args=(name, act))
        child.start()
        children[name] = child
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    return child


def _live(name, act):
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    with suppress(OSError):  # where there is no such file, they all bear the parent's name
        Path("/proc/self/comm").write_text(name)
    try:
        act()
    except EnvironmentRefused as refusal:
        sys.exit(f"Newsroom cannot start: {refusal}")
    except CommandError as refusal:
        sys.exit(f"{refusal}")


def has_ended(child):
    return child.exitcode is not None


def stop_all(children):
    """Ask children to end, and end those that do not within ten seconds, with all below them."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)  # to be told twice does not end it any sooner
    for child in children:
        child.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in children:
        child.join(max(0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.join()

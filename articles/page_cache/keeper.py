"""What makes a shelf true: before a page is given, what changed since is read and dropped.

The rule: a page is given only where nothing that it shows has changed, in this process or another;
on one machine at once, between machines within half a second. Where the database cannot be asked,
nothing can have changed in it: the last true page is given.
"""

import logging
import threading
import time
from collections import deque
from datetime import UTC, datetime

from django.db import DatabaseError, InterfaceError, connection

from articles import bell

from . import changes, clock, signs
from .shelf import Shelf

logger = logging.getLogger(__name__)

UNREACHABLE = (DatabaseError, InterfaceError, OSError)  # the last of a file that is not there

SECONDS_BETWEEN_LOOKS = 0.4  # where nobody tells us; a page may be false for a second at most
REMEMBERED = 1000  # looks that found something, for pages that were begun before them
JUMP = 1.0  # seconds that the clock may differ from its own steady course
LONGEST_AWAY = 3600  # seconds without a look, after which everything is dropped
# Seconds without a look, after which a request looks itself: a server may have forked us without
# the thread that looks, and whatever else keeps that from its work must make no page false.
LATEST_LOOK = 0.8
LONGEST_WAIT = 0.5  # seconds that a reader waits for a database that does not answer


def now():
    """The present moment, in seconds since 1970."""
    return time.time()


class Keeper:
    """The shelf of one process, and how far it has read of what changed."""

    def __init__(self, most_bytes, files=None):
        self.shelf = Shelf(most_bytes)
        self._files = files
        self._lock = threading.RLock()
        self._place = None
        self._looks = 0
        self._found = deque(maxlen=REMEMBERED)  # of (number of the look, names; None of all)
        self._next_moment = float("inf")
        self._clock_read_at = None
        self._looked_at = self._tried_at = 0.0
        self._failed_at = float("-inf")
        self._sign, self._seen = signs.sign_of_the_database(), object()

    def look(self):
        """Read what changed and drop what shows it. Returns the number of this look."""
        with self._lock:
            self._tried_at = time.monotonic()
            self._sign.find()
            state = self._sign.state()  # before the rows are read: what comes later is new
            try:
                self._read_and_drop()
            finally:
                self._seen = state  # after what is false was dropped: nobody passes us by till then
            return self._looks

    def _read_and_drop(self):
        try:
            names = self._read_by_any_connection()
        except UNREACHABLE:
            logger.warning("The database does not say what changed; pages stay as they are.")
            connection.close_if_unusable_or_obsolete()
            self._failed_at = time.monotonic()
            return
        self._looked_at = time.monotonic()
        if names is None or names:
            self._looks += 1
            self._found.append((self._looks, names))
            self._drop(names)

    def look_where_needed(self):
        """As `look`, where the clock or the database gives a sign that something changed."""
        if not self._is_needed():
            return
        if not self._lock.acquire(timeout=LONGEST_WAIT):
            self._failed_at = time.monotonic()
            return
        try:
            if self._is_needed():  # nobody has looked while we waited
                self.look()
                self._leave()
        finally:
            self._lock.release()

    def _leave(self):
        """Give back the connection of a thread that takes requests: on PostgreSQL each is dear."""
        if not self._sign.is_sure and not connection.in_atomic_block:
            connection.close()

    def keep(self, key, page, look):
        """Put a page on the shelf, unless what it shows changed after the look of this number.

        Returns whether it is still true.
        """
        with self._lock:  # nobody looks between: what is put there is dropped by the next look
            self.look()
            if self.changed_since(look, page.names):
                return False
            self.shelf.put(key, page)
            return True

    def look_after_an_act(self):
        """As `look`, where the next request would have no sign of what this one has changed."""
        if not self._sign.is_sure:
            before = self._looks
            if self.look() != before:
                bell.ring(signs.BELL)

    def start_anew(self):
        """Drop everything: nobody knows what is true."""
        with self._lock:
            self._place = self._clock_read_at = None
        self.look()

    def changed_since(self, look, names):
        """Whether any of `names` changed after the look of this number."""
        with self._lock:
            if self._looks == look:
                return False
            if self._looks - look > len(self._found):
                return True
            return any(
                number > look and (found is None or "site" in found or not found.isdisjoint(names))
                for number, found in self._found
            )

    def _is_needed(self):
        return self._sign.state() != self._seen or self._is_due()

    def _is_due(self):
        """Whether the clock wants a look, and the database has not just failed us."""
        steady = time.monotonic()
        if now() < self._next_moment and steady - self._tried_at <= LATEST_LOOK:
            return False
        return steady - self._failed_at >= SECONDS_BETWEEN_LOOKS

    def _read_by_any_connection(self):
        """As `_read`; once more where ours was lost while nobody used it."""
        try:
            return self._read()
        except UNREACHABLE:
            connection.close_if_unusable_or_obsolete()
            if connection.connection is not None:
                raise
            return self._read()

    def _read(self):
        """The names of what changed since the last look; None of everything.

        What was read counts as read once all of it is, what the clock changed as well.
        """
        moment, place = now(), self._place
        if place is None or self._was_away() or self._is_before_the_last_reading(moment):
            names, place = None, changes.position()
        else:
            names, place = changes.since(place)
        if names is None or names or moment >= self._next_moment:
            by_clock = self._read_clock(moment)
            names = None if names is None else names | by_clock
        self._place = place
        return names

    def _was_away(self):
        return time.monotonic() - self._looked_at > LONGEST_AWAY

    def _is_before_the_last_reading(self, moment):
        """Whether the clock went back to before what it has changed."""
        return self._clock_read_at is not None and moment < self._clock_read_at.timestamp()

    def _read_clock(self, moment):
        """What came or went by the clock since it was read, and when to read it again."""
        upto = datetime.fromtimestamp(moment, UTC)
        found = set()
        if self._clock_read_at is not None:
            found = clock.names_between(self._clock_read_at, upto)
        following = clock.next_moment(upto)
        self._clock_read_at = upto
        self._next_moment = following.timestamp() if following else float("inf")
        return found

    def _drop(self, names):
        if names is None or "site" in names:
            self.shelf.clear()
        else:
            self.shelf.drop(names)
        if self._files:
            self._files.drop(names)

    def tidy_files(self):
        if self._files:
            self._files.tidy(now())


class KeptUpToDate(threading.Thread):
    """Looks every moment, for what other machines changed, and for clocks that are moved."""

    def __init__(self, keeper):
        super().__init__(name="page cache", daemon=True)
        self._keeper = keeper
        self._ear = signs.ear_of_the_database()

    def run(self):
        ahead = now() - time.monotonic()
        while True:
            try:
                self._ear.wait(SECONDS_BETWEEN_LOOKS)
                now_ahead = now() - time.monotonic()
                if abs(now_ahead - ahead) > JUMP:
                    self._keeper.start_anew()
                ahead = now_ahead
                self._keeper.look()
                self._keeper.tidy_files()
            except Exception:  # whatever it was: a thread that ends would never look again
                logger.exception("Could not look for what changed; trying again.")
                time.sleep(SECONDS_BETWEEN_LOOKS)

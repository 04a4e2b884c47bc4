"""How much comes from one network within an hour: one count for all machines and processes.

The one rule: rows decide, and nobody slips in between two counts of them. Where there is Redis,
each who comes takes a place there first, so a flood is turned away before the database is asked.
Where there is none, or it is away, those of one network stand in line until they are written.
"""

from contextlib import contextmanager, suppress
from hashlib import sha256
from uuid import uuid4

from django.db import connection

from articles import switchboard

AN_HOUR = 3600  # seconds

# A place among the most that a network has within an hour, by the clock of the server: 1 or 0.
TAKE = """
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[1])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
redis.call('ZADD', KEYS[1], now, ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
"""


class TooMany(Exception):
    """As much came from that network within an hour as may come."""


class Place:
    """What one who comes has taken; given back at the end unless it is kept."""

    def __init__(self, kind, network):
        self.kind, self.network = kind, network
        self.taken, self.is_kept = "", False

    def take(self, most):
        """Take it at Redis, where it answers. Raises TooMany."""
        mine = uuid4().hex
        try:
            is_free = switchboard.ask("EVAL", TAKE, 1, self._count, AN_HOUR, most, mine)
        except switchboard.Away:
            return
        if not is_free:
            raise TooMany
        self.taken = mine

    def stand_in_line(self):
        """Before rows are counted: wait for whoever of this network is writing one now.

        SQLite has one line for all who write. To be called within the transaction.
        """
        if self.network and not self.taken and connection.vendor == "postgresql":
            digest = sha256(f"{self.kind} {self.network}".encode()).digest()
            number = int.from_bytes(digest[:8], "big", signed=True)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])

    def keep(self):
        """What came was taken, so it counts for an hour."""
        self.is_kept = True

    def give_back(self):
        if self.taken:
            with suppress(switchboard.Away):
                switchboard.ask("ZREM", self._count, self.taken)

    @property
    def _count(self):
        return switchboard.named("pace", self.kind, self.network)


@contextmanager
def place(kind, network, most):
    """A Place for one more of a `kind` from a network, "" where none is counted. Raises TooMany."""
    one = Place(kind, network)
    if network:
        one.take(most)
    try:
        yield one
    except BaseException:
        one.is_kept = False
        raise
    finally:
        if not one.is_kept:
            one.give_back()

"""A bell that is heard on every machine: whoever waits for a name looks at once, not when due.

The one rule: a bell only shortens a wait. Whoever listens looks now and then by itself, so that
nothing is late for ever where Redis is away, and nothing breaks where there is none. What was rung
while somebody could not listen is not lost: when they can again, their wait ends at once.
"""

from contextlib import suppress
from functools import partial
from time import monotonic, sleep

from django.db import transaction

from articles import switchboard

SECONDS_BETWEEN_TRIES = 1
SECONDS_OF_SILENCE = 10  # after which the other end is asked whether it is still there


def ring(name):
    """Wake whoever waits for `name`, on every machine, once the present transaction commits."""
    if switchboard.is_there():
        transaction.on_commit(partial(_ring, name))


def _ring(name):
    try:
        switchboard.ask("PUBLISH", switchboard.named("bell", name), "")
    except switchboard.Away:
        return  # they look by themselves


class Listener:
    """Waits for bells; of one thread alone. Without Redis it waits as long as it is told."""

    def __init__(self, *names):
        self.names = names
        self._line = None  # on which Redis tells us, while it does
        self._tried_at = self._asked_at = self._heard_at = float("-inf")

    def wait(self, seconds):
        """Wait that long, or until somebody rings. Returns whether it is time to look.

        It is, too, when we have just begun to listen: somebody may have rung before.
        """
        until = monotonic() + seconds
        if not switchboard.is_there():
            sleep(seconds)
            return False
        if self._line is None and monotonic() >= self._tried_at + SECONDS_BETWEEN_TRIES:
            self._tried_at = monotonic()
            if self._begins():
                return True
        if self._line is not None:
            try:
                with switchboard.trouble_is_away():
                    return self._hears(until)
            except switchboard.Away:
                self.close()
        sleep(max(0, until - monotonic()))
        return False

    def close(self):
        """Listen no more, until the next wait."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(switchboard.Away), switchboard.trouble_is_away():
                line.close()

    def _begins(self):
        """Whether we listen from now on: every name is confirmed, so that no ring goes by."""
        try:
            with switchboard.line() as client:
                self._line = client.pubsub()
                self._line.subscribe(*(switchboard.named("bell", name) for name in self.names))
                for _name in self.names:
                    if self._next(switchboard.SECONDS_OF_PATIENCE) is None:
                        raise switchboard.Away("it does not let us listen")
        except switchboard.Away:
            self.close()
            return False
        return True

    def _hears(self, until):
        """Whether somebody rings in time; what was rung several times is heard once."""
        is_rung = False
        while True:
            left = max(0, until - monotonic())
            told = self._next(0 if is_rung else min(left, SECONDS_OF_SILENCE))
            if told is None and (is_rung or not left):
                return is_rung
            # A line that was mended by itself begins with a confirmation, too.
            is_rung = is_rung or (told is not None and told["type"] in {"message", "subscribe"})
            if is_rung and not left:
                return True

    def _next(self, seconds):
        """The next that Redis tells us within a time, or None. Raises Away where it is silent."""
        told, now = self._line.get_message(timeout=seconds), monotonic()
        if told is not None:
            self._heard_at = now
        elif self._heard_at < self._asked_at < now - SECONDS_OF_SILENCE:
            raise switchboard.Away("it is silent")
        elif now > max(self._heard_at, self._asked_at) + SECONDS_OF_SILENCE:
            self._line.ping()
            self._asked_at = now
        return told

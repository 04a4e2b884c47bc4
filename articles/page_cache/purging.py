"""Tells the shared cache in front what to drop, through the task queue.

The rule: each change is handed over once, by whichever worker looks first, in the transaction that
writes down how far was read; what is handed over is sent until the cache has taken it, and may be
sent twice. It is sent again a little later in any case: an answer of before the change may have
been on its way to the cache while that one dropped what it had, or a web process on another machine
may not have heard of it yet.
"""

import json
import logging
import threading
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, transaction
from django.utils import timezone

from articles import bell
from articles.background import SOMEBODY_WAITS, TASKS, GivenUp, background
from articles.calling import NotAllowed, call
from articles.models import PurgedUpTo

from . import changes, clock, shared, signs
from .caches import cache_in_front

SECONDS_BETWEEN_LOOKS = 0.4
ONCE_MORE_AFTER = timedelta(seconds=2)
LONGEST_AWAY = timedelta(hours=1)  # after which everything is dropped
SECONDS, MOST_BYTES = 10, 4096

logger = logging.getLogger(__name__)


class NotTaken(Exception):
    """The cache has no time for it now."""


def hand_over():
    """Hand what changed since somebody looked last to the task queue; returns the tags."""
    known = PurgedUpTo.objects.first()
    if known is not None and not _is_due(known):
        return []
    with transaction.atomic():
        _made, _is_new = PurgedUpTo.objects.get_or_create(pk=1)
        known = PurgedUpTo.objects.select_for_update().get(pk=1)  # two workers look together
        now = timezone.now()
        names, place = _changed(known, now)
        tags = shared.tags_to_drop(names)
        for some in _in_parts(tags, cache_in_front().most):
            for address in cache_in_front().addresses():
                purge.enqueue(address, some)
                purge.using(run_after=now + ONCE_MORE_AFTER).enqueue(address, some)
        PurgedUpTo.objects.filter(pk=1).update(place=json.dumps(place), at=now)
    if tags:
        bell.ring(TASKS)
    return tags


def _is_due(known):
    """Whether anything may have changed; a read that waits for nobody."""
    now = timezone.now()
    if known.at is None or abs(now - known.at) > LONGEST_AWAY / 2:
        return True
    names, _place = changes.since(_place_of(known))
    moment = None if names is None or names else clock.next_moment(known.at)
    return bool(names is None or names or (moment and moment <= now))


def _changed(known, now):
    """The names of what changed by now, None of everything, and where we stand then."""
    if known.at is None or abs(now - known.at) > LONGEST_AWAY:
        return None, changes.position()
    names, place = changes.since(_place_of(known))
    if names is not None:
        names |= clock.names_between(known.at, now)
    return names, place


def _place_of(known):
    """Where we stood, as `changes` gave it: JSON knows no tuples."""
    which, number = json.loads(known.place)
    return tuple(which) if isinstance(which, list) else which, number


def _in_parts(tags, most):
    return [tags[at : at + most] for at in range(0, len(tags), most)]


@background(attempts=8, priority=SOMEBODY_WAITS)
def purge(address, tags):
    """Have the cache at an address drop what bears any of these tags."""
    cache = cache_in_front()
    if cache is None or address not in cache.addresses():
        return  # it does not stand in front any more
    asked = cache.question(address, tags)
    try:
        answer = call(
            asked.address,
            method=asked.method,
            body=asked.body,
            headers=asked.headers,
            seconds=SECONDS,
            most_bytes=MOST_BYTES,
        )
    except NotAllowed as trouble:
        raise GivenUp(f"The cache in front cannot be spoken to: {trouble}") from None
    if 200 <= answer.status < 300:
        return
    reply = f"The cache in front answered {answer.status}: {answer.body[:200]!r}"
    if answer.status == 429 or answer.status >= 500:
        raise NotTaken(reply)
    raise GivenUp(reply)


class Purging(threading.Thread):
    """Hands over what changed, as soon as this worker hears of it."""

    def __init__(self):
        super().__init__(name="purging", daemon=True)
        self._ear = signs.ear_of_the_database()

    def run(self):
        while True:
            self._ear.wait(SECONDS_BETWEEN_LOOKS)
            try:
                hand_over()
            except (DatabaseError, InterfaceError):
                logger.warning("The database does not say what changed; the cache waits for it.")
                close_old_connections()

"""The line to Redis or Valkey, where REDIS_URL names one.

The one rule: nothing is kept there that could not be lost, and nobody waits for it. A server that
did not answer is left alone for a second, so that of all who ask meanwhile only one has waited.
"""

import logging
from contextlib import contextmanager
from functools import cache
from time import monotonic

from django.conf import settings

SECONDS_OF_PATIENCE = 0.5  # for a connection, and for an answer
SECONDS_LEFT_ALONE = 1
MOST_CONNECTIONS = 64  # a process

logger = logging.getLogger(__name__)

left_alone = {}  # address: until when, by the steady clock


class Away(Exception):
    """There is no server, or it does not answer; the caller goes on without it."""


def is_there():
    """Whether a server is named at all."""
    return bool(settings.REDIS_URL)


def named(*parts):
    """A name on the server that no other site uses, whatever else keeps its things there."""
    return ":".join(["newsroom", settings.SITE_HOST, *map(str, parts)])


def ask(*command):
    """The server's answer to a command and its arguments. Raises Away."""
    with line() as client:
        return client.execute_command(*command)


@contextmanager
def line():
    """The client, for as long as the block takes. Raises Away where the server does not answer."""
    address = settings.REDIS_URL
    if not address or monotonic() < left_alone.get(address, 0):
        raise Away
    try:
        with trouble_is_away():
            yield _client(address)
    except Away as away:
        if address not in left_alone:
            logger.warning("Redis does not answer, so it is done without it: %s", away)
        left_alone[address] = monotonic() + SECONDS_LEFT_ALONE
        raise
    if left_alone.pop(address, None):
        logger.warning("Redis answers again")


@contextmanager
def trouble_is_away():
    """Whatever goes wrong between us and the server within the block is Away."""
    from redis import RedisError

    try:
        yield
    except (RedisError, OSError) as trouble:
        raise Away(str(trouble)) from trouble


@cache
def _client(address):
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return Redis.from_url(
        address,
        protocol=2,  # which every server of the kind speaks
        decode_responses=True,
        socket_connect_timeout=SECONDS_OF_PATIENCE,
        socket_timeout=SECONDS_OF_PATIENCE,
        retry=Retry(NoBackoff(), 1),  # a connection of before the server was started anew
        max_connections=MOST_CONNECTIONS,
        client_name="newsroom",
    )

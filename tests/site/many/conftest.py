"""A Redis of each test's own."""

import pytest

from articles import switchboard
from tests.redis_server import redis_server


@pytest.fixture
def redis(tmp_path, settings):
    """A running Redis that the site is told of."""
    with redis_server(tmp_path) as server:
        settings.REDIS_URL = server.url
        yield server
        switchboard.left_alone.pop(server.url, None)

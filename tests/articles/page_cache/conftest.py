"""What the tests of kept pages share."""

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from tests import factories

from .asking import a_door


@pytest.fixture(autouse=True)
def connections_stay_open():
    """As Django's test client: a request's end is not the end of the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def story():
    return factories.published_story(headline="The harbour opens")


@pytest.fixture
def address(story):
    return story.readers_copy.get_absolute_url()


@pytest.fixture
def door():
    return a_door()

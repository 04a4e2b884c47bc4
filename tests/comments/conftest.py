"""What most tests of the reply desk begin with."""

import pytest

from tests import factories


@pytest.fixture
def story(db):
    return factories.published_story(headline="Ferry back in service")


@pytest.fixture
def desk(client, moderator):
    """A browser in which a moderator is signed in."""
    client.force_login(moderator)
    return client

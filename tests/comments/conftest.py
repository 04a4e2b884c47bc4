"""What most tests of the reply desk begin with."""

from copy import deepcopy

import pytest
from django.db import transaction

from tests import factories


@pytest.fixture(scope="module")
def shared_story(request, django_db_setup, django_db_blocker):
    """A story that the tests of a file share: each undoes what it does to it.

    None where a test moves the clock or commits: there each has a story of its own.
    """
    if any(_stands_alone(item) for item in request.session.items if item.path == request.path):
        yield None
        return
    with django_db_blocker.unblock(), transaction.atomic():
        yield _published()
        transaction.set_rollback(True)


def _stands_alone(item):
    marker = item.get_closest_marker("django_db")
    return "clock" in item.fixturenames or bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture
def story(shared_story, db):
    return deepcopy(shared_story) or _published()


def _published():
    return factories.published_story(headline="Ferry back in service")


@pytest.fixture
def desk(client, moderator):
    """A browser in which a moderator is signed in."""
    client.force_login(moderator)
    return client

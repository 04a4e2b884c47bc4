"""The editors of the story desk."""

import pytest


@pytest.fixture
def chief(db):
    from tests import factories

    return factories.user("Chief editor")

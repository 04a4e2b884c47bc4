"""A clock that tests can set."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


class Clock:
    """The newsroom's clock, which stands still until it is moved."""

    def __init__(self, moment):
        self.moment = moment

    def now(self):
        return self.moment

    def set(self, *parts):
        self.moment = datetime(*parts, tzinfo=LONDON)
        return self.moment

    def goes_on(self, **span):
        self.moment += timedelta(**span)
        return self.moment

    def at(self, **span):
        """A moment from now on the clock."""
        return self.moment + timedelta(**span)


@pytest.fixture
def clock(monkeypatch):
    standing = Clock(datetime(2026, 11, 20, 12, 0, tzinfo=LONDON))
    monkeypatch.setattr(timezone, "now", standing.now)
    return standing


@pytest.fixture
def chief(db):
    from tests import factories

    return factories.user("Chief editor")

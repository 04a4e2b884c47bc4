"""A clock that tests can set."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

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

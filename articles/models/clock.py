"""The states of a story, and which state a story is in by the clock.

The rule: what is asked here is true at the moment it is asked for, whether or not the worker has
noted it yet. See docs/decisions/0009-the-clock-decides.md.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    READY = "ready", _("Ready")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    KILLED = "killed", _("Killed")


def _gone_out_by(moment):
    """The condition that a scheduled story's moment has come, and its embargo is over."""
    moment = moment or timezone.now()
    is_free = Q(embargo_until=None) | Q(embargo_until__lte=moment)
    return Q(state=State.SCHEDULED, publish_at__lte=moment) & is_free


def _run_out_by(moment):
    """The condition that the moment to withdraw a story has come."""
    moment = moment or timezone.now()
    return Q(state__in=[State.SCHEDULED, State.PUBLISHED], withdraw_at__lte=moment)


class ByTheClock(models.QuerySet):
    """What stories are asked by state and by moment."""

    def in_state(self, state, moment=None):
        """Stories in a state by the clock at `moment`, whether or not the worker noted it yet."""
        is_out, is_over = _gone_out_by(moment), _run_out_by(moment)
        match state:
            case State.SCHEDULED:
                return self.filter(~is_out, state=state)
            case State.PUBLISHED:
                return self.filter(Q(state=state) | is_out).exclude(is_over)
            case State.WITHDRAWN:
                return self.filter(Q(state=state) | is_over)
        return self.filter(state=state)

    def overtaken_by_the_clock(self, moment=None):
        """Stories that have gone out or run out without anybody having noted it."""
        return self.filter(_gone_out_by(moment) | _run_out_by(moment))

    def still_to_go_out(self, moment=None):
        """Stories with a moment to go out, to come or missed, that did not go out."""
        is_over = Q(state__in=[State.PUBLISHED, State.KILLED]) | _gone_out_by(moment)
        return self.filter(~is_over, publish_at__isnull=False)

    def on_its_way(self, moment=None):
        """Stories that readers see, or will by the clock."""
        ends = Q(published__withdraw_at=None) | Q(
            published__withdraw_at__gt=moment or timezone.now()
        )
        return self.filter(ends, published__isnull=False)

"""Whether a reply is refused, held or let through: an ordered list of small checks.

To add one, write a function in `rules` and put it on the list. A check takes an `Attempt` and
returns `Refusal` (shown to the writer), `Hold` (shown to the desk), `Pass` (nothing below it is
asked) or None, and never saves anything.
"""

from comments.screening.rules import (
    HELD_BECAUSE,
    PAUSE,
    address_is_too_fast,
    guest_is_held,
    impersonates_staff,
    is_wrong_length,
    network_is_too_fast,
    staff_pass,
    story_is_closed,
)
from comments.screening.verdicts import Attempt, Hold, Pass, Refusal

__all__ = [
    "CHECKS",
    "HELD_BECAUSE",
    "PAUSE",
    "Attempt",
    "Hold",
    "Pass",
    "Refusal",
    "impersonates_staff",
    "is_wrong_length",
    "screen",
]

CHECKS = [
    is_wrong_length,
    story_is_closed,
    staff_pass,
    impersonates_staff,
    address_is_too_fast,
    network_is_too_fast,
    guest_is_held,
]


def screen(attempt):
    """The first Refusal, or else the list of Holds, which is empty for what may appear at once."""
    holds = []
    for check in CHECKS:
        match check(attempt):
            case Refusal() as refusal:
                return refusal
            case Hold() as hold:
                holds.append(hold)
            case Pass():
                break
    return holds

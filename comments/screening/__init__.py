"""Whether a reply is refused, held or let through: an ordered list of small checks.

To add one, write a function in the fitting room, put it on the list, and say in `explaining` what
it does and why it holds. A check takes an `Attempt` and returns `Refusal` (shown to the writer),
`Hold` (shown to the desk), `Pass` (nothing below it is asked) or None, and never saves anything.
"""

from comments.screening.explaining import HELD_BECAUSE, Explained, explain, sentence_for
from comments.screening.manners import (
    address_is_too_fast,
    is_repeat,
    is_wrong_length,
    many_from_a_network,
    network_is_too_fast,
    story_is_closed,
)
from comments.screening.people import (
    impersonates_staff,
    is_trusted,
    newcomer,
    recent_history,
    staff_pass,
    standing,
    the_policy,
)
from comments.screening.spam_check import OUTSIDE, outside_checks, spam_score
from comments.screening.verdicts import Attempt, Hold, Pass, Refusal
from comments.screening.wording import has_banned_words, has_links, has_suspect_words

__all__ = [
    "CHECKS",
    "HELD_BECAUSE",
    "OUTSIDE",
    "Attempt",
    "Explained",
    "Hold",
    "Pass",
    "Refusal",
    "answers",
    "explain",
    "explained",
    "impersonates_staff",
    "is_trusted",
    "is_wrong_length",
    "many_from_a_network",
    "screen",
    "sentence_for",
]

CHECKS = [
    is_wrong_length,
    story_is_closed,
    is_repeat,
    address_is_too_fast,
    network_is_too_fast,
    impersonates_staff,
    staff_pass,
    standing,
    has_banned_words,
    has_suspect_words,
    has_links,
    spam_score,
    recent_history,
    newcomer,
    the_policy,
    outside_checks,
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


def answers(attempt):
    """What every check answers to an attempt, as [(check, answer)]: for trying a text out."""
    return [(check, check(attempt)) for check in CHECKS]


def explained(house):
    """What every check does under the HouseRules `house`, in the order in which they are asked."""
    return [explain(check.__name__, house) for check in CHECKS]

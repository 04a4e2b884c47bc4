"""Stories that are alike: “You May Also Like” on the page, and what a writer may lead to.

The rule: likeness is worked out when a story comes before readers or changes there, never while a
reader waits. See docs/decisions/0020-stories-that-are-alike.md.
"""

from .keeping import learn_what_is_common, rebuild, renew, renew_soon, renew_those_like
from .reading import HOW_MANY, more_like, picks_of
from .suggesting import Suggestion, suggestions

__all__ = [
    "HOW_MANY",
    "Suggestion",
    "learn_what_is_common",
    "more_like",
    "picks_of",
    "rebuild",
    "renew",
    "renew_soon",
    "renew_those_like",
    "suggestions",
]

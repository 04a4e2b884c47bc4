"""The front page run by editors: what they pin, what fills itself, and the editions in a row.

A story that readers may not see does not stand there, whoever pinned it, and leaves no hole.
"""

from .composing import (
    IN_A_BAND,
    LEAD,
    SECONDARIES,
    FrontPage,
    page_of,
    page_of_the_moment,
    pins_of,
    places,
)
from .editions import (
    FrontRefused,
    Overtaken,
    cancel,
    change,
    discard,
    prepare,
    put_live,
    state_of,
)
from .pinning import is_to_come, refusal_to_pin, shown_from
from .strips import (
    Strip,
    deciding_for,
    has_strip,
    is_kept,
    paper_and_strip,
    strip_of,
)
from .wording import changes_between, strips_to_come

__all__ = [
    "IN_A_BAND",
    "LEAD",
    "SECONDARIES",
    "FrontPage",
    "FrontRefused",
    "Overtaken",
    "Strip",
    "cancel",
    "change",
    "changes_between",
    "deciding_for",
    "discard",
    "has_strip",
    "is_kept",
    "is_to_come",
    "page_of",
    "page_of_the_moment",
    "paper_and_strip",
    "pins_of",
    "places",
    "prepare",
    "put_live",
    "refusal_to_pin",
    "shown_from",
    "state_of",
    "strip_of",
    "strips_to_come",
]

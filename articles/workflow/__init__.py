"""The life of a story: its states, the moves between them as one table, and the verbs.

Nothing else changes a story's state or builds what readers see.
"""

from .correcting import correct
from .making import address_taken
from .moves import (
    VERBS,
    approve,
    move,
    publish,
    publish_update,
    reopen,
    send_back,
    submit,
    withdraw,
)
from .replies import set_replies
from .saving import save
from .table import MOVES, MoveRefused, NotReady, OpenMove, moves_open_to
from .topics import merge_topics

__all__ = [
    "MOVES",
    "VERBS",
    "MoveRefused",
    "NotReady",
    "OpenMove",
    "address_taken",
    "approve",
    "correct",
    "merge_topics",
    "move",
    "moves_open_to",
    "publish",
    "publish_update",
    "reopen",
    "save",
    "send_back",
    "set_replies",
    "submit",
    "withdraw",
]

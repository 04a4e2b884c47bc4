"""The life of a story: its states, the moves between them as one table, and the verbs.

Nothing else changes a story's state or builds what readers see. See docs/story-life.md.
"""

from .approval import why_not_approved
from .correcting import correct
from .discarding import discard, why_not_discarded
from .killing import kill, places_of
from .making import address_taken
from .mending import mend_line
from .moves import (
    VERBS,
    approve,
    approve_changes,
    move,
    publish,
    publish_update,
    reopen,
    reschedule,
    schedule,
    send_back,
    submit,
    unschedule,
    withdraw,
)
from .offering import OpenMove, moves_open_to
from .own_words import keep_own_words, take_library_words
from .planning import (
    PLANNED,
    break_embargo,
    catch_up,
    changed_moments,
    embargo,
    in_words,
    plan,
    refusals,
    set_moments,
    trouble_with,
)
from .replies import set_replies
from .restoring import Restored, restore
from .saving import save
from .table import MOVES, MoveRefused, NotReady, label_of, may_publish, wants_note
from .topics import delete_topic, merge_topics, rename_topic
from .withholding import withhold

__all__ = [
    "MOVES",
    "PLANNED",
    "VERBS",
    "MoveRefused",
    "NotReady",
    "OpenMove",
    "Restored",
    "address_taken",
    "approve",
    "approve_changes",
    "break_embargo",
    "catch_up",
    "changed_moments",
    "correct",
    "delete_topic",
    "discard",
    "embargo",
    "in_words",
    "keep_own_words",
    "kill",
    "label_of",
    "may_publish",
    "mend_line",
    "merge_topics",
    "move",
    "moves_open_to",
    "places_of",
    "plan",
    "publish",
    "publish_update",
    "refusals",
    "rename_topic",
    "reopen",
    "reschedule",
    "restore",
    "save",
    "schedule",
    "send_back",
    "set_moments",
    "set_replies",
    "submit",
    "take_library_words",
    "trouble_with",
    "unschedule",
    "wants_note",
    "why_not_approved",
    "why_not_discarded",
    "withdraw",
    "withhold",
]

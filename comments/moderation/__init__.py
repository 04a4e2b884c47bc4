"""The desk decides: the only code that says whether readers see a reply, and puts words right.

One table says what each verdict does and from where; the buttons of the desk come from the same
table. Every decision is one transaction, a row in the log, and can be taken back.
"""

from .appeals import is_against_own_decision, is_for_another, nobody_else
from .edits import WordsRefused, can_be_edited, edit
from .taking_back import restorable, restore, restore_all, take_back
from .verdicts import (
    NOTE_LENGTH,
    PERMISSION,
    VERDICTS,
    AlreadyDecided,
    Outcome,
    Verdict,
    VerdictRefused,
    approve,
    decide,
    mark_spam,
    reject,
    remove,
    unseen_by_readers,
    uphold,
    verdicts_open_to,
)

__all__ = [
    "NOTE_LENGTH",
    "PERMISSION",
    "VERDICTS",
    "AlreadyDecided",
    "Outcome",
    "Verdict",
    "VerdictRefused",
    "WordsRefused",
    "approve",
    "can_be_edited",
    "decide",
    "edit",
    "is_against_own_decision",
    "is_for_another",
    "mark_spam",
    "nobody_else",
    "reject",
    "remove",
    "restorable",
    "restore",
    "restore_all",
    "take_back",
    "unseen_by_readers",
    "uphold",
    "verdicts_open_to",
]

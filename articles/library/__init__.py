"""The picture desk's verbs: the one door through which anything is done to a picture.

Each takes `by`, runs in one transaction, leaves an event in the picture's history, and has
renditions made or deleted after the commit.
"""

from articles.imaging import PictureRefused

from .badges import badges_of, refusal_of
from .clearing import clear
from .describing import describe, renew
from .files import add, check_upload, remove, replace
from .keywords import delete_keyword, merge_keywords, rename_keyword
from .likeness import alike, look_at_earlier_pictures
from .reminding import remind_of_rights
from .rights import Refused, block, end_rights, unblock
from .uploading import add_again, take
from .uses import Tally, tallies, uses_of

__all__ = [
    "PictureRefused",
    "Refused",
    "Tally",
    "add",
    "add_again",
    "alike",
    "badges_of",
    "block",
    "check_upload",
    "clear",
    "delete_keyword",
    "describe",
    "end_rights",
    "look_at_earlier_pictures",
    "merge_keywords",
    "refusal_of",
    "remind_of_rights",
    "remove",
    "rename_keyword",
    "renew",
    "replace",
    "take",
    "tallies",
    "unblock",
    "uses_of",
]

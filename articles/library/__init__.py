"""The picture desk's verbs: the one door through which anything is done to a picture.

Each takes `by`, runs in one transaction, leaves an event in the picture's history, and has
renditions made or deleted after the commit.
"""

from articles.imaging import PictureRefused

from .badges import badges_of, demands_of, lacks_alt, refusal_of
from .clearing import clear
from .cropping import CROP_NAMES, CropRefused, by_hand, crop, fitted, height_of, narrowest, uncrop
from .describing import describe, renew
from .files import add, check_upload, remove, replace
from .keywords import delete_keyword, merge_keywords, rename_keyword
from .likeness import alike, look_at_earlier_pictures
from .reminding import remind_of_rights
from .retelling import retell
from .rights import Refused, block, end_rights, unblock
from .uploading import add_again, take
from .uses import Tally, tallies, uses_of

__all__ = [
    "CROP_NAMES",
    "CropRefused",
    "PictureRefused",
    "Refused",
    "Tally",
    "add",
    "add_again",
    "alike",
    "badges_of",
    "block",
    "by_hand",
    "check_upload",
    "clear",
    "crop",
    "delete_keyword",
    "demands_of",
    "describe",
    "end_rights",
    "fitted",
    "height_of",
    "lacks_alt",
    "look_at_earlier_pictures",
    "merge_keywords",
    "narrowest",
    "refusal_of",
    "remind_of_rights",
    "remove",
    "rename_keyword",
    "renew",
    "replace",
    "retell",
    "take",
    "tallies",
    "unblock",
    "uncrop",
    "uses_of",
]

"""The picture desk's verbs: the one door through which anything is done to a picture.

Each takes `by`, runs in one transaction, leaves an event in the picture's history, and has
renditions made or deleted after the commit.
"""

from articles.imaging import PictureRefused

from .describing import describe
from .files import add, check_upload, remove, replace
from .rights import Refused, block, end_rights, unblock

__all__ = [
    "PictureRefused",
    "Refused",
    "add",
    "block",
    "check_upload",
    "describe",
    "end_rights",
    "remove",
    "replace",
    "unblock",
]

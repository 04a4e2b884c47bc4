"""Pictures as bytes: judges what comes in, makes what readers get.

Pure: no database, no settings; limits are passed in.
See docs/decisions/0006-rendition-encoders.md.
"""

from .checking import Checked, check, face_of
from .cutting import cut, encode, part, size_at, widest
from .decoding import TURNS, PictureRefused, one_at_a_time, upright
from .formats import ENCODERS, MIME_TYPES, MOVING_ENCODERS, RECIPE, TAKEN
from .moving import moving

__all__ = [
    "ENCODERS",
    "MIME_TYPES",
    "MOVING_ENCODERS",
    "RECIPE",
    "TAKEN",
    "TURNS",
    "Checked",
    "PictureRefused",
    "check",
    "cut",
    "encode",
    "face_of",
    "moving",
    "one_at_a_time",
    "part",
    "size_at",
    "upright",
    "widest",
]

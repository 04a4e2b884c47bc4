"""What readers get of a picture: its renditions, made from an original that nobody but us reads.

The one rule: a rendition is made again whenever it is missing, so losing one costs time and losing
an original costs the picture.
"""

from articles.imaging import PictureRefused

from .files import write_whole
from .making import (
    OriginalUnreadable,
    bring_up_to_date,
    delete_unused_files,
    existing,
    find,
    forget,
    forget_soon,
    make,
    make_renditions,
    opened,
    refresh_soon,
)
from .places import CROPS, PLACES, SHARED_BY, Sources, sources, wanted

__all__ = [
    "CROPS",
    "PLACES",
    "SHARED_BY",
    "OriginalUnreadable",
    "PictureRefused",
    "Sources",
    "bring_up_to_date",
    "delete_unused_files",
    "existing",
    "find",
    "forget",
    "forget_soon",
    "make",
    "make_renditions",
    "opened",
    "refresh_soon",
    "sources",
    "wanted",
    "write_whole",
]

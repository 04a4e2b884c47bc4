"""The picture library's files: originals that nobody but us reads, renditions that readers get.

The one rule: a rendition is made again whenever it is missing, so losing one costs time and losing
an original costs the picture.
"""

from articles.imaging import PictureRefused

from .library import add_picture, check_upload, remove_picture, replace_file
from .making import (
    OriginalUnreadable,
    bring_up_to_date,
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
    "add_picture",
    "bring_up_to_date",
    "check_upload",
    "existing",
    "find",
    "forget",
    "forget_soon",
    "make",
    "make_renditions",
    "opened",
    "refresh_soon",
    "remove_picture",
    "replace_file",
    "sources",
    "wanted",
]

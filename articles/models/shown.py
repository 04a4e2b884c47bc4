"""A picture as one place on a page shows it: when the page is seen, and the words that hold there.

The rule: what is shown is decided in one place, `Picture.as_used`; templates show what it gave.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ShownPicture:
    """What a template needs of a picture: itself, and the caption and alt text of this use."""

    picture: object  # a Picture that may be shown at this moment
    caption: str
    alt: str


@dataclass(frozen=True)
class Seen:
    """How a page is seen: at what moment, and what is shown where a picture may not be."""

    moment: datetime | None = None  # now without one
    instead: object = None  # the newspaper's own Picture for where one has none in its stead
    shared_by: str = ""  # the token of the share link that shows the page


# What the desk alone reads of a picture; some of it is long.
FOR_THE_DESK = (
    *("from_file", "content_credentials", "usage_terms", "blocked_reason", "blocked_by"),
    *("original", "size", "file_name", "checksum", "made_for", "look_0", "look_1", "look_2"),
    *("look_3", "place", "taken_on", "focal_x", "focal_y", "end_noted", "uploaded_at"),
    "uploaded_by",
)


def columns_of_the_desk(path=""):
    """The columns that pages leave where they are, of a picture at `path` and of its stand-in."""
    start = f"{path}__" if path else ""
    return [f"{start}{part}{name}" for part in ("", "fallback__") for name in FOR_THE_DESK]

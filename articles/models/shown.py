"""A picture as one place on a page shows it: with the words that hold there."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ShownPicture:
    """What a template needs of a picture: itself, and the caption and alt text of this use."""

    picture: object  # a Picture that may be shown at this moment
    caption: str
    alt: str

"""The desk's screens, one file for each."""

from . import (
    accounts,
    front_page,
    keywords,
    newspaper,
    people,
    pictures,
    sealed,
    sections,
    stories,
    topics,
)

__all__ = [
    "accounts",
    "front_page",
    "keywords",
    "newspaper",
    "people",
    "pictures",
    "sealed",
    "sections",
    "stories",
    "topics",
]

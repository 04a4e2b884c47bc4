"""The desk's screens, one file for each."""

from . import accounts, newspaper, people, pictures, sealed, sections, stories, topics

__all__ = ["accounts", "newspaper", "people", "pictures", "sealed", "sections", "stories", "topics"]

"""The moderator's screens, one file for each."""

from . import decisions, replies

__all__ = ["decisions", "replies"]

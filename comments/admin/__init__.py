"""The moderator's screens, one file for each."""

from . import decisions, replies, writers

__all__ = ["decisions", "replies", "writers"]

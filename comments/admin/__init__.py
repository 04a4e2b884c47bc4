"""The moderator's screens, one file for each."""

from . import changes, decisions, replies, writers

__all__ = ["changes", "decisions", "replies", "writers"]

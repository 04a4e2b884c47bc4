"""The moderator's screens, one file for each."""

from . import changes, decisions, digest, replies, writers

__all__ = ["changes", "decisions", "digest", "replies", "writers"]

"""The moderator's screens, one file for each."""

from . import changes, decisions, digest, replies, rules, story_rules, writers

__all__ = ["changes", "decisions", "digest", "replies", "rules", "story_rules", "writers"]

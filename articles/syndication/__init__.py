"""Feeds as values, and how they are written and answered: RSS 2.0, Atom, JSON Feed.

The one rule: values in, bytes out. Whoever has something to syndicate says what it is, once; each
format is a row of one table. Stands so low that stories and replies are written by the same hand.
"""

from .answering import answer
from .formats import FORMATS, PLAIN, Format, feed_view, paths
from .values import Entry, Feed, Picture, Writer
from .xml import add, written

__all__ = [
    "FORMATS",
    "PLAIN",
    "Entry",
    "Feed",
    "Format",
    "Picture",
    "Writer",
    "add",
    "answer",
    "feed_view",
    "paths",
    "written",
]

"""The newspaper's nouns, one file for each."""

from .addresses import StoryAddress
from .corrections import Correction
from .history import Move, Revision
from .links import Reference, RelatedLink
from .newspaper import Newspaper, absolute
from .people import Byline, Person, PublishedByline
from .pictures import Licence, Picture, Rendition
from .sections import Section
from .stories import PublishedStory, State, Story
from .topics import PublishedTopic, StoryTopic

__all__ = [
    "Byline",
    "Correction",
    "Licence",
    "Move",
    "Newspaper",
    "Person",
    "Picture",
    "PublishedByline",
    "PublishedStory",
    "PublishedTopic",
    "Reference",
    "RelatedLink",
    "Rendition",
    "Revision",
    "Section",
    "State",
    "Story",
    "StoryAddress",
    "StoryTopic",
    "absolute",
]

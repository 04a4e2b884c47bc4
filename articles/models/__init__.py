"""The newspaper's nouns, one file for each."""

from .addresses import StoryAddress
from .clock import State
from .corrections import Correction
from .dated import live, start_of_day
from .desk import SavedView, StoryWords
from .front_page import FrontEdition, FrontPlace
from .history import Move, PublishedVersion, Revision, SealedCopy
from .links import BrokenLine, Reference, RelatedLink
from .newspaper import Newspaper, absolute
from .open_forms import HERE_FOR, OpenForm, Words
from .people import Byline, Person, PublishedByline, name_of
from .pictures import Licence, Picture, Rendition
from .published import PublishedStory
from .sections import Section
from .sharing import ShareLink
from .stories import Story
from .telling import Note, Notice
from .topics import PublishedTopic, StoryTopic

__all__ = [
    "HERE_FOR",
    "BrokenLine",
    "Byline",
    "Correction",
    "FrontEdition",
    "FrontPlace",
    "Licence",
    "Move",
    "Newspaper",
    "Note",
    "Notice",
    "OpenForm",
    "Person",
    "Picture",
    "PublishedByline",
    "PublishedStory",
    "PublishedTopic",
    "PublishedVersion",
    "Reference",
    "RelatedLink",
    "Rendition",
    "Revision",
    "SavedView",
    "SealedCopy",
    "Section",
    "ShareLink",
    "State",
    "Story",
    "StoryAddress",
    "StoryTopic",
    "StoryWords",
    "Words",
    "absolute",
    "live",
    "name_of",
    "start_of_day",
]

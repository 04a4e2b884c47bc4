"""The newspaper's nouns, one file for each."""

from .addresses import StoryAddress
from .clock import State
from .corrections import Correction
from .dated import live, start_of_day
from .desk import SavedView, StoryWords
from .embeds import Embed
from .finding import DeskIndex, IndexState, KnownWord, ReadersIndex, Spelling
from .front_page import FrontEdition, FrontPlace
from .going_out import Announcement, PublishedMonth
from .history import Move, PublishedVersion, Revision, SealedCopy
from .licences import DigitalSource, Licence
from .likeness import Likeness, TellingWord, WordCount
from .links import BrokenLine, Reference, RelatedLink
from .newspaper import Crawlers, DateStyle, FeedText, Newspaper, absolute
from .open_forms import HERE_FOR, OpenForm, Words
from .overrides import Override
from .page_changes import PageChange
from .past_slugs import PastSlug
from .people import Byline, Person, PublishedByline, name_of
from .picture_parts import (
    Keyword,
    PastKey,
    PictureCrop,
    PictureEvent,
    PictureKeyword,
    PictureWords,
    Rendition,
    RightsReminder,
)
from .picture_uses import lawful
from .pictures import Picture
from .published import PublishedStory
from .purging import PurgedUpTo
from .reading import MostRead, Reading
from .sections import Section
from .sharing import ShareLink
from .shown import Seen, ShownPicture
from .stories import Story
from .telling import Note, Notice
from .topics import PublishedTopic, StoryTopic, TopicPage
from .typeset import Typeset

__all__ = [
    "HERE_FOR",
    "Announcement",
    "BrokenLine",
    "Byline",
    "Correction",
    "Crawlers",
    "DateStyle",
    "DeskIndex",
    "DigitalSource",
    "Embed",
    "FeedText",
    "FrontEdition",
    "FrontPlace",
    "IndexState",
    "Keyword",
    "KnownWord",
    "Licence",
    "Likeness",
    "MostRead",
    "Move",
    "Newspaper",
    "Note",
    "Notice",
    "OpenForm",
    "Override",
    "PageChange",
    "PastKey",
    "PastSlug",
    "Person",
    "Picture",
    "PictureCrop",
    "PictureEvent",
    "PictureKeyword",
    "PictureWords",
    "PublishedByline",
    "PublishedMonth",
    "PublishedStory",
    "PublishedTopic",
    "PublishedVersion",
    "PurgedUpTo",
    "ReadersIndex",
    "Reading",
    "Reference",
    "RelatedLink",
    "Rendition",
    "Revision",
    "RightsReminder",
    "SavedView",
    "SealedCopy",
    "Section",
    "Seen",
    "ShareLink",
    "ShownPicture",
    "Spelling",
    "State",
    "Story",
    "StoryAddress",
    "StoryTopic",
    "StoryWords",
    "TellingWord",
    "TopicPage",
    "Typeset",
    "WordCount",
    "Words",
    "absolute",
    "lawful",
    "live",
    "name_of",
    "start_of_day",
]

"""The reply desk's nouns, one file for each."""

from .confirmations import Confirmation
from .decisions import Decision, Verb
from .digests import Digest
from .discussed import MostDiscussed
from .followings import Following
from .replies import Reply
from .reports import Appeal, Report, ReportReason
from .rules import Force, HouseRules, Mode, Openness, SectionRules, StoryRules, TopicRules
from .spam import Lesson, SpamLesson, SpamWord
from .states import Reason, State
from .telling import ANSWER, BY_MAIL, QUESTION
from .versions import Version
from .writers import Bar, Standing, StandingChange, Writer, WriterNote

__all__ = [
    "ANSWER",
    "BY_MAIL",
    "QUESTION",
    "Appeal",
    "Bar",
    "Confirmation",
    "Decision",
    "Digest",
    "Following",
    "Force",
    "HouseRules",
    "Lesson",
    "Mode",
    "MostDiscussed",
    "Openness",
    "Reason",
    "Reply",
    "Report",
    "ReportReason",
    "SectionRules",
    "SpamLesson",
    "SpamWord",
    "Standing",
    "StandingChange",
    "State",
    "StoryRules",
    "TopicRules",
    "Verb",
    "Version",
    "Writer",
    "WriterNote",
]

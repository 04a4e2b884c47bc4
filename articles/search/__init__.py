"""Finds stories and pictures by their words, for readers and at the desk.

`parse` understands what was typed, `newest` and `best` answer it to readers, `first_on_the_desk` to
the desk. Whatever changes a story's words calls `keep_...` in its own transaction.
"""

from .asking import (
    DEEPEST,
    FEW,
    LOOKED_AT,
    best,
    finds_something,
    instead,
    matching,
    meant,
    newest,
    plan_of,
)
from .at_the_desk import first_on_the_desk
from .grammar import Question, parse
from .indexing import (
    keep_for_readers,
    keep_for_the_desk,
    place_at,
    redate_for_readers,
    section_mark,
    topic_mark,
)
from .letters import fold
from .marking import best_excerpt, marked
from .plans import EVERY
from .rebuilding import lay_on, note_language, rebuild_all
from .spelling import learn
from .words import (
    desk_words_of,
    first_of,
    keep_picture_words,
    keep_words,
    renew_picture_words,
    renew_picture_words_soon,
    renew_words,
    renew_words_soon,
    words_in,
)

__all__ = [
    "DEEPEST",
    "EVERY",
    "FEW",
    "LOOKED_AT",
    "Question",
    "best",
    "best_excerpt",
    "desk_words_of",
    "finds_something",
    "first_of",
    "first_on_the_desk",
    "fold",
    "instead",
    "keep_for_readers",
    "keep_for_the_desk",
    "keep_picture_words",
    "keep_words",
    "lay_on",
    "learn",
    "marked",
    "matching",
    "meant",
    "newest",
    "note_language",
    "parse",
    "place_at",
    "plan_of",
    "rebuild_all",
    "redate_for_readers",
    "renew_picture_words",
    "renew_picture_words_soon",
    "renew_words",
    "renew_words_soon",
    "section_mark",
    "topic_mark",
    "words_in",
]

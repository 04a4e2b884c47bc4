"""Finds published stories by their words: every word must occur, newest first."""

import unicodedata

from articles.models import PublishedStory

MOST_WORDS = 12
LONGEST_WORD = 60


def fold(text):
    """`text` as it is compared: without case, accents and compatibility forms."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_in(query):
    """The words of what somebody typed, safe for either database whatever it was."""
    kept = "".join(letter if letter.isprintable() else " " for letter in query)
    return [word[:LONGEST_WORD] for word in fold(kept).split()][:MOST_WORDS]


def words_of(story, text):
    """Everything the desk's copy of a story, its body's plain `text` given, is found by."""
    names = [byline.name for byline in story.bylines.select_related("person")]
    parts = [story.headline, story.standfirst, text, *names, *story.tags.names()]
    return fold("\n".join(parts))


def matching(query):
    """The live stories that have every word of `query`; none where it has no word."""
    words = words_in(query)
    found = PublishedStory.objects.live() if words else PublishedStory.objects.none()
    for word in words:
        found = found.filter(search_text__contains=word)
    return found

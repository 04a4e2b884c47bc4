"""Finds stories by their words: every word must occur.

Readers' search looks into whole texts. The desk's looks into one narrow row for each story, kept in
step by `keep_words` wherever a story, a name or a topic changes.
"""

import unicodedata

from django.db import transaction

from articles.background import background, defer
from articles.models import PublishedStory, Story, StoryWords

MOST_WORDS = 12
LONGEST_WORD = 60
AT_ONCE = 500  # stories whose words are written anew by one task


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


def desk_words_of(story):
    """What the desk's list finds a story by: headlines, standfirst, names, topics; each once."""
    names = [byline.name for byline in story.bylines.all()]
    topics = [tag.name for tag in story.tags.all()]
    parts = [story.headline, story.short_headline, story.standfirst, *names, *topics]
    return " ".join(dict.fromkeys(fold("\n".join(parts)).split()))


def keep_words(*stories):
    """Write the words of stories, in place of earlier ones."""
    StoryWords.objects.bulk_create(
        [StoryWords(story_id=story.pk, words=desk_words_of(story)) for story in stories],
        update_conflicts=True,
        unique_fields=["story"],
        update_fields=["words"],
    )


def renew_words_soon(numbers):
    """Have the words of many stories, given by number, written anew once this is committed."""
    numbers = sorted(set(numbers))
    for begin in range(0, len(numbers), AT_ONCE):
        defer(renew_words, numbers[begin : begin + AT_ONCE])


@background()
def renew_words(numbers):
    """Write the words of stories anew: a name or a topic of theirs is called otherwise now."""
    with transaction.atomic():
        # Locked: a story that is killed at this moment is to be left without a word.
        stories = Story.objects.not_killed().filter(pk__in=numbers).order_by("pk")
        stories = stories.only("headline", "short_headline", "standfirst").select_for_update()
        keep_words(*stories.prefetch_related("bylines__person", "tags"))

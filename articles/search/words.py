"""The narrow rows that the desk's dialogs and the picture library look through.

One row for each story or picture, kept in step by `keep_words` and `keep_picture_words` wherever
its words change; every word has to occur, anywhere in another.
"""

from django.db import transaction

from articles.background import background, defer
from articles.models import Picture, PictureWords, PublishedStory, Story, StoryWords

from .indexing import keep_for_readers, keep_for_the_desk
from .letters import fold

MOST_WORDS = 12
LONGEST_WORD = 60
NEAR = 4000  # rows that are looked at one by one before a whole archive is searched
AT_ONCE = 500  # stories or pictures whose words are written anew by one task


def words_in(query):
    """The words of what somebody typed, safe for either database whatever it was."""
    kept = "".join(letter if letter.isprintable() else " " for letter in query)
    return [word[:LONGEST_WORD] for word in fold(kept).split()][:MOST_WORDS]


def first_of(rows, narrowed, most):
    """The first `most` of `rows`, in their order, that are left when `narrowed` is asked of them.

    For words, which no index finds. Looking at the first few thousand one by one fills a page with
    what is often said; what they do not fill a page with is rare, and a whole archive holds little
    of it to be sorted.

    Args:
        narrowed: what makes of a queryset the one that has the words.
    """
    near = narrowed(rows.model.objects.filter(pk__in=rows[:NEAR].values("pk")))
    found = list(rows.filter(pk__in=near.values("pk"))[:most])
    if len(found) == most:
        return found
    return list(narrowed(rows)[:most])


def desk_words_of(story):
    """What the desk's list finds a story by: headlines, standfirst, names, topics; each once."""
    names = [byline.name for byline in story.bylines.all()]
    topics = [tag.name for tag in story.tags.all()]
    return _each_once(story.headline, story.short_headline, story.standfirst, *names, *topics)


def _each_once(*parts):
    return " ".join(dict.fromkeys(fold("\n".join(parts)).split()))


def keep_words(*stories):
    """Write the words of stories, in place of earlier ones."""
    StoryWords.objects.bulk_create(
        [StoryWords(story_id=story.pk, words=desk_words_of(story)) for story in stories],
        update_conflicts=True,
        unique_fields=["story"],
        update_fields=["words"],
    )


def renew_words_soon(numbers, *, priority=0):
    """Have the words of many stories, given by number, written anew once this is committed."""
    numbers = sorted(set(numbers))
    for begin in range(0, len(numbers), AT_ONCE):
        defer(renew_words.using(priority=priority), numbers[begin : begin + AT_ONCE])


@background()
def renew_words(numbers):
    """Write the words of stories anew: a name, topic or caption of theirs is another now."""
    with transaction.atomic():
        # Locked: a story that is killed at this moment is to be left without a word.
        stories = Story.objects.not_killed().filter(pk__in=numbers).order_by("pk")
        stories = stories.select_for_update().prefetch_related("bylines__person", "tags")
        keep_words(*stories)
        keep_for_the_desk(*stories)
        copies = PublishedStory.objects.filter(pk__in=[story.pk for story in stories])
        keep_for_readers(*copies.prefetch_related("bylines__person", "tags"))


def words_of_picture(picture):
    """Everything the library finds a picture by; each word once."""
    keywords = [tag.name for tag in picture.keywords.all()]
    return _each_once(
        picture.caption,
        picture.alt,
        picture.credit,
        picture.byline,
        picture.source,
        picture.copyright,
        picture.place,
        picture.file_name,
        picture.notice,
        *keywords,
    )


def keep_picture_words(*pictures):
    """Write the words of pictures, in place of earlier ones."""
    PictureWords.objects.bulk_create(
        [
            PictureWords(
                picture_id=picture.pk,
                words=words_of_picture(picture),
                credit=_each_once(picture.credit, picture.byline, picture.source),
            )
            for picture in pictures
        ],
        update_conflicts=True,
        unique_fields=["picture"],
        update_fields=["words", "credit"],
    )


def renew_picture_words_soon(numbers):
    """Have the words of many pictures, given by number, written anew once this is committed."""
    numbers = sorted(set(numbers))
    for begin in range(0, len(numbers), AT_ONCE):
        defer(renew_picture_words, numbers[begin : begin + AT_ONCE])


@background()
def renew_picture_words(numbers):
    """Write the words of pictures anew: a keyword of theirs is called otherwise now."""
    with transaction.atomic():
        # Locked: what somebody says of one at this moment is not to be overwritten by what it was.
        pictures = Picture.objects.filter(pk__in=numbers).order_by("pk").select_for_update()
        keep_picture_words(*pictures.prefetch_related("keywords"))

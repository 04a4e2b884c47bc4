"""What search finds stories by: the folded words of each copy, a row for each story.

The database keeps an index of these rows by itself (a full-text table with triggers on SQLite, a
generated column on PostgreSQL; see `articles.search.laying`), so a row that is written is found,
and one that is deleted is not. A migration that alters these tables has to lay the index anew.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .dated import Dated


class IndexedWords(models.Model):
    """Folded words by where they stand; `marks` says what else narrows a search."""

    headline = models.TextField(blank=True)
    names = models.TextField(blank=True)
    about = models.TextField(blank=True)  # standfirst, dateline, captions, topics
    body = models.TextField(blank=True)
    marks = models.TextField(blank=True)

    class Meta:
        abstract = True


class ReadersIndex(IndexedWords, Dated):
    """What readers find a story by; `place` is its moment, so that an index is read by age."""

    place = models.BigAutoField(primary_key=True)  # given; on SQLite only so is it the row's id
    story = models.OneToOneField(
        "articles.PublishedStory", on_delete=models.CASCADE, related_name="found_by"
    )
    captions = models.TextField(blank=True)  # as they are read, for what a result shows
    is_learned = models.BooleanField(default=False)  # its words are counted among `KnownWord`s

    class Meta:
        verbose_name = _("words readers find a story by")

    def __str__(self):
        return self.headline


class DeskIndex(IndexedWords):
    """What the desk finds a story by, whatever its state."""

    story = models.OneToOneField(
        "articles.Story", primary_key=True, on_delete=models.CASCADE, related_name="found_by"
    )

    class Meta:
        verbose_name = _("words the desk finds a story by")

    def __str__(self):
        return self.headline


class KnownWord(models.Model):
    """A word that stands in stories, and in about how many."""

    word = models.CharField(max_length=60, unique=True)
    stories = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("known word")

    def __str__(self):
        return self.word


class Spelling(models.Model):
    """A way to a word that was misspelt: the word with a letter left out, or its skeleton."""

    key = models.CharField(max_length=60, db_index=True)
    word = models.ForeignKey(KnownWord, on_delete=models.CASCADE, related_name="spellings")

    class Meta:
        verbose_name = _("spelling of a word")

    def __str__(self):
        return self.key


class IndexState(models.Model):
    """In which language an index stems, and how far it is laid: down to `floor`, newest first."""

    name = models.CharField(max_length=20, primary_key=True)
    language = models.CharField(max_length=20, blank=True)
    floor = models.BigIntegerField(null=True, blank=True)  # None: all of it

    class Meta:
        verbose_name = _("state of an index")

    def __str__(self):
        return self.name

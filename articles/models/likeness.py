"""What stories are told to be alike by: their telling words, how common words are, and the result.

Kept by `articles.related`, which alone knows what the numbers mean.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LONGEST_WORD = 40


class WordCountQuerySet(models.QuerySet):
    def among(self, words):
        return self.filter(word__in=words)


class WordCount(models.Model):
    """In how many of the stories that were counted last a word stands; "" is how many they were.

    A word that stands in one of them alone has no row, nor has one that stands in none.
    """

    word = models.CharField(primary_key=True, max_length=LONGEST_WORD)
    stories = models.PositiveIntegerField()

    objects = WordCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of a word")

    def __str__(self):
        return f"{self.word}: {self.stories}"


class TellingWordQuerySet(models.QuerySet):
    def newest_with(self, word):
        return self.filter(word=word).order_by("-published_at", "-story")

    def shared_by(self, stories, words):
        return self.filter(story__in=stories, word__in=words)


class TellingWord(models.Model):
    """One of the few words that say most of what a story is about, folded."""

    story = models.ForeignKey(
        "articles.PublishedStory",
        on_delete=models.CASCADE,
        related_name="telling_words",
        db_index=False,  # the constraint's index begins with it
    )
    word = models.CharField(max_length=LONGEST_WORD)
    weight = models.FloatField()  # the squares of a story's weights make one
    published_at = models.DateTimeField()  # the story's

    objects = TellingWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("telling word")
        indexes = [
            models.Index(fields=["word", "-published_at", "-story"], name="newest_with_a_word"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story", "word"], name="word_tells_of_a_story_once"),
        ]

    def __str__(self):
        return self.word


class LikenessQuerySet(models.QuerySet):
    def of(self, story):
        return self.filter(story=story)

    def to(self, story):
        """The rows that hold `story` (a number) to be like another."""
        return self.filter(alike=story)

    def best_first(self):
        return self.order_by("-score", "-alike")


class Likeness(models.Model):
    """A story (`alike`) that is like another (`story`), both as readers get them."""

    story = models.ForeignKey(
        "articles.PublishedStory",
        on_delete=models.CASCADE,
        related_name="likenesses",
        db_index=False,  # the constraint's index begins with it
    )
    alike = models.ForeignKey(
        "articles.PublishedStory", on_delete=models.CASCADE, related_name="like_others"
    )
    score = models.FloatField()  # how alike, its age counted; the same today and in ten years

    objects = LikenessQuerySet.as_manager()

    class Meta:
        verbose_name = _("likeness of two stories")
        verbose_name_plural = _("likenesses of stories")
        indexes = [models.Index(fields=["story", "-score", "-alike"], name="most_alike_first")]
        constraints = [
            models.UniqueConstraint(fields=["story", "alike"], name="stories_are_alike_once"),
            models.CheckConstraint(
                name="story_is_not_alike_to_itself", condition=~Q(alike=F("story"))
            ),
        ]

    def __str__(self):
        return f"{self.story} ~ {self.alike}"

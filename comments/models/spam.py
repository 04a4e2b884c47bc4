"""What this newsroom's verdicts taught the spam score: how often each word stood in what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Lesson(models.TextChoices):
    NONE = "", _("None")
    SPAM = "spam", _("Spam")
    HAM = "ham", _("Wanted")


class SpamWordQuerySet(models.QuerySet):
    def known(self, words):
        return self.filter(word__in=words)

    def unused(self):
        """Those that stand in nothing any more, but for the count of the texts themselves."""
        return self.filter(spam=0, ham=0).exclude(word="")


class SpamWord(models.Model):
    """In how many taught replies a word stood; the empty word counts the replies themselves."""

    word = models.CharField(max_length=64, unique=True)
    spam = models.IntegerField(default=0)
    ham = models.IntegerField(default=0)

    objects = SpamWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("word of the spam score")
        verbose_name_plural = _("words of the spam score")
        constraints = [
            models.CheckConstraint(
                name="spam_word_is_counted_from_nought", condition=Q(spam__gte=0, ham__gte=0)
            ),
        ]

    def __str__(self):
        return self.word


class SpamLesson(models.Model):
    """The words that a reply taught, so that they can be unlearned without its text.

    They go when the reply does; what they taught stays.
    """

    reply = models.OneToOneField(
        "comments.Reply", on_delete=models.CASCADE, related_name="spam_lesson"
    )
    version = models.PositiveIntegerField()  # of the reply's text
    words = models.JSONField()

    class Meta:
        verbose_name = _("lesson of the spam score")
        verbose_name_plural = _("lessons of the spam score")

    def __str__(self):
        return f"{self.reply_id}"

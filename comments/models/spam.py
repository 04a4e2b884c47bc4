"""What this newsroom's verdicts taught the spam score: how often each word stood in what."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Lesson(models.TextChoices):
    NONE = "", _("None")
    SPAM = "spam", _("Spam")
    HAM = "ham", _("Wanted")


class SpamWord(models.Model):
    """In how many taught replies a word stood; the empty word counts the replies themselves."""

    word = models.CharField(max_length=64, unique=True)
    spam = models.IntegerField(default=0)
    ham = models.IntegerField(default=0)

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

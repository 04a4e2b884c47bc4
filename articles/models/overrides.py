"""Where a story says of a picture something else than the library does."""

import hashlib

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .clock import State


def digest_of(words):
    """What words are told apart by: long ones do not fit into an index of PostgreSQL."""
    return hashlib.sha256(words.encode()).hexdigest()


class OverrideQuerySet(models.QuerySet):
    def to_review(self):
        """Those whose library words have changed since somebody chose other ones."""
        return self.filter(changed_at__isnull=False)

    def of_stories_in_use(self):
        """Those of stories that are written or read: nobody looks after a withdrawn one."""
        return self.exclude(story__state__in=(State.WITHDRAWN, State.KILLED))

    def newest_first(self):
        return self.order_by("-changed_at", "-pk")

    def older_than(self, row):
        """Those that come after `row` in that order."""
        same = Q(changed_at=row.changed_at, pk__lt=row.pk)
        return self.filter(Q(changed_at__lt=row.changed_at) | same)


class Override(models.Model):
    """The caption or alt text of one story for a picture, and what the library said at that time.

    Rebuilt from the desk's copy with every save; see `articles.overrides`.
    """

    class Field(models.TextChoices):
        CAPTION = "caption", _("Caption")
        ALT = "alt", _("Alt text")

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="overrides")
    picture = models.ForeignKey(
        "articles.Picture", on_delete=models.CASCADE, related_name="overrides"
    )
    field = models.CharField(max_length=8, choices=Field)
    words = models.TextField()  # the story's
    digest = models.CharField(max_length=64, editable=False)  # of the words: see `digest_of`
    against = models.TextField(blank=True)  # the library's, when the story's were last looked at
    changed_at = models.DateTimeField(null=True)  # when the library came to say something else

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("caption of one story")
        verbose_name_plural = _("captions of one story")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "picture", "field", "digest"], name="override_is_noted_once"
            ),
            models.CheckConstraint(
                name="override_field_is_known", condition=Q(field__in=["caption", "alt"])
            ),
            models.CheckConstraint(name="override_has_words", condition=~Q(words="")),
        ]
        indexes = [
            models.Index(
                fields=["-changed_at"],
                name="overrides_to_review",
                condition=Q(changed_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.story}: {self.words[:60]}"

    @property
    def library_words(self):
        """What the library says now."""
        return getattr(self.picture, self.field)

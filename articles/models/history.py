"""What happened to a story: every save a revision, every move a row. Nothing here is changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .stories import State


class Revision(models.Model):
    """The whole desk copy as one save left it."""

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()  # 1, 2, 3 ... within the story
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    content = models.JSONField()  # see articles.copies.snapshot

    class Meta:
        verbose_name = _("revision")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "number"], name="revision_number_is_used_once_in_a_story"
            ),
        ]

    def __str__(self):
        return f"{self.content.get('headline', '')} ({self.number})"


class Move(models.Model):
    """A story went from one state to another: who, when and why."""

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=12, choices=State)
    to_state = models.CharField(max_length=12, choices=State)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(blank=True)
    revision_number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("move")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.verb}: {self.story}"

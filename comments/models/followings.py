"""Who is told by mail of new replies under a story, once they confirmed that they want it."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Following(models.Model):
    story = models.ForeignKey(
        "articles.Story", on_delete=models.CASCADE, related_name="reply_followings"
    )
    writer = models.ForeignKey(
        "comments.Writer", on_delete=models.CASCADE, related_name="followings"
    )
    digest = models.CharField(max_length=64, blank=True, default="")  # SHA-256, set when mailed
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # what appeared up to then was told

    GOOD_FOR = timedelta(hours=48)

    class Meta:
        verbose_name = _("following of a thread")
        verbose_name_plural = _("followings of threads")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "writer"], name="thread_is_followed_once_by_an_address"
            ),
            models.UniqueConstraint(
                fields=["digest"],
                name="following_link_belongs_to_one_following",
                condition=~Q(digest=""),
            ),
        ]
        indexes = [models.Index(fields=["confirmed_at"], name="following_confirmed")]

    def __str__(self):
        return f"{self.story_id}: {self.writer_id}"

"""The earlier words of a reply that was edited, by its writer or by a moderator."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class VersionQuerySet(models.QuerySet):
    def oldest_first(self):
        return self.order_by("number")

    def that_hold(self):
        """Those whose replacement was neither taken back nor brought earlier words back."""
        undone = models.Q(decision__taken_back_by__isnull=False)
        return self.exclude(undone | models.Q(decision__takes_back__isnull=False))

    def by_the_desk(self):
        """Those that a moderator replaced, not the writer."""
        return self.filter(replaced_by__isnull=False)


class Version(models.Model):
    """Words as they stood until `replaced_at`, and who replaced them (None: the writer)."""

    reply = models.ForeignKey("comments.Reply", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    comment = models.TextField(_("text"))
    replaced_at = models.DateTimeField(default=timezone.now)
    replaced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decision = models.OneToOneField(
        "comments.Decision", null=True, on_delete=models.SET_NULL, related_name="replaced_words"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")
        constraints = [
            models.UniqueConstraint(
                fields=["reply", "number"], name="version_of_a_reply_has_its_own_number"
            ),
        ]

    def __str__(self):
        return f"{self.reply_id}: {self.number}"

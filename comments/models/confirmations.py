"""The question "was it you?", sent to an address: a one-time token, kept as its hash."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

GOOD_FOR = timedelta(hours=48)


def expiry():
    return timezone.now() + GOOD_FOR


class ConfirmationQuerySet(models.QuerySet):
    def asked_of(self, writer):
        return self.filter(reply__writer=writer)

    def open(self):
        """Those that somebody may yet press the button of."""
        return self.filter(used_at=None, reply__state="unconfirmed", expires_at__gt=timezone.now())

    def with_mail_parts(self):
        """With what a mail about each says."""
        return self.select_related("reply__writer")

    def since(self, moment):
        return self.filter(asked_at__gt=moment)


class Confirmation(models.Model):
    reply = models.ForeignKey(
        "comments.Reply", on_delete=models.CASCADE, related_name="confirmations"
    )
    digest = models.CharField(max_length=64, blank=True, default="")  # SHA-256, set when mailed
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=expiry)
    used_at = models.DateTimeField(null=True)
    asked_by_mail_at = models.DateTimeField(null=True)
    ask_after = models.DateTimeField(null=True, default=timezone.now)  # see models.telling

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        indexes = [
            models.Index(
                fields=["ask_after"],
                name="confirmation_owed",
                condition=Q(asked_by_mail_at__isnull=True, ask_after__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["digest"],
                name="confirmation_link_belongs_to_one_reply",
                condition=~Q(digest=""),
            ),
            models.CheckConstraint(
                name="confirmation_expires_after_it_was_asked",
                condition=Q(expires_at__gt=models.F("asked_at")),
            ),
        ]

    def __str__(self):
        return f"{self.reply_id}: {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_used(self):
        return self.used_at is not None

    @property
    def has_expired(self):
        return self.expires_at <= timezone.now()

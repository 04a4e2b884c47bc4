"""Links that show an unpublished story to somebody without an account: a lawyer, a source."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ShareLinkQuerySet(models.QuerySet):
    def open(self):
        """Links that still lead somewhere."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class ShareLink(models.Model):
    """One link: for whom, until when, how often it was opened. Its address is signed."""

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="shares")
    whom = models.CharField(_("for whom"), max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    expires_at = models.DateTimeField(_("until"))
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    openings = models.PositiveIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("share link")
        verbose_name_plural = _("share links")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="share_link_is_for_somebody", condition=~Q(whom="")),
            models.CheckConstraint(
                name="share_link_ends_after_it_begins",
                condition=Q(expires_at__gt=models.F("made_at")),
            ),
        ]

    def __str__(self):
        return f"{self.story}: {self.whom}"

    @property
    def is_open(self):
        """Whether it leads somewhere; says the same as `open` does of rows."""
        return self.revoked_at is None and self.expires_at > timezone.now()

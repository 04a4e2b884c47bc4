"""Which moderators are mailed what waits, and for which hour each was told last."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DigestQuerySet(models.QuerySet):
    def before(self, slot):
        """Those that were not told for the hour that `slot` is, and that no worker tells now."""
        now = timezone.now()
        untold = models.Q(told_for=None) | models.Q(told_for__lt=slot)
        free = models.Q(tell_after=None) | models.Q(tell_after__lte=now)
        return self.filter(untold, free)

    def unwanted(self):
        return self.filter(is_wanted=False)


class Digest(models.Model):
    """One account's digest: on, until they turn it off."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reply_digest"
    )
    is_wanted = models.BooleanField(_("mail me what waits for moderators"), default=True)
    told_for = models.DateTimeField(null=True)  # the hour up to which nothing is owed
    tell_after = models.DateTimeField(null=True)  # while a worker mails it, nobody else does

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = _("digest of replies")
        verbose_name_plural = _("digests of replies")

    def __str__(self):
        return str(self.account)

"""What was corrected, and when: a ledger that is only added to."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CorrectionQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-made_at", "-pk")

    def on_live_stories(self):
        return self.filter(story__published__published_at__lte=timezone.now())


class Correction(models.Model):
    story = models.ForeignKey(
        "articles.Story", on_delete=models.CASCADE, related_name="corrections"
    )
    text = models.TextField(
        _("correction"), help_text=_("What was wrong and what is right, in a sentence or two.")
    )
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints = [
            models.CheckConstraint(name="correction_says_something", condition=~models.Q(text="")),
        ]

    def __str__(self):
        return self.text[:80]

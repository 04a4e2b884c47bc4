"""What was corrected, and when: a ledger that is only added to."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .dated import live


class LedgerIsKept(Exception):
    """Somebody tried to take a line out of the ledger."""


class CorrectionQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-made_at", "-pk")

    def on_live_stories(self):
        return self.filter(live(copy="story__published"))

    def standing(self):
        """Those that no later one has taken the place of."""
        return self.filter(superseded_by=None)

    def delete(self):
        raise LedgerIsKept(_("A correction stays where it was made: supersede it instead."))


class Correction(models.Model):
    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correction")
        CLARIFICATION = "clarification", _("Clarification")

    class Place(models.TextChoices):
        FOOT = "foot", _("Under the story")
        TOP = "top", _("Above the story")

    story = models.ForeignKey(
        "articles.Story", on_delete=models.PROTECT, related_name="corrections"
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind, default=Kind.CORRECTION)
    wrong = models.TextField(
        _("what was wrong"),
        blank=True,
        help_text=_("What readers were told before, in a sentence."),
    )
    text = models.TextField(
        _("correction"), help_text=_("What was wrong and what is right, in a sentence or two.")
    )
    place = models.CharField(_("where it stands"), max_length=4, choices=Place, default=Place.FOOT)
    # What readers saw when it was made, and what they saw next; filled once, by publishing.
    before_number = models.PositiveIntegerField(null=True, editable=False)
    after_number = models.PositiveIntegerField(null=True, editable=False)
    superseded_by = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
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
            models.CheckConstraint(
                name="correction_does_not_supersede_itself",
                condition=~models.Q(superseded_by=models.F("pk")),
            ),
        ]

    def __str__(self):
        return self.text[:80]

    def delete(self, *args, **kwargs):
        raise LedgerIsKept(_("A correction stays where it was made: supersede it instead."))

"""Who has a story open, and what they typed there that is not saved yet: one row for each."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

HERE_FOR = timedelta(seconds=60)  # after the form was last heard of


class OpenFormQuerySet(models.QuerySet):
    def here(self):
        """Those whose form was heard of a moment ago."""
        return self.filter(seen_at__gt=timezone.now() - HERE_FOR)

    def unsaved(self):
        """Those that hold words which were typed and not saved."""
        return self.exclude(fields=None)


class OpenForm(models.Model):
    """One person's open form of one story, or of a story that it will begin."""

    story = models.ForeignKey(
        "articles.Story", null=True, on_delete=models.CASCADE, related_name="open_forms"
    )
    begun_by = models.CharField(max_length=32, blank=True)  # the form's mark, before there is one
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="open_forms"
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True)  # null once it was closed
    typed_at = models.DateTimeField(null=True)
    based_on = models.PositiveIntegerField(default=0)
    fields = models.JSONField(null=True)  # the form as it would be sent: {name: [values]}

    objects = OpenFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("open form")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "account"],
                condition=Q(story__isnull=False),
                name="one_open_form_for_a_person_and_a_story",
            ),
            models.UniqueConstraint(
                fields=["begun_by", "account"],
                condition=Q(story__isnull=True),
                name="one_open_form_for_a_person_and_a_beginning",
            ),
            models.CheckConstraint(
                name="open_form_is_of_a_story_or_a_beginning",
                condition=Q(story__isnull=False, begun_by="")
                | (Q(story__isnull=True) & ~Q(begun_by="")),
            ),
        ]

    def __str__(self):
        return f"{self.account}: {self.story or self.begun_by}"

"""What was corrected, and when: a ledger that is only added to.

The rule is kept here and not by triggers of the database: SQLite loses those whenever a migration
makes the table anew, and could not `flush` with them.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .dated import live

# What is written into a line after it was made, each once: what took its place, what readers saw
# next. Nothing else of it is ever changed.
FILLED_LATER = {"superseded_by", "superseded_by_id", "after_number"}

HEAVY = ("body", "text", "related")  # columns of a story that no list needs


class LedgerIsKept(Exception):
    """Somebody tried to take a line out of the ledger, or to write over it."""


class CorrectionQuerySet(models.QuerySet):
    moment = "made_at"  # the field that lists go by
    place = "pk"

    def newest_first(self):
        return self.order_by("-made_at", "-pk")

    def oldest_first(self):
        return self.order_by("made_at", "pk")

    def live(self):
        """Those of stories that readers see."""
        return self.filter(live(copy="story__published"))

    def older_than(self, moment, pk):
        """The rows that follow (`moment`, row `pk`) in `newest_first` order."""
        beside = Q(made_at=moment, pk__lt=pk)
        return self.filter(Q(made_at__lt=moment) | beside, made_at__lte=moment)

    def newer_than(self, moment, pk):
        """The rows that stand before (`moment`, row `pk`) in `newest_first` order."""
        beside = Q(made_at=moment, pk__gt=pk)
        return self.filter(Q(made_at__gt=moment) | beside, made_at__gte=moment)

    def about(self, story):
        return self.filter(story=story)

    def standing(self):
        """Those that no later one has taken the place of."""
        return self.filter(superseded_by=None)

    def by_story(self, stories):
        """Those of each of `stories`, by the story's id; an empty list where there is none."""
        found = {story.pk: [] for story in stories}
        for correction in self.filter(story__in=found):
            found[correction.story_id].append(correction)
        return found

    def as_they_stand(self, ids):
        """Those of `ids` that stand, by id, each with its story and those that it replaced."""
        stories = self.filter(pk__in=ids).values("story")
        rows = self.filter(story__in=stories).newest_first().with_story()
        return {row.pk: row for row in standing(list(rows)) if row.pk in set(ids)}

    def with_story(self):
        """With the headline and the address of the story as readers know it."""
        heavy = ("story__body", *(f"story__published__{name}" for name in HEAVY))
        return self.select_related("story__published").defer(*heavy)

    def put_right_in(self, number):
        """Say of those that waited for it that readers see them put right in version `number`."""
        waiting = self.filter(after_number=None, before_number__isnull=False)
        return waiting.exclude(before_number=number).update(after_number=number)

    def update(self, **values):
        if set(values) - FILLED_LATER:
            raise LedgerIsKept(_("A correction is never written over: supersede it instead."))
        return super().update(**values)

    def delete(self):
        raise LedgerIsKept(_("A correction stays where it was made: supersede it instead."))


def standing(rows):
    """The corrections among `rows`, all of some stories, that nothing took the place of.

    They keep their order; each has as `older` those that it replaced, the newest first.
    """
    replaced = {row.superseded_by_id: row for row in rows if row.superseded_by_id}
    found = [row for row in rows if row.superseded_by_id is None]
    for row in found:
        row.older, before = [], row
        while before := replaced.get(before.pk):
            row.older.append(before)
    return found


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
        indexes = [models.Index(fields=["-made_at", "-id"], name="correction_newest")]
        constraints = [
            models.CheckConstraint(name="correction_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="correction_does_not_supersede_itself",
                condition=~Q(superseded_by=models.F("pk")),
            ),
        ]

    def __str__(self):
        return self.text[:80]

    def save(self, *args, **kwargs):
        changed = set(kwargs.get("update_fields") or ["text"])
        if not self._state.adding and changed - FILLED_LATER:
            raise LedgerIsKept(_("A correction is never written over: supersede it instead."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise LedgerIsKept(_("A correction stays where it was made: supersede it instead."))

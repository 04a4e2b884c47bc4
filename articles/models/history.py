"""What happened to a story: every save a revision, every move a row. Nothing here is changed."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .clock import State


class RevisionQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-number")

    def before(self, number):
        return self.filter(number__lt=number)

    def numbered(self, numbers):
        return self.filter(number__in=numbers)

    def naming(self, story):
        """Those that keep what `story` was called, as something they point to."""
        return self.filter(names__stories__has_key=str(story.pk))

    def with_people(self):
        return self.select_related("made_by")

    def without_content(self):
        """For lists: who, when and what changed, and none of the text itself."""
        return self.defer("content", "names")


class Revision(models.Model):
    """The whole desk copy as one save left it."""

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()  # 1, 2, 3 ... within the story
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The revision that whoever saved had before them; later than it where they chose between two.
    based_on = models.PositiveIntegerField(null=True)
    restored_from = models.PositiveIntegerField(null=True)
    changed = models.JSONField(default=list)  # names of what differs from the one before
    content = models.JSONField()  # see articles.copies.snapshot
    names = models.JSONField(default=dict)  # what its ids were called, see articles.copies.names_in

    objects = RevisionQuerySet.as_manager()

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

    @property
    def whole(self):
        """The content, with what contents of an earlier time do not have as empty."""
        return {"lead_alt": "", **self.content}


class MoveQuerySet(models.QuerySet):
    def promising(self):
        """The moves by which a story was scheduled, the last one first."""
        return self.filter(verb__in=["schedule", "reschedule"]).order_by("-made_at", "-pk")

    def made_at_revisions(self, first, last=None):
        """The moves made while a revision from `first` to `last` was the newest."""
        found = self.filter(revision_number__gte=first)
        return found if last is None else found.filter(revision_number__lte=last)

    def that_overrode(self):
        """Those made although something was missing."""
        return self.exclude(overridden=[])


class Move(models.Model):
    """A story went from one state to another, or its plan changed: who, when and why."""

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="moves")
    verb = models.CharField(max_length=20)
    from_state = models.CharField(max_length=12, choices=State)
    to_state = models.CharField(max_length=12, choices=State)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(  # nobody where the clock did it, see `is_by_the_clock`
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_by_the_clock = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    overridden = models.JSONField(default=list)  # sentences of what was missing all the same
    plan = models.JSONField(default=dict)  # the moments that were set: {"publish_at": iso or None}
    revision_number = models.PositiveIntegerField()

    objects = MoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("move")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="what_was_overridden_has_a_reason",
                condition=Q(overridden=[]) | ~Q(note=""),
            ),
        ]

    def __str__(self):
        return f"{self.verb}: {self.story}"


class PublishedVersionQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-shown_from", "-pk")

    def to_come(self):
        """Those that an embargo keeps from readers still."""
        return self.filter(shown_from__gt=timezone.now())

    def of_public_history(self, moment=None):
        """Those that readers saw since the story last came back to them, withheld ones too."""
        withdrawals = Move.objects.filter(
            story=OuterRef("story"), to_state=State.WITHDRAWN, made_at__gte=OuterRef("shown_from")
        )
        return self.filter(~Exists(withdrawals), shown_from__lte=moment or timezone.now())

    def of(self, story):
        return self.filter(story=story)

    def of_revisions(self, first, last):
        """Those of the revisions from number `first` to number `last`."""
        return self.filter(revision__number__range=(first, last))

    def shown(self):
        """Those that are not withheld."""
        return self.filter(withheld_at=None)

    def later_of_public_history(self, moment=None):
        """All but the first: where there is one, there is something to tell."""
        return self.of_public_history(moment).order_by("shown_from", "pk")[1:]

    def numbered(self, pk):
        return self.filter(pk=pk)

    def older_than(self, version):
        beside = Q(shown_from=version.shown_from, pk__lt=version.pk)
        return self.filter(Q(shown_from__lt=version.shown_from) | beside)


class PublishedVersion(models.Model):
    """A revision that readers have seen, from one moment on.

    The public history of a story is made of these. One that is withheld stays in the desk's.
    """

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="versions")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    shown_from = models.DateTimeField()
    withheld_at = models.DateTimeField(null=True)
    withheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(blank=True)

    objects = PublishedVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published version")
        ordering = ["-shown_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="withheld_version_says_why", condition=Q(withheld_at=None) | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return f"{self.story} ({self.shown_from:%Y-%m-%d %H:%M})"


class SealedCopy(models.Model):
    """What a killed story was, for those who may still read it, and what the kill found.

    Nothing else of it stays: the desk's copy is emptied and its revisions are in here.
    """

    story = models.OneToOneField("articles.Story", on_delete=models.PROTECT, related_name="sealed")
    headline = models.CharField(_("headline"), max_length=300)
    killed_at = models.DateTimeField(_("killed"))
    killed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reason"))
    notice = models.TextField(_("notice to readers"), blank=True)
    content = models.JSONField()  # see articles.workflow.sealing.everything_of
    places = models.JSONField(default=list)  # [{"kind":, "words":, "url":, "story": id or None}]

    class Meta:
        verbose_name = _("sealed copy of a killed story")
        verbose_name_plural = _("sealed copies")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(name="kill_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self):
        return self.headline

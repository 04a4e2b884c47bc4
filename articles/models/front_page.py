"""The front page as editors decide it: one edition after the other, and what each of them pins.

An edition that readers have seen is never changed: the next one takes its place. Which one is the
present one is decided by the clock when the page is asked for.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .clock import State

LONGEST_STRIP = 120  # letters: two lines on a phone
LONG_TEXTS = (
    "story__body",
    "story__published__body",
    "story__published__text",
    "story__published__related",
)


class FrontEditionQuerySet(models.QuerySet):
    def gone_live(self, moment=None):
        """The editions whose moment has come, the present one first."""
        gone = self.filter(goes_live_at__lte=moment or timezone.now())
        return gone.order_by("-goes_live_at", "-pk")

    def before(self, edition):
        """The editions whose place one that is live or scheduled took, the last one first."""
        earlier = Q(goes_live_at__lt=edition.goes_live_at)
        beside = Q(goes_live_at=edition.goes_live_at, pk__lt=edition.pk)
        return self.filter(earlier | beside).order_by("-goes_live_at", "-pk")

    def coming(self, moment=None):
        """The editions that go live by the clock, the next one first."""
        coming = self.filter(goes_live_at__gt=moment or timezone.now())
        return coming.order_by("goes_live_at", "pk")

    def begun_by_form(self, mark):
        """The edition that a form with this mark has begun, or None."""
        return self.filter(begun_by=mark).first() if mark else None

    def being_prepared(self):
        return self.filter(goes_live_at=None).order_by("-changed_at", "-pk")

    def present_and_coming(self, moment=None):
        """What readers see now and what is scheduled for them."""
        present = models.Subquery(self.model.objects.gone_live(moment).values("pk")[:1])
        return self.filter(Q(pk=present) | Q(goes_live_at__gt=moment or timezone.now()))

    def deciding_on_strip(self):
        """The editions that say which strip stands there, or that none does; others keep it."""
        return self.filter(keeps_strip=False)

    def with_strip_about(self, story):
        """The edition whose strip stands there and those to come that have one about a story."""
        standing = self.model.objects.gone_live().deciding_on_strip().values("pk")[:1]
        is_asked = Q(pk=models.Subquery(standing)) | Q(goes_live_at__gt=timezone.now())
        return self.filter(is_asked, strip_story=story)

    def with_strip(self):
        """With what the breaking strip shows, and no more: every page asks for it."""
        return self.select_related("strip_story__published").only(
            "keeps_strip",
            "strip_words",
            "strip_until",
            "strip_story__published__day",
            "strip_story__published__slug",
            "strip_story__published__published_at",
            "strip_story__published__embargo_until",
            "strip_story__published__withdraw_at",
        )

    def with_everything(self):
        """With what the desk says of an edition: two queries for any number."""
        places = (
            FrontPlace.objects.select_related("section", "story__published")
            .defer(*LONG_TEXTS)
            .order_by("kind", "section__position", "section", "position")
        )
        return (
            self.select_related("changed_by", "decided_by", "strip_story__published")
            .defer(*(f"strip_{name}" for name in LONG_TEXTS))
            .prefetch_related(Prefetch("places", places))
        )


class FrontEdition(models.Model):
    """The front page as it stands from one moment on; without a moment it is being prepared."""

    note = models.CharField(
        gettext_lazy("note"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("For your colleagues: why the page changes."),
    )
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    saves = models.PositiveIntegerField(default=1)  # while it was being prepared
    planned_for = models.DateTimeField(null=True)  # typed, and not decided yet
    goes_live_at = models.DateTimeField(gettext_lazy("goes live"), null=True)
    decided_at = models.DateTimeField(null=True)  # when somebody put it live or scheduled it
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The mark of the form that began it: however often that is sent, it begins one edition.
    begun_by = models.CharField(max_length=32, null=True, blank=True, unique=True)

    # Whatever strip stands there at its moment stays, until that strip's own end.
    keeps_strip = models.BooleanField(default=False)
    strip_words = models.CharField(
        gettext_lazy("words of the strip"), max_length=LONGEST_STRIP, blank=True
    )
    strip_story = models.ForeignKey(
        "articles.Story", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    strip_until = models.DateTimeField(gettext_lazy("the strip ends"), null=True)

    objects = FrontEditionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("edition of the front page")
        verbose_name_plural = gettext_lazy("front page")
        default_permissions = ("view", "change")
        indexes = [
            models.Index(fields=["-goes_live_at", "-id"], name="front_edition_by_moment"),
            models.Index(
                fields=["-goes_live_at", "-id"],
                name="front_edition_deciding_strip",
                condition=Q(keeps_strip=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="live_front_edition_was_decided",
                condition=Q(goes_live_at=None, decided_at=None)
                | Q(goes_live_at__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="front_edition_is_decided_before_it_goes_live",
                condition=Q(goes_live_at=None) | Q(goes_live_at__gte=F("decided_at")),
            ),
            models.CheckConstraint(
                name="breaking_strip_has_words_and_an_end",
                condition=Q(strip_words="", strip_until=None, strip_story=None)
                | (~Q(strip_words="") & Q(strip_until__isnull=False)),
            ),
            models.CheckConstraint(
                name="edition_that_keeps_the_strip_has_none_of_its_own",
                condition=Q(keeps_strip=False) | Q(strip_words=""),
            ),
        ]

    def __str__(self):
        return _("Edition %(number)s") % {"number": self.pk}

    @property
    def told_strip(self):
        """The words of the strip as the desk's history tells them: none about a killed story."""
        if self.strip_story and self.strip_story.state == State.KILLED:
            return _("about a killed story")
        return self.strip_words

    @property
    def is_being_prepared(self):
        return self.goes_live_at is None

    @property
    def is_coming(self):
        return self.goes_live_at is not None and self.goes_live_at > timezone.now()


class FrontPlaceQuerySet(models.QuerySet):
    def present(self, moment=None):
        """What the present edition pins."""
        present = FrontEdition.objects.gone_live(moment).values("pk")[:1]
        return self.filter(edition=models.Subquery(present))

    def coming_of(self, stories):
        """The places that any of `stories` has in editions that go live by the clock."""
        coming = FrontEdition.objects.coming().values("pk")
        rows = self.filter(story__in=stories, edition__in=coming)
        return rows.select_related("edition", "section").order_by("edition__goes_live_at", "pk")

    def showing(self, story):
        """The places that a story has on the present page and on those that are scheduled."""
        return self.filter(
            story=story, edition__in=FrontEdition.objects.present_and_coming().values("pk")
        )


class FrontPlace(models.Model):
    """A story pinned to a place of the front page; a place nobody pinned fills itself."""

    class Kind(models.TextChoices):
        LEAD = "lead", gettext_lazy("Lead")
        SECONDARY = "secondary", gettext_lazy("Secondary")
        SECTION = "section", gettext_lazy("Section")

    edition = models.ForeignKey(FrontEdition, on_delete=models.CASCADE, related_name="places")
    kind = models.CharField(max_length=9, choices=Kind)
    section = models.ForeignKey(
        "articles.Section", null=True, on_delete=models.CASCADE, related_name="front_places"
    )
    position = models.PositiveSmallIntegerField(default=1)  # 1, 2, 3 ... within its kind or section
    story = models.ForeignKey(
        "articles.Story", on_delete=models.CASCADE, related_name="front_places"
    )

    objects = FrontPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("place on the front page")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="front_place_is_of_a_known_kind",
                condition=Q(kind__in=["lead", "secondary", "section"]),
            ),
            models.CheckConstraint(
                name="section_place_names_its_section",
                condition=Q(kind="section", section__isnull=False)
                | (~Q(kind="section") & Q(section=None)),
            ),
            models.CheckConstraint(
                name="front_page_has_one_lead", condition=~Q(kind="lead") | Q(position=1)
            ),
            models.UniqueConstraint(
                fields=["edition", "kind", "position"],
                condition=Q(section=None),
                name="top_place_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["edition", "section", "position"],
                condition=Q(section__isnull=False),
                name="section_place_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["edition", "story"], name="story_stands_once_on_a_front_page"
            ),
        ]

    def __str__(self):
        return name_of_place(self.kind, self.position, self.section)


def name_of_place(kind, position, section=None):
    """How the desk calls a place: “Lead”, “Secondary 2”, “Town 1”."""
    if kind == FrontPlace.Kind.LEAD:
        return str(FrontPlace.Kind.LEAD.label)
    if kind == FrontPlace.Kind.SECONDARY:
        return _("Secondary %(position)s") % {"position": position}
    return _("%(section)s %(position)s") % {"section": section, "position": position}

"""The picture library: one record for each photograph, wherever it is used.

A picture's credit belongs to the picture, so it is right everywhere at once and cannot get lost
on the way into a story.
"""

import hashlib
import json

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from articles import dependence, imaging
from articles.body import is_visible, shorten

from .licences import IS_NOT_AS_TAKEN, DigitalSource, Licence
from .picture_uses import PictureQuerySet
from .rights import Rights

# The words that a rendition carries inside.
CARRIED = (
    "credit",
    "byline",
    "copyright",
    "usage_terms",
    "source",
    "licence_address",
    "digital_source",
)


def originals():
    return storages["originals"]


def original_path(picture, filename):
    """Where an original lies: named by its content, never by what the uploader called it."""
    return f"{picture.checksum[:2]}/{picture.checksum}.{picture.format.lower()}"


class Picture(Rights, models.Model):
    original = models.FileField(
        _("file"), storage=originals, upload_to=original_path, max_length=200
    )
    format = models.CharField(max_length=8, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    checksum = models.CharField(max_length=64, editable=False, db_index=True)  # SHA-256, hex
    key = models.CharField(max_length=24, editable=False, db_index=True)
    colour = models.CharField(max_length=7, editable=False, default="#888888")
    size = models.PositiveBigIntegerField(editable=False, default=0)  # of the original, in bytes
    boxes = models.JSONField(editable=False, default=dict)  # its crops by hand, by name: see save
    made_for = models.CharField(  # of which table its renditions are: see renditions.places
        max_length=12, editable=False, default="", db_index=True
    )
    frames = models.PositiveIntegerField(editable=False, default=1)  # more than one: it moves
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True, editable=False)
    from_file = models.JSONField(editable=False, default=dict)  # what the file said of itself
    content_credentials = models.JSONField(editable=False, null=True)  # C2PA, where it was read
    # A perceptual hash of 64 bits in four parts: pictures alike differ in few bits.
    look_0 = models.PositiveIntegerField(editable=False, null=True)
    look_1 = models.PositiveIntegerField(editable=False, null=True)
    look_2 = models.PositiveIntegerField(editable=False, null=True)
    look_3 = models.PositiveIntegerField(editable=False, null=True)

    caption = models.TextField(
        _("caption"), blank=True, help_text=_("Who, what, where and when. Shown under the picture.")
    )
    alt = models.CharField(
        _("alt text"),
        max_length=400,
        blank=True,
        help_text=_("What a reader who cannot see the picture needs to know."),
    )
    is_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("It tells nothing that the text does not: those who cannot see it skip it."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=200,
        blank=True,
        help_text=_("As it has to be shown, such as “Photo: A. Photographer/Agency”."),
    )
    byline = models.CharField(_("photographer"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    copyright = models.CharField(_("copyright"), max_length=200, blank=True)
    notice = models.TextField(
        _("notice to editors"),
        blank=True,
        help_text=_("For the desk; readers see it only where the box below says so."),
    )
    keywords = TaggableManager(
        _("keywords"), through="articles.PictureKeyword", blank=True, related_name="pictures"
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    digital_source = models.CharField(
        _("how it was made"), max_length=40, choices=DigitalSource, blank=True
    )
    keep_animation = models.BooleanField(
        _("keep the animation"),
        default=False,
        help_text=_("Without this, readers see the first frame alone."),
    )
    show_notice = models.BooleanField(_("show the notice to readers"), default=False)
    licence = models.CharField(  # empty: nobody has said yet
        _("licence"), max_length=20, choices=Licence, blank=True
    )
    licence_version = models.CharField(_("licence version"), max_length=10, blank=True)
    licence_url = models.URLField(_("address of the licence"), blank=True)
    usage_terms = models.TextField(
        _("usage terms"), blank=True, help_text=_("What the rights holder asks of whoever uses it.")
    )
    for_web = models.BooleanField(_("cleared for our pages"), default=True)
    for_social = models.BooleanField(_("cleared for cards on other sites"), default=True)
    for_feeds = models.BooleanField(_("cleared for feeds"), default=True)
    for_print = models.BooleanField(_("cleared for print"), default=True)
    rights_from = models.DateField(
        _("rights begin"),
        null=True,
        blank=True,
        help_text=_("The first day on which we may publish it; empty where there is none."),
    )
    rights_until = models.DateField(
        _("rights end"),
        null=True,
        blank=True,
        help_text=_("The last day on which we may publish it; empty where there is none."),
    )
    focal_x = models.FloatField(
        _("focal point, from the left"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("0 is the left edge, 1 the right. Crops keep this point in sight."),
    )
    focal_y = models.FloatField(
        _("focal point, from the top"),
        default=0.5,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
        help_text=_("0 is the top edge, 1 the bottom."),
    )
    fallback = models.ForeignKey(
        "self",
        verbose_name=_("picture in its stead"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        db_index=False,  # nearly all have none: see the index for those that do
        related_name="stands_in_for",
        help_text=_("Shown where this one may not be shown any more; else the newspaper's own."),
    )
    blocked_at = models.DateTimeField(_("blocked"), null=True, editable=False)
    blocked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    blocked_reason = models.TextField(_("why it is blocked"), blank=True, editable=False)
    end_noted = models.DateField(null=True, editable=False)  # the last day of an end in the history
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL
    )

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [
            models.Index(
                fields=["rights_until"],
                name="picture_by_end_of_rights",
                condition=Q(rights_until__isnull=False),
            ),
            models.Index(fields=["-uploaded_at", "-id"], name="picture_newest"),
            models.Index(
                fields=["licence", "-uploaded_at", "-id"], name="picture_newest_of_licence"
            ),
            models.Index(
                fields=["uploaded_by", "-uploaded_at", "-id"], name="picture_newest_of_uploader"
            ),
            models.Index(
                fields=["-uploaded_at", "-id"],
                name="picture_newest_uncredited",
                condition=Q(credit=""),
            ),
            models.Index(
                fields=["-uploaded_at", "-id"],
                name="picture_newest_without_alt",
                condition=Q(alt="", is_decorative=False),
            ),
            models.Index(
                fields=["-uploaded_at", "-id"],
                name="picture_newest_blocked",
                condition=Q(blocked_at__isnull=False),
            ),
            models.Index(
                fields=["-uploaded_at", "-id"],
                name="picture_newest_not_cleared",
                condition=Q(for_web=False),
            ),
            models.Index(
                fields=["-uploaded_at", "-id"],
                name="picture_newest_not_as_taken",
                condition=IS_NOT_AS_TAKEN,
            ),
            models.Index(
                fields=["fallback"],
                name="picture_by_what_stands_in",
                condition=Q(fallback__isnull=False),
            ),
            models.Index(
                fields=["rights_from"],
                name="picture_by_begin_of_rights",
                condition=Q(rights_from__isnull=False),
            ),
            *(
                models.Index(fields=[f"look_{part}"], name=f"picture_by_look_{part}")
                for part in range(4)
            ),
        ]
        permissions = [("block_picture", "Can block a picture at once")]
        constraints = [
            models.CheckConstraint(
                name="picture_has_a_size", condition=Q(width__gt=0, height__gt=0)
            ),
            models.CheckConstraint(
                name="focal_point_lies_in_the_picture",
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
            ),
            models.CheckConstraint(
                name="picture_rights_begin_before_they_end",
                condition=Q(rights_from=None)
                | Q(rights_until=None)
                | Q(rights_from__lte=models.F("rights_until")),
                violation_error_message=_("The rights end before they begin."),
            ),
            models.CheckConstraint(
                name="picture_is_blocked_for_a_reason",
                condition=Q(blocked_at=None, blocked_reason="")
                | (Q(blocked_at__isnull=False) & ~Q(blocked_reason="")),
            ),
            models.CheckConstraint(
                name="picture_does_not_stand_in_for_itself",
                condition=Q(fallback=None) | ~Q(fallback=models.F("pk")),
                violation_error_message=_("A picture cannot stand in for itself."),
            ),
            models.CheckConstraint(
                name="decorative_picture_has_no_alt_text",
                condition=Q(is_decorative=False) | Q(alt=""),
                violation_error_message=_(
                    "A decorative picture has no alt text: empty it, or take the mark away."
                ),
            ),
        ]

    def __str__(self):
        words = shorten(self.caption or self.alt, 80)
        return words or _("Picture %(number)s") % {"number": self.pk}

    def save(self, *args, **kwargs):
        """What a reader would not see of credit or alt text is kept as nothing.

        So `is_usable` and the queryset's `usable` mean the same. Crops by hand are copied into
        `boxes`, so that a page asks for them with the picture.
        """
        self.credit = self.credit if is_visible(self.credit) else ""
        self.alt = self.alt if is_visible(self.alt) else ""
        self.boxes = self._boxes()
        self.key = self.rendition_key()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "key", "boxes"}
        super().save(*args, **kwargs)

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        dependence.on(f"picture:{row.pk}")
        return row

    def rendition_key(self):
        """What the addresses of its renditions begin with.

        It changes with all that its files show or carry inside, and with how they are encoded, so
        a rendition can be cached for ever.
        """
        recipe = [
            imaging.RECIPE,
            self.checksum,
            f"{self.focal_x:.3f}:{self.focal_y:.3f}",
            self.boxes,
            self.moves,
            *(getattr(self, name) for name in CARRIED),
        ]
        return hashlib.sha256(json.dumps(recipe, sort_keys=True).encode()).hexdigest()[:24]

    def _boxes(self):
        if self.pk is None:
            return {}
        crops = self.crops.values_list("crop", "left", "top", "width", "height")
        return {crop: [round(part, 4) for part in box] for crop, *box in crops}

    @property
    def moves(self):
        """Whether readers get it moving."""
        return self.keep_animation and self.frames > 1

    @property
    def is_usable(self):
        return bool(self.credit and (self.alt or self.is_decorative))

    @property
    def missing(self):
        """What still keeps this picture out of stories, as words."""
        return self.missing_with("")

    def missing_with(self, alt):
        """What a use with this alt text of its own, or with none, still lacks, as words."""
        return [
            words
            for value, words in (
                (self.credit, _("credit")),
                (alt or self.alt or self.is_decorative, _("alt text")),
            )
            if not value
        ]

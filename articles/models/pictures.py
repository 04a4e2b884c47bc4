"""The picture library: one record for each photograph, wherever it is used.

A picture's credit belongs to the picture, so it is right everywhere at once and cannot get lost
on the way into a story.
"""

import hashlib

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.body import is_visible, shorten

from .dated import live
from .links import Reference
from .people import Person
from .published import PublishedStory


def originals():
    return storages["originals"]


def original_path(picture, filename):
    """Where an original lies: named by its content, never by what the uploader called it."""
    return f"{picture.checksum[:2]}/{picture.checksum}.{picture.format.lower()}"


class Licence(models.TextChoices):
    STAFF = "staff", _("Staff photograph")
    COMMISSIONED = "commissioned", _("Commissioned")
    AGENCY = "agency", _("Agency")
    HANDOUT = "handout", _("Handout")
    POOL = "pool", _("Pool")
    PUBLIC_DOMAIN = "public-domain", _("Public domain")
    CC0 = "cc0", _("Creative Commons Zero")
    CC_BY = "cc-by", _("Creative Commons Attribution")
    CC_BY_SA = "cc-by-sa", _("Creative Commons Attribution-ShareAlike")
    SCREEN = "screen", _("Screen capture")
    READER = "reader", _("A reader's picture")


class PictureQuerySet(models.QuerySet):
    def usable(self):
        """Pictures that may stand in a story: credited and described."""
        return self.exclude(credit="").exclude(alt="")

    def unused(self):
        """Pictures that neither a story, in either copy, nor a person's page shows."""
        return self.filter(
            story_leads__isnull=True,
            publishedstory_leads__isnull=True,
            pointed_to_by__isnull=True,
            portrait_of__isnull=True,
        )

    def public(self):
        """Pictures that something readers may see shows at this moment."""
        return self.filter(_is_shown_to_readers())

    def hidden(self):
        """Pictures that nothing readers may see shows: the desk's own, for now or again."""
        return self.exclude(_is_shown_to_readers())

    def with_is_public(self):
        """With `is_public`: whether readers may see it; one of the same file that is, first."""
        shown = ExpressionWrapper(_is_shown_to_readers(), output_field=BooleanField())
        return self.annotate(is_public=shown).order_by("-is_public", "pk")

    def shown_by(self, story):
        """Pictures that either copy of `story` has, on top or in the text."""
        return self.filter(
            Q(story_leads=story)
            | Q(publishedstory_leads=story.pk)
            | Q(pk__in=Reference.objects.filter(story=story).values("target_picture"))
        ).distinct()

    def at_desk_in(self, story):
        """Pictures that the desk's copy of `story` has, on top or in the text."""
        in_text = Reference.objects.filter(story=story, copy=Reference.Copy.DESK)
        return self.filter(
            Q(story_leads=story) | Q(pk__in=in_text.values("target_picture"))
        ).distinct()

    def newest_first(self):
        return self.order_by("-uploaded_at", "-pk")

    def whose_rights_end(self, by):
        """Pictures whose last day is `by` or earlier, the first to end first."""
        return self.filter(rights_until__lte=by).order_by("rights_until", "pk")

    def shown_or_ended_since(self, day):
        """Of those whose rights end: leave out what ended before `day` and readers do not see."""
        same = self.model.objects.filter(pk=OuterRef("pk"))
        leads = Exists(same.filter(publishedstory_leads__isnull=False))
        stands = Exists(same.filter(pointed_to_by__copy="readers"))
        return self.filter(Q(rights_until__gte=day) | leads | stands)

    def matching(self, words):
        """Pictures that carry every one of `words` in caption, credit, by-line or alt text."""
        found = self
        for word in words:
            found = found.filter(
                Q(caption__icontains=word)
                | Q(credit__icontains=word)
                | Q(byline__icontains=word)
                | Q(alt__icontains=word)
            )
        return found


def _is_shown_to_readers():
    """The condition that a live story has a picture, on top or in its text, or a person's page."""
    leads = PublishedStory.objects.live().filter(lead_picture=OuterRef("pk"))
    in_texts = Reference.objects.filter(
        live(copy="story__published"),
        copy=Reference.Copy.READERS,
        target_picture=OuterRef("pk"),
    )
    portraits = Person.objects.filter(portrait=OuterRef("pk"))
    return Exists(leads) | Exists(in_texts) | Exists(portraits)


class Picture(models.Model):
    original = models.FileField(
        _("file"), storage=originals, upload_to=original_path, max_length=200
    )
    format = models.CharField(max_length=8, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    checksum = models.CharField(max_length=64, editable=False, db_index=True)  # SHA-256, hex
    key = models.CharField(max_length=24, editable=False, db_index=True)
    colour = models.CharField(max_length=7, editable=False, default="#888888")

    caption = models.TextField(
        _("caption"), blank=True, help_text=_("Who, what, where and when. Shown under the picture.")
    )
    alt = models.CharField(
        _("alt text"),
        max_length=400,
        blank=True,
        help_text=_("What a reader who cannot see the picture needs to know."),
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
    show_notice = models.BooleanField(_("show the notice to readers"), default=False)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, default=Licence.STAFF)
    licence_version = models.CharField(_("licence version"), max_length=10, blank=True)
    licence_url = models.URLField(_("address of the licence"), blank=True)
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
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL
    )

    objects = PictureQuerySet.as_manager()

    shared_by = ""  # the token of the share link whose page shows it: its renditions open by it

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = [
            models.Index(
                fields=["rights_until"],
                name="picture_by_end_of_rights",
                condition=Q(rights_until__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="picture_has_a_size", condition=Q(width__gt=0, height__gt=0)
            ),
            models.CheckConstraint(
                name="focal_point_lies_in_the_picture",
                condition=Q(focal_x__range=(0, 1), focal_y__range=(0, 1)),
            ),
        ]

    def __str__(self):
        words = shorten(self.caption or self.alt, 80)
        return words or _("Picture %(number)s") % {"number": self.pk}

    def save(self, *args, **kwargs):
        """What a reader would not see of credit or alt text is kept as nothing.

        So `is_usable` and the queryset's `usable` mean the same.
        """
        self.key = self.rendition_key()
        self.credit = self.credit if is_visible(self.credit) else ""
        self.alt = self.alt if is_visible(self.alt) else ""
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "key"}
        super().save(*args, **kwargs)

    def rendition_key(self):
        """What the addresses of its renditions begin with.

        It changes with the file and with the focal point, so a rendition can be cached for ever.
        """
        recipe = f"{self.checksum}:{self.focal_x:.3f}:{self.focal_y:.3f}"
        return hashlib.sha256(recipe.encode()).hexdigest()[:24]

    @property
    def is_usable(self):
        return bool(self.credit and self.alt)

    @property
    def missing(self):
        """What still keeps this picture out of stories, as words."""
        return [
            words
            for value, words in ((self.credit, _("credit")), (self.alt, _("alt text")))
            if not value
        ]


class Rendition(models.Model):
    """A file that readers get, made from an original.

    Two pictures with the same file and focal point have the same renditions: a row for each
    picture, one file, which goes when the last row does.
    """

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")
    name = models.CharField(max_length=80, db_index=True)  # "<key>/<crop>-<width>.<ext>"
    size = models.PositiveIntegerField()  # bytes
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "name"], name="picture_has_a_rendition_once"
            ),
        ]

    def __str__(self):
        return self.name

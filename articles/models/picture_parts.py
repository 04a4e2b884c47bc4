"""What belongs to a picture: its files, its crops by hand, its words, its history."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from .pictures import Picture


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


class PictureCrop(models.Model):
    """The part of a picture chosen by hand for one crop, in place of what the focal point gives.

    Left, top, width and height are parts of the whole picture's, each from 0 to 1.
    """

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="crops")
    crop = models.CharField(max_length=20)  # one of renditions.CROPS that has a ratio
    left = models.FloatField()
    top = models.FloatField()
    width = models.FloatField()
    height = models.FloatField()

    class Meta:
        verbose_name = _("crop by hand")
        verbose_name_plural = _("crops by hand")
        constraints = [
            models.UniqueConstraint(fields=["picture", "crop"], name="picture_is_cropped_once"),
            models.CheckConstraint(
                name="crop_lies_in_the_picture",
                condition=Q(left__gte=0, top__gte=0, width__gt=0, height__gt=0)
                & Q(left__lte=1.0001 - F("width"), top__lte=1.0001 - F("height")),
            ),
        ]

    def __str__(self):
        return f"{self.picture}: {self.crop}"


class PastKey(models.Model):
    """What the addresses of a picture's renditions began with before; they lead to the new ones."""

    key = models.CharField(max_length=24, primary_key=True)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="past_keys")

    class Meta:
        verbose_name = _("earlier address")
        verbose_name_plural = _("earlier addresses")

    def __str__(self):
        return self.key


class PictureWords(models.Model):
    """The words a picture is found by, in a table narrow enough to read through."""

    picture = models.OneToOneField(
        Picture, primary_key=True, on_delete=models.CASCADE, related_name="search_words"
    )
    words = models.TextField()  # folded
    credit = models.TextField(default="")  # folded: credit, by-line and source alone

    class Meta:
        verbose_name = _("words of a picture")

    def __str__(self):
        return self.words[:80]


class PictureEventQuerySet(models.QuerySet):
    def before(self, number):
        """What was done before the event with this number."""
        return self.filter(pk__lt=number)

    def after(self, number):
        """What was done after the event with this number."""
        return self.filter(pk__gt=number)


class PictureEvent(models.Model):
    """Something that was done to a picture, or that the clock did: rows are only ever added."""

    class Kind(models.TextChoices):
        ADDED = "added", _("Added")
        DESCRIBED = "described", _("Described anew")
        CROPPED = "cropped", _("Cropped anew")
        REPLACED = "replaced", _("File replaced")
        BLOCKED = "blocked", _("Blocked")
        UNBLOCKED = "unblocked", _("No longer blocked")
        ENDED = "ended", _("Rights ended")

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(  # nobody where the clock did it
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    note = models.TextField(blank=True)
    changed = models.JSONField(default=dict)  # field: [before, after]

    objects = PictureEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a picture")
        verbose_name_plural = _("events of a picture")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.picture}"


class Keyword(TagBase):
    """A word that pictures are found by; the desk's own, so no topic of stories."""

    class Meta:
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")


class PictureKeyword(ItemBase):
    tag = models.ForeignKey(Keyword, on_delete=models.CASCADE, related_name="items")
    content_object = models.ForeignKey(
        Picture, on_delete=models.CASCADE, related_name="keyword_items"
    )

    class Meta:
        verbose_name = _("keyword of a picture")
        verbose_name_plural = _("keywords of a picture")
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="picture_has_a_keyword_once"
            ),
        ]

    def __str__(self):
        return f"{self.content_object}: {self.tag}"


class RightsReminder(models.Model):
    """That the desk was told so many days before a picture's rights end, so it is told once."""

    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="reminders")
    last_day = models.DateField()  # another end of rights is told of anew
    days_before = models.PositiveSmallIntegerField()
    told_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reminder of rights")
        verbose_name_plural = _("reminders of rights")
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "last_day", "days_before"],
                name="end_of_rights_is_told_once",
            ),
        ]

    def __str__(self):
        return f"{self.picture}: {self.last_day}"

"""What a story points to: the editor's related links, and the references inside its text."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from .dated import live
from .shown import columns_of_the_desk


class RelatedLink(models.Model):
    """An editor's pick for “You May Also Like”: one of our stories, or a page elsewhere."""

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="related")
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    target = models.ForeignKey(
        "articles.Story",
        verbose_name=_("story"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="picked_by",
    )
    url = models.URLField(_("or an address elsewhere"), blank=True, max_length=500)
    title = models.CharField(_("its title"), blank=True, max_length=200)

    class Meta:
        verbose_name = _("related link")
        verbose_name_plural = _("related links")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="related_link_points_to_a_story_or_a_titled_address",
                condition=Q(target__isnull=False, url="")
                | (Q(target__isnull=True) & ~Q(url="") & ~Q(title="")),
                violation_error_message=_(
                    "Choose a story, or type an address together with its title."
                ),
            ),
            models.CheckConstraint(
                name="story_is_not_related_to_itself", condition=~Q(target=models.F("story"))
            ),
        ]

    def __str__(self):
        return self.title or str(self.target)


class ReferenceQuerySet(models.QuerySet):
    def pictures_read_between(self, first, end):
        """Those to pictures in the texts of stories dated from `first` on and before `end`."""
        texts = self.filter(copy=Reference.Copy.READERS, kind=Reference.Kind.PICTURE)
        dated = texts.filter(story__published__day__gte=first, story__published__day__lt=end)
        pictures = dated.select_related("target_picture__fallback").order_by("story", "position")
        return pictures.defer(*columns_of_the_desk("target_picture"))


class Reference(models.Model):
    """One place in a story's text that points to a story or a picture.

    Rebuilt by `articles.references` whenever the copy it belongs to is written.
    """

    class Copy(models.TextChoices):
        DESK = "desk", _("Desk's copy")
        READERS = "readers", _("Readers' copy")

    class Kind(models.TextChoices):
        LINK = "link", _("Link")
        READ_ALSO = "read-also", _("READ ALSO line")
        PICTURE = "picture", _("Picture")

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="references")
    copy = models.CharField(max_length=8, choices=Copy)
    kind = models.CharField(max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField()
    target_story = models.ForeignKey(
        "articles.Story", null=True, on_delete=models.CASCADE, related_name="pointed_to_by"
    )
    target_picture = models.ForeignKey(
        "articles.Picture", null=True, on_delete=models.PROTECT, related_name="pointed_to_by"
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reference_points_to_a_story_or_a_picture",
                condition=Q(target_story__isnull=True) ^ Q(target_picture__isnull=True),
            ),
            models.CheckConstraint(
                name="reference_copy_is_known", condition=Q(copy__in=["desk", "readers"])
            ),
        ]

    def __str__(self):
        return f"{self.story} → {self.target_story or self.target_picture}"


class BrokenLineQuerySet(models.QuerySet):
    def unmended(self):
        """Those that nobody has said are mended, whatever the clock has done since."""
        return self.filter(mended_at=None)

    def open(self):
        """Those that wait for somebody: readers do not see what they lead to."""
        return self.unmended().exclude(live(copy="target__published"))

    def overtaken(self):
        """Those that the clock has mended: an embargo ended, and readers see the target again."""
        return self.unmended().filter(live(copy="target__published"))

    def newest_first(self):
        return self.order_by("-pk")  # numbers rise with time

    def older_than(self, number):
        return self.filter(pk__lt=number)

    def with_parts(self):
        """With both stories, and whether the desk's copy of the one leads to the other still.

        Where it does not, the line is mended and waits for the changes to be published.
        """
        both = {"story": OuterRef("story")}
        in_text = Reference.objects.filter(
            **both, copy=Reference.Copy.DESK, target_story=OuterRef("target")
        )
        picked = RelatedLink.objects.filter(**both, target=OuterRef("target"))
        leads = Exists(in_text) | Exists(picked)
        return self.select_related("story", "target").annotate(leads_at_desk=leads)


class BrokenLine(models.Model):
    """A story whose text leads to one that readers do not see any more: somebody is to mend it.

    Readers' pages are whole without it: they leave out what is not public.
    """

    story = models.ForeignKey(
        "articles.Story", on_delete=models.CASCADE, related_name="broken_lines"
    )
    target = models.ForeignKey(
        "articles.Story", on_delete=models.CASCADE, related_name="breaks_lines_of"
    )
    found_at = models.DateTimeField(auto_now_add=True)
    mended_at = models.DateTimeField(null=True)

    objects = BrokenLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line to mend")
        verbose_name_plural = _("lines to mend")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "target"],
                condition=Q(mended_at=None),
                name="a_broken_line_is_noted_once",
            ),
        ]

    def __str__(self):
        return f"{self.story} → {self.target}"

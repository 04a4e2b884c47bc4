"""The parts of the paper, in the order an editor chose."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.ways import Way

SECTION = Way("articles:section", "its-slug")


class Section(models.Model):
    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    description = models.CharField(_("description"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(
        _("position"), default=100, help_text=_("Lower numbers come first in the navigation.")
    )

    replies_open = models.BooleanField(
        _("replies open"), default=True, help_text=_("Off closes replies under all its stories.")
    )

    lead = models.ForeignKey(
        "articles.Story",
        verbose_name=_("lead"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Stands at the head of the section's page until it is taken away here. Without one, or "
            "while readers may not see it, the newest story with a picture leads."
        ),
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return SECTION.to(self.slug)

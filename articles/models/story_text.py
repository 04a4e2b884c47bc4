"""What both copies of a story have: the desk's, and the one that readers see."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryText(models.Model):
    """What both copies of a story have."""

    headline = models.CharField(_("headline"), max_length=300)
    short_headline = models.CharField(
        _("short headline"),
        max_length=80,
        blank=True,
        help_text=_("For lists, search engines and cards, where the headline is too long."),
    )
    standfirst = models.TextField(
        _("standfirst"), max_length=600, blank=True, help_text=_("One or two sentences.")
    )
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        null=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_set",
    )
    dateline = models.CharField(
        _("dateline"), max_length=60, blank=True, help_text=_("The place, such as MARRAM.")
    )
    lead_picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)s_leads",
    )
    lead_caption = models.TextField(
        _("caption for this story"),
        blank=True,
        help_text=_("Only where the library's caption does not fit here. The credit always shows."),
    )
    lead_alt = models.CharField(
        _("alt text for this story"),
        max_length=400,
        blank=True,
        help_text=_("Only where the library's alt text does not fit here."),
    )
    slug = models.SlugField(
        _("address"),
        max_length=80,
        blank=True,
        help_text=_("The last part of the address. Made from the headline when left empty."),
    )
    replies_open = models.BooleanField(_("replies open"), default=True)

    class Meta:
        abstract = True

    def __str__(self):
        return self.headline

    @property
    def list_headline(self):
        return self.short_headline or self.headline

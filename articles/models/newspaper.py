"""The paper itself: its name, its voice at the foot of the page and where to follow it."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles import accent as colours

from .shown import FOR_THE_DESK, Seen


def absolute(path):
    """A path of this site as an address for readers of other sites, feeds and mail."""
    return f"{settings.SITE_URL}{path}"


class DateStyle(models.TextChoices):
    """How readers' pages write a day; of none chosen, as the language does."""

    LANGUAGE = "", _("as the language writes it")
    DAY_FIRST = "day", _("21 November 2026")
    MONTH_FIRST = "month", _("November 21, 2026")
    ISO = "iso", _("2026-11-21")


class FeedText(models.TextChoices):
    SUMMARY = "summary", _("the standfirst or the first words")
    FULL = "full", _("the whole story")


class Crawlers(models.TextChoices):
    """What robots.txt says to the programs that collect texts for language models."""

    ALL = "all", _("may read everything that readers may")
    ANSWERS = "answers", _("may read for answers that link here, not to train models")
    NONE = "none", _("may read nothing")


class Newspaper(models.Model):
    """The one row that says which newspaper this is."""

    name = models.CharField(_("name"), max_length=80, default="Newsroom")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    about = models.TextField(
        _("about"), blank=True, help_text=_("Shown at /about/. An empty line begins a paragraph.")
    )
    legal = models.TextField(
        _("legal lines"), blank=True, help_text=_("At the foot of every page: publisher, rights.")
    )
    contact_email = models.EmailField(_("contact address"), blank=True)
    follow = models.JSONField(
        _("follow links"),
        default=list,
        blank=True,
        help_text=_("The newspaper's own addresses on other sites, under “Connect with us”."),
    )
    four_eyes = models.BooleanField(
        _("four eyes"),
        default=False,
        help_text=_("Nobody publishes a story of their own before a colleague has approved it."),
    )
    public_history = models.BooleanField(
        _("public history"),
        default=True,
        help_text=_("Readers can open the earlier published versions of a story."),
    )
    kill_notice = models.TextField(
        _("notice of a killed story"),
        blank=True,
        help_text=_("What readers find where a killed story stood, unless the kill has its own."),
    )

    fallback_picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("picture in another's stead"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="newspaper_stands_in",
        help_text=_(
            "Shown where a story's picture may not be shown any more and has none of its own in "
            "its stead; without one the story has no picture then."
        ),
    )

    # How its pages speak and look. Empty: what the machine's own settings say.
    language = models.CharField(_("language"), max_length=12, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    date_style = models.CharField(
        _("days are written"), max_length=8, blank=True, choices=DateStyle, default=""
    )
    accent = models.CharField(_("accent colour"), max_length=7, default=colours.DEFAULT)
    logos = models.JSONField(default=dict, blank=True)  # by scheme or use: see articles.logos
    navigation = models.JSONField(
        _("navigation"),
        default=list,
        blank=True,
        help_text=_("The row under the masthead. Empty: all sections in their order."),
    )

    # What goes out by itself, and what is counted.
    feed_text = models.CharField(
        _("feeds carry"), max_length=8, choices=FeedText, default=FeedText.SUMMARY
    )
    ai_crawlers = models.CharField(
        _("crawlers of language models"), max_length=8, choices=Crawlers, default=Crawlers.ALL
    )
    websub_hub = models.URLField(
        _("WebSub hub"),
        blank=True,
        help_text=_("Told of every new story, so that readers of feeds get it at once."),
    )
    index_now = models.BooleanField(
        _("IndexNow"),
        default=False,
        help_text=_(
            "Search engines that take part are told of stories that came, changed or went."
        ),
    )
    index_now_key = models.CharField(_("IndexNow key"), max_length=64, blank=True)
    licensing_url = models.URLField(
        _("where pictures are licensed"),
        blank=True,
        help_text=_("Named to search engines with pictures whose rights are yours to sell."),
    )
    counts_reading = models.BooleanField(
        _("count what is read"),
        default=True,
        help_text=_("For “Most read”: without cookies, and nothing about anybody is kept."),
    )

    class Meta:
        verbose_name = _("newspaper")
        verbose_name_plural = _("newspaper")
        constraints = [
            models.CheckConstraint(name="there_is_one_newspaper", condition=Q(pk=1)),
            models.CheckConstraint(
                name="index_now_has_a_key", condition=Q(index_now=False) | ~Q(index_now_key="")
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def current(cls):
        """The newspaper this site publishes; an unsaved one before it was set up."""
        return cls.rows().first() or cls(pk=1)

    @classmethod
    def rows(cls, **beside):
        """The one row, or none, as pages ask for it, with what they ask for `beside` it."""
        found = cls.objects.select_related("fallback_picture").annotate(**beside).filter(pk=1)
        return found.defer(*(f"fallback_picture__{name}" for name in FOR_THE_DESK))

    @property
    def spoken_language(self):
        """The code of the language its pages and mails are in."""
        return self.language or settings.LANGUAGE_CODE

    @property
    def zone(self):
        """The time zone of its days and hours; the machine's where it knows none of that name."""
        try:
            return ZoneInfo(self.time_zone or settings.TIME_ZONE)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo(settings.TIME_ZONE)

    def as_seen(self, moment=None, *, shared_by=""):
        """How its pages are seen at `moment`, or now: with its own picture where one may not be."""
        return Seen(moment, self.fallback_picture, shared_by)

    @property
    def has_own_accent(self):
        """Whether pages link a sheet; never of what is no colour, whoever wrote that there."""
        return self.accent != colours.DEFAULT and colours.is_colour(self.accent)

    @property
    def accent_address(self):
        """Where the sheet is that gives pages the accent."""
        return reverse("articles:accent", args=[colours.RECIPE, self.accent[1:]])

    @property
    def logo(self):
        """The logo for light screens: `address`, `width` and `height` in pixels; None without."""
        return self._logo("light")

    @property
    def logo_on_dark(self):
        """The logo for dark screens, where there is one of its own; None without."""
        return self._logo("dark")

    @property
    def icon(self):
        """The square picture for tabs and phones: uploaded, or made from the logo; None without."""
        return self._logo("icon") or self._logo("logo_icon")

    @property
    def logo_address(self):
        """The absolute address of the logo, or ""."""
        return absolute(self.logo["address"]) if self.logo else ""

    def _logo(self, scheme):
        if not (kept := self.logos.get(scheme)):
            return None
        address = reverse("articles:logo", args=[kept["digest"]])
        return {"address": address, "width": kept["width"], "height": kept["height"]}

    @property
    def about_paragraphs(self):
        return [part.strip() for part in self.about.split("\n\n") if part.strip()]

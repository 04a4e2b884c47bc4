"""The paper itself: its name, its voice at the foot of the page and where to follow it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .shown import Seen


def absolute(path):
    """A path of this site as an address for readers of other sites, feeds and mail."""
    return f"{settings.SITE_URL}{path}"


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

    class Meta:
        verbose_name = _("newspaper")
        verbose_name_plural = _("newspaper")
        constraints = [
            models.CheckConstraint(name="there_is_one_newspaper", condition=Q(pk=1)),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def current(cls, **beside):
        """The newspaper this site publishes; an unsaved one before it was set up.

        What else is asked for in the same query is named and given `beside`, as annotations.
        """
        rows = cls.objects.select_related("fallback_picture").annotate(**beside)
        return rows.filter(pk=1).first() or cls(pk=1)

    def as_seen(self, moment=None, *, shared_by=""):
        """How its pages are seen at `moment`, or now: with its own picture where one may not be."""
        return Seen(moment, self.fallback_picture, shared_by)

    @property
    def about_paragraphs(self):
        return [part.strip() for part in self.about.split("\n\n") if part.strip()]

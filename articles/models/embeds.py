"""What a video or a post on another site says of itself, so that a page need not ask that site."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Embed(models.Model):
    """One address of an allowed provider, with what its provider told us of it once.

    Asked for by the background after the first story with it was saved; a page is whole without it.
    """

    address = models.URLField(max_length=500, unique=True)  # as `articles.providers` writes it
    provider = models.SlugField(max_length=20)
    title = models.CharField(_("title"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    words = models.TextField(_("words"), blank=True)  # of a post, plain
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("embed")
        verbose_name_plural = _("embeds")
        constraints = [
            models.CheckConstraint(name="embed_has_a_provider", condition=~Q(provider="")),
        ]

    def __str__(self):
        return self.title or self.address

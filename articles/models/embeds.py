"""What a video or a post on another site says of itself, so that a page need not ask that site."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ASKED_AGAIN_AFTER = timedelta(days=1)


class EmbedQuerySet(models.QuerySet):
    def to_be_asked(self, moment=None):
        """Those of which the provider has said nothing and was not asked lately."""
        lately = (moment or timezone.now()) - ASKED_AGAIN_AFTER
        return self.filter(Q(asked_at=None) | Q(asked_at__lt=lately), answered_at=None)


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

    objects = EmbedQuerySet.as_manager()

    class Meta:
        verbose_name = _("embed")
        verbose_name_plural = _("embeds")
        constraints = [
            models.CheckConstraint(name="embed_has_a_provider", condition=~Q(provider="")),
        ]

    def __str__(self):
        return self.title or self.address

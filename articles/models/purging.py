"""How far shared caches in front were told what changed, see `articles.page_cache.purging`."""

from django.db import models


class PurgedUpTo(models.Model):
    """One row: where among the changes we stand, and the moment up to which the clock was read."""

    place = models.TextField(default="")
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "purged up to"

    def __str__(self):
        return f"{self.place} {self.at}"

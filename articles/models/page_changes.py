"""What changed that pages show: written by the database itself, see `articles.page_cache`."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now

KEPT_FOR = timedelta(hours=6)  # a process that was away longer begins with an empty shelf


class PageChangeQuerySet(models.QuerySet):
    def old(self):
        """What every process has read long ago, by the clock that dated it: the database's."""
        return self.filter(at__lt=Now() - KEPT_FOR)


class PageChange(models.Model):
    """One name of what pages show, such as "story:5", in the transaction that changed it."""

    name = models.CharField(max_length=120)
    at = models.DateTimeField()
    made_in = models.BigIntegerField(null=True)  # PostgreSQL's number of the transaction

    objects = PageChangeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["made_in"], name="page_changes_by_transaction"),
            models.Index(fields=["at"], name="page_changes_by_moment"),
        ]

    def __str__(self):
        return self.name

"""Rows of what readers see, listed by the moment of publication.

A story, its topics and its bylines each carry the moment, so that every list reads along one index
whatever it is a list of. The moment of first publication never changes.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class DatedQuerySet(models.QuerySet):
    story = "pk"  # the field that holds the story's id

    def live(self):
        """What readers may see at this moment."""
        return self.filter(published_at__lte=timezone.now())

    def newest_first(self):
        return self.order_by("-published_at", f"-{self.story}")

    def oldest_first(self):
        return self.order_by("published_at", self.story)

    def older_than(self, moment, pk):
        """The rows that follow (`moment`, story `pk`) in `newest_first` order."""
        beside = Q(published_at=moment, **{f"{self.story}__lt": pk})
        return self.filter(Q(published_at__lt=moment) | beside)

    def newer_than(self, moment, pk):
        """The rows that stand before (`moment`, story `pk`) in `newest_first` order."""
        beside = Q(published_at=moment, **{f"{self.story}__gt": pk})
        return self.filter(Q(published_at__gt=moment) | beside)

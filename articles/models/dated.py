"""Rows of what readers see, listed by the moment of publication.

A story, its topics and its bylines each carry the moment, so that every list reads along one index
whatever it is a list of, and the moments between which readers may see it. The moment of first
publication never changes.
"""

from datetime import datetime, time

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def live(moment=None, *, copy=""):
    """The condition that readers may see a copy at `moment` (now without one).

    Its time has come, no embargo holds it back, and the time to withdraw it has not come. `copy` is
    the path from the model that is asked to such a row, such as "story__published".
    """
    moment = moment or timezone.now()
    path = f"{copy}__" if copy else ""
    return (
        Q(**{f"{path}published_at__lte": moment})
        & (Q(**{f"{path}embargo_until": None}) | Q(**{f"{path}embargo_until__lte": moment}))
        & (Q(**{f"{path}withdraw_at": None}) | Q(**{f"{path}withdraw_at__gt": moment}))
    )


def start_of_day(day):
    """The first moment of a day in the newsroom's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


class Dated(models.Model):
    """A row that readers see from one moment on, and perhaps up to another.

    The clock decides when the page is asked for: nothing has to run for a story to appear.
    """

    published_at = models.DateTimeField()
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    withdraw_at = models.DateTimeField(_("withdraw at"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_live_at(self, moment):
        """Whether readers may see it at `moment`; says the same as `live` does of rows."""
        return (
            self.published_at <= moment
            and (self.embargo_until is None or self.embargo_until <= moment)
            and (self.withdraw_at is None or self.withdraw_at > moment)
        )

    @property
    def is_live(self):
        return self.is_live_at(timezone.now())


class DatedQuerySet(models.QuerySet):
    """The words for rows by their moments.

    Where a list goes on deep in the archive, `older_than` is to be said before `live`: of several
    bounds SQLite begins at the first, and from this moment it would walk to the page.
    """

    moment = "published_at"  # the field that lists go by
    place = "pk"  # the field that holds the story's id

    def live(self, moment=None):
        """What readers may see at `moment`; at this one where it is left out."""
        return self.filter(live(moment))

    def newest_first(self):
        return self.order_by("-published_at", f"-{self.place}")

    def oldest_first(self):
        return self.order_by("published_at", self.place)

    def older_than(self, moment, pk):
        """The rows that follow (`moment`, story `pk`) in `newest_first` order.

        Says the moment by itself, too: PostgreSQL begins there in the index, and finds no place to
        begin in two conditions of which one holds.
        """
        beside = Q(published_at=moment, **{f"{self.place}__lt": pk})
        return self.filter(Q(published_at__lt=moment) | beside, published_at__lte=moment)

    def newer_than(self, moment, pk):
        """The rows that stand before (`moment`, story `pk`) in `newest_first` order."""
        beside = Q(published_at=moment, **{f"{self.place}__gt": pk})
        return self.filter(Q(published_at__gt=moment) | beside, published_at__gte=moment)

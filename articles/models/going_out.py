"""What the newspaper tells the world by itself: which months it has stories of, and what changed.

The rule: both are written in the transaction that changes what readers see, so neither can be
lost, nor say what was never so.
"""

from collections import Counter
from datetime import timedelta

from django.db import models, transaction
from django.db.models import Count, F
from django.db.models.functions import Greatest
from django.utils import timezone

from .published import PublishedStory


class PublishedMonthQuerySet(models.QuerySet):
    def newest_first(self):
        return self.order_by("-month")

    def gain(self, day, moment):
        """Count a story dated on `day`, which readers see from `moment` on."""
        row, is_new = self.get_or_create(
            month=day.replace(day=1), defaults={"stories": 1, "changed_at": moment}
        )
        if not is_new:
            self._move(row.month, moment, by=1)

    def lose(self, day, moment):
        """Count a story dated on `day` no longer; a month without any is forgotten."""
        self._move(day.replace(day=1), moment, by=-1)
        self.filter(month=day.replace(day=1), stories=0).delete()

    def change(self, day, moment):
        """Note that what readers see of a story dated on `day` changes at `moment`."""
        self._move(day.replace(day=1), moment, by=0)

    def recount(self):
        """Put right the months that do not agree with the stories; returns how many they were.

        Whoever writes or deletes readers' copies in bulk goes by no other door.
        """
        there = Counter()
        days = PublishedStory.objects.order_by().values("day").annotate(stories=Count("pk"))
        for day, stories in days.values_list("day", "stories"):  # along the index of addresses
            there[day.replace(day=1)] += stories
        noted = dict(self.values_list("month", "stories"))
        months = set(there) | set(noted)
        wrong = [month for month in months if there.get(month) != noted.get(month)]
        for month in sorted(wrong):
            self._count_anew(month)
        return len(wrong)

    @transaction.atomic
    def _count_anew(self, month):
        now = timezone.now()
        row, _is_new = self.get_or_create(month=month, defaults={"stories": 0, "changed_at": now})
        row = self.select_for_update().get(month=month)  # whoever publishes now waits for this
        row.stories = PublishedStory.objects.dated_between(row.month, row.end).count()
        row.changed_at = max(row.changed_at, now)
        if row.stories:
            row.save()
        else:
            row.delete()

    def _move(self, month, moment, *, by):
        self.filter(month=month).update(
            stories=F("stories") + by, changed_at=Greatest("changed_at", moment)
        )


class PublishedMonth(models.Model):
    """A month that readers' copies are dated in: a sitemap of its own.

    Kept beside them, because the index of sitemaps would have to count the archive.
    """

    month = models.DateField(primary_key=True)  # its first day
    stories = models.PositiveIntegerField()  # also those that the clock holds back
    changed_at = models.DateTimeField()  # lies ahead where one appears by the clock

    objects = PublishedMonthQuerySet.as_manager()

    def __str__(self):
        return f"{self.month:%Y-%m}"

    @property
    def end(self):
        """The first day of the month after it."""
        return (self.month + timedelta(days=31)).replace(day=1)


class AnnouncementQuerySet(models.QuerySet):
    def due(self, moment=None):
        return self.filter(due_at__lte=moment or timezone.now()).order_by("due_at", "pk")

    def to_come(self, moment=None):
        return self.filter(due_at__gt=moment or timezone.now())


class Announcement(models.Model):
    """A change of what readers see that others are to be told of, and from when on.

    Deleted when it was handed over. One that says that a story appears is told only if it has.
    """

    story = models.ForeignKey(
        "articles.Story", on_delete=models.CASCADE, related_name="announcements"
    )
    pages = models.JSONField()  # paths of the story, as they were when it was written
    feeds = models.JSONField()  # paths of the feeds that say something else now
    is_gone = models.BooleanField(default=False)
    due_at = models.DateTimeField(db_index=True)

    objects = AnnouncementQuerySet.as_manager()

    def __str__(self):
        return f"{self.story_id} at {self.due_at:%Y-%m-%d %H:%M}"

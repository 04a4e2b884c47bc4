"""How often stories are read: numbers by the hour, and the list that is made of them."""

from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _

from .dated import live


class ReadingQuerySet(models.QuerySet):
    def since(self, moment):
        return self.filter(hour__gte=moment)

    def before(self, moment):
        return self.filter(hour__lt=moment)

    def of_live_stories(self, moment=None):
        return self.filter(live(moment, copy="story__published"))

    def most_first(self):
        """Each story with how often it was read, as (story, number)."""
        totals = self.values("story").annotate(read=Sum("number")).order_by("-read", "-story")
        return totals.values_list("story", "read")

    def add(self, story_id, hour, number):
        """Count `number` more readings of a story within an hour."""
        _row, is_new = self.get_or_create(story_id=story_id, hour=hour, defaults={"number": number})
        if not is_new:
            self.filter(story=story_id, hour=hour).update(number=F("number") + number)


class Reading(models.Model):
    """How often a story was read within one hour. Nothing is kept of who read it."""

    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="readings")
    hour = models.DateTimeField()  # its first moment
    number = models.PositiveIntegerField()

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of a story")
        default_permissions = ()
        indexes = [models.Index(fields=["hour"], name="readings_by_hour")]
        constraints = [
            models.UniqueConstraint(fields=["story", "hour"], name="story_is_counted_once_an_hour"),
            models.CheckConstraint(name="reading_was_at_least_one", condition=Q(number__gte=1)),
        ]

    def __str__(self):
        return f"{self.story_id}, {self.hour:%Y-%m-%d %H}: {self.number}"


class MostRead(models.Model):
    """A place in the list of what is read most, as it was last made."""

    place = models.PositiveSmallIntegerField(primary_key=True)
    story = models.OneToOneField(
        "articles.Story", on_delete=models.CASCADE, related_name="most_read"
    )

    class Meta:
        verbose_name = _("place among the most read")
        default_permissions = ()
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(name="most_read_begins_with_one", condition=Q(place__gte=1)),
        ]

    def __str__(self):
        return f"{self.place}: {self.story_id}"

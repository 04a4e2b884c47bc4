"""What the site remembers of itself: what the demo made, and what runs in the background."""

from django.db import models


class DemoItem(models.Model):
    """One thing of the demo newsroom: its kind, its key in newsroom/demo, its row's id."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="demo_item_is_made_once"),
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"


class HeartbeatQuerySet(models.QuerySet):
    def failing(self):
        """What went wrong when it was last tried."""
        return self.exclude(failed_at=None)


class Heartbeat(models.Model):
    """When something that runs in the background was last alive, and what went wrong there."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True)  # null again once it goes well
    failure = models.CharField(max_length=200, blank=True)  # what it was, never what it was about

    objects = HeartbeatQuerySet.as_manager()

    def __str__(self):
        return self.name

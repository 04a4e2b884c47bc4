"""What the demo newsroom made, so that it is made once and can be removed again."""

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


class Heartbeat(models.Model):
    """When something that runs in the background was last alive, and what it did."""

    name = models.CharField(max_length=40, primary_key=True)
    beat_at = models.DateTimeField()

    def __str__(self):
        return self.name

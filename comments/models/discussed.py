"""The list of what is discussed most, as it was last made."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MostDiscussed(models.Model):
    """A place in the list, and how many replies the story had in it.

    Kept, because a month's replies would have to be counted while a reader waits.
    """

    place = models.PositiveSmallIntegerField(primary_key=True)
    story = models.OneToOneField(
        "articles.Story", on_delete=models.CASCADE, related_name="most_discussed"
    )
    replies = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("place among the most discussed")
        default_permissions = ()
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(
                name="most_discussed_begins_with_one", condition=Q(place__gte=1)
            ),
        ]

    def __str__(self):
        return f"{self.place}: {self.story_id}"

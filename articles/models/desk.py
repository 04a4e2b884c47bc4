"""What the desk keeps for itself: the words its story list is searched by, and saved views."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StoryWords(models.Model):
    """The words a story of the desk is found by, in a table narrow enough to read through."""

    story = models.OneToOneField(
        "articles.Story", primary_key=True, on_delete=models.CASCADE, related_name="words"
    )
    words = models.TextField()  # folded: headline, standfirst, names, topics

    class Meta:
        verbose_name = _("words of a story")

    def __str__(self):
        return self.words[:80]


class SavedView(models.Model):
    """A search and its filters on the story list, kept under a name by one person."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField(_("name"), max_length=40)
    query = models.CharField(max_length=600)  # the list's query string

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="saved_view_has_one_name"),
            models.CheckConstraint(name="saved_view_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self):
        return self.name

"""Every address a story was ever published at; an old one leads to the present one for ever."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoryAddressQuerySet(models.QuerySet):
    def at(self, slugs):
        return self.filter(slug__in=slugs)

    def on_days(self, first, last):
        return self.filter(day__gte=first, day__lte=last)

    def that_begin(self, words):
        """Those whose slug begins so, as one stretch of its index in any collation."""
        return self.filter(slug__gte=words, slug__lt=f"{words}zzzzzzzz")


class StoryAddress(models.Model):
    story = models.ForeignKey("articles.Story", on_delete=models.CASCADE, related_name="addresses")
    day = models.DateField()
    slug = models.SlugField(max_length=80)
    since = models.DateTimeField(auto_now_add=True)

    objects = StoryAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a story")
        constraints = [
            models.UniqueConstraint(fields=["day", "slug"], name="an_address_belongs_to_one_story"),
        ]

    def __str__(self):
        return f"/{self.day:%Y/%m/%d}/{self.slug}/"

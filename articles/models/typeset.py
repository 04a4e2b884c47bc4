"""The texts of readers' copies as they stand in type, beside the rows that lists and feeds read."""

from django.db import models


class TypesetQuerySet(models.QuerySet):
    def of(self, story):
        return self.filter(story=story)


class Typeset(models.Model):
    """The body of a readers' copy, set when it went before readers; see `articles.body.matter`.

    It follows from the body and may be missing: such a text is parsed for each page.
    """

    story = models.OneToOneField(
        "articles.PublishedStory",
        primary_key=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    in_type = models.TextField()

    objects = TypesetQuerySet.as_manager()

    def __str__(self):
        return f"text of story {self.pk} in type"

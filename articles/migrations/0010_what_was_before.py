"""Fills what the tables since know of older stories: their words, and the versions readers saw."""

import unicodedata

from django.db import migrations


def folded(text):
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def fill(apps, schema_editor):
    Story, Move, Revision, PublishedVersion, StoryWords = (
        apps.get_model("articles", name)
        for name in ("Story", "Move", "Revision", "PublishedVersion", "StoryWords")
    )
    for story in Story.objects.defer("body").iterator(chunk_size=500):
        names = [
            byline.person.name if byline.person_id else byline.guest
            for byline in story.bylines.select_related("person")
        ]
        topics = list(story.topics.values_list("tag__name", flat=True))
        words = folded("\n".join([story.headline, story.standfirst, *names, *topics]))
        StoryWords.objects.get_or_create(story_id=story.pk, defaults={"words": words})
    shown = Move.objects.filter(verb__in=["publish", "publish_update"]).order_by("made_at", "pk")
    for move in shown.iterator(chunk_size=500):
        revision = Revision.objects.filter(
            story_id=move.story_id, number=move.revision_number
        ).first()
        if revision is not None:
            PublishedVersion.objects.create(
                story_id=move.story_id, revision=revision, shown_from=move.made_at
            )


def empty(apps, schema_editor):
    apps.get_model("articles", "PublishedVersion").objects.all().delete()
    apps.get_model("articles", "StoryWords").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_rules_of_the_house")]

    operations = [migrations.RunPython(fill, empty)]

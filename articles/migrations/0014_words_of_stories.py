"""The words that stories of before are found by on the desk."""

from django.db import migrations

from articles.search import fold

AT_ONCE = 500


def write_words(apps, schema_editor):
    stories = apps.get_model("articles", "Story").objects
    worded = apps.get_model("articles", "StoryWords").objects
    last = 0
    while True:
        numbers = list(
            stories.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
        )
        if not numbers:
            return
        rows = stories.filter(pk__in=numbers).prefetch_related("bylines__person", "topics__tag")
        worded.bulk_create(
            (worded.model(story_id=row.pk, words=words_of(row)) for row in rows),
            ignore_conflicts=True,
        )
        last = numbers[-1]


def words_of(row):
    names = [one.person.name if one.person_id else one.guest for one in row.bylines.all()]
    topics = [one.tag.name for one in row.topics.all()]
    parts = [row.headline, row.short_headline, row.standfirst, *names, *topics]
    return " ".join(dict.fromkeys(fold("\n".join(parts)).split()))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_words_of_each_page"),
    ]

    operations = [
        migrations.RunPython(write_words, migrations.RunPython.noop),
    ]

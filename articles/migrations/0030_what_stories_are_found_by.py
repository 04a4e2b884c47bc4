"""What stories are found by: the words of each copy, and the database's own index of them."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.body import figures, plain_text
from articles.search import laying
from articles.search.letters import parted, squeezed

AT_ONCE = 200
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def lay(apps, schema_editor):
    """Lay both indexes, empty, in the newspaper's language."""
    paper = apps.get_model("articles", "Newspaper").objects.filter(pk=1).first()
    language = laying.short((paper and paper.language) or settings.LANGUAGE_CODE)
    with schema_editor.connection.cursor() as cursor:
        for name, stems in (("readers", language), ("desk", laying.NO_STEMS)):
            apps.get_model("articles", "IndexState").objects.create(name=name, language=stems)
            laying.lay_table(cursor, schema_editor.connection.vendor, name, stems)


def take_up(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        laying.take_up(cursor, schema_editor.connection.vendor)


def write_words(apps, schema_editor):
    """Of the stories of before; what readers misspell is learned by `manage.py search rebuild`."""
    Story, PublishedStory, DeskIndex, ReadersIndex = (
        apps.get_model("articles", name)
        for name in ("Story", "PublishedStory", "DeskIndex", "ReadersIndex")
    )
    captions = apps.get_model("articles", "Picture").objects.values_list("pk", "caption")
    alike = Counter()
    for stories in batches(Story.objects.exclude(state="killed")):
        DeskIndex.objects.bulk_create(
            DeskIndex(story_id=row.pk, **columns(row, said))
            for row, said in told(stories, captions)
        )
    for stories in batches(PublishedStory.objects.all()):
        rows = []
        for row, said in told(stories, captions):
            place = ((row.published_at - EPOCH) // timedelta(milliseconds=1) << 20) + (
                row.pk & 0xFFFFF
            )
            alike[place] += 1
            rows.append(
                ReadersIndex(
                    place=place + alike[place] - 1,
                    story_id=row.pk,
                    captions="\n".join(said),
                    published_at=row.published_at,
                    embargo_until=row.embargo_until,
                    withdraw_at=row.withdraw_at,
                    **columns(row, said),
                )
            )
        ReadersIndex.objects.bulk_create(rows)


def batches(rows):
    rows = rows.order_by("pk").prefetch_related("bylines__person", "topics__tag")
    last = 0
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield some
        last = some[-1].pk


def told(stories, captions):
    """Each story with the captions it shows."""
    uses = {
        row.pk: [(row.lead_picture_id, row.lead_caption)]
        + [(one.picture, one.caption) for one in figures(row.body)]
        for row in stories
    }
    wanted = {picture for some in uses.values() for picture, words in some if picture and not words}
    said = dict(captions.filter(pk__in=wanted))
    for row in stories:
        yield row, [words or said.get(picture, "") for picture, words in uses[row.pk] if picture]


def columns(row, captions):
    names = [one.person.name if one.person_id else one.guest for one in row.bylines.all()]
    topics = [one.tag.name for one in row.topics.all()]
    return {
        "headline": words(row.headline, row.short_headline),
        "names": words(*names),
        "about": words(row.standfirst, row.dateline, *topics, *captions),
        "body": words(plain_text(row.body))[:100_000],
        "marks": " ".join(
            ["zzevery", f"zzs{row.section_id or 0}", *(f"zzt{squeezed(name)}" for name in topics)]
        ),
    }


def words(*parts):
    return " ".join(word for part in dict.fromkeys(parts) if part for word in parted(part))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0029_newspapers_logo"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskIndex",
            fields=[
                ("headline", models.TextField(blank=True)),
                ("names", models.TextField(blank=True)),
                ("about", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("marks", models.TextField(blank=True)),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="found_by",
                        serialize=False,
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "words the desk finds a story by",
            },
        ),
        migrations.CreateModel(
            name="IndexState",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("language", models.CharField(blank=True, max_length=20)),
                ("floor", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "state of an index",
            },
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60, unique=True)),
                ("stories", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "known word",
            },
        ),
        migrations.CreateModel(
            name="ReadersIndex",
            fields=[
                ("published_at", models.DateTimeField()),
                (
                    "embargo_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="embargo until"),
                ),
                (
                    "withdraw_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdraw at"),
                ),
                ("headline", models.TextField(blank=True)),
                ("names", models.TextField(blank=True)),
                ("about", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("marks", models.TextField(blank=True)),
                ("place", models.BigAutoField(primary_key=True, serialize=False)),
                ("captions", models.TextField(blank=True)),
                ("is_learned", models.BooleanField(default=False)),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="found_by",
                        to="articles.publishedstory",
                    ),
                ),
            ],
            options={
                "verbose_name": "words readers find a story by",
            },
        ),
        migrations.CreateModel(
            name="Spelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=60)),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spellings",
                        to="articles.knownword",
                    ),
                ),
            ],
            options={
                "verbose_name": "spelling of a word",
            },
        ),
        migrations.RunPython(lay, take_up),
        migrations.RunPython(write_words, migrations.RunPython.noop),
    ]

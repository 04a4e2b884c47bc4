from django.db import migrations, models
from django.db.models import Count, Max
from django.db.models.functions import TruncMonth


def count_months(apps, schema_editor):
    """Of the stories that readers have, or will: a month for each in which one is dated."""
    PublishedMonth = apps.get_model("articles", "PublishedMonth")
    rows = apps.get_model("articles", "PublishedStory").objects.order_by()
    months = rows.annotate(month=TruncMonth("day")).values("month")
    PublishedMonth.objects.bulk_create(
        PublishedMonth(
            month=row["month"],
            stories=row["stories"],
            changed_at=max(filter(None, (row["updated"], row["appears"], row["held"]))),
        )
        for row in months.annotate(
            stories=Count("pk"),
            updated=Max("updated_at"),
            appears=Max("published_at"),
            held=Max("embargo_until"),
        )
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0030_what_stories_are_found_by"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedMonth",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("stories", models.PositiveIntegerField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pages", models.JSONField()),
                ("feeds", models.JSONField()),
                ("is_gone", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField(db_index=True)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE,
                        related_name="announcements",
                        to="articles.story",
                    ),
                ),
            ],
        ),
        migrations.RunPython(count_months, migrations.RunPython.noop),
    ]

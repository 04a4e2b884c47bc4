"""A section's stories, and what ends today, are found along an index."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_words_of_stories"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["embargo_until"],
                name="story_by_end_of_embargo",
                condition=Q(embargo_until__isnull=False),
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["created_by", "state"], name="story_by_who_began_it"),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["section", "-changed_at", "-id"], name="story_latest_in_section"
            ),
        ),
    ]

"""The desk finds the pictures that are not cleared for our pages along an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0024_own_words_told_apart_by_digest"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                condition=models.Q(("for_web", False)),
                fields=["-uploaded_at", "-id"],
                name="picture_newest_not_cleared",
            ),
        ),
    ]

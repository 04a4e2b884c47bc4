"""A place for the texts of readers' copies in type. It fills as stories go before readers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0038_the_words_index_knows_eras")]

    operations = [
        migrations.CreateModel(
            name="Typeset",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.publishedstory",
                    ),
                ),
                ("in_type", models.TextField()),
            ],
        ),
    ]

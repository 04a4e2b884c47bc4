"""Notices of blocked pictures, and which end of rights a history names already."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_words_of_pictures"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="notice",
            name="notice_is_of_what_its_kind_says",
        ),
        migrations.AddField(
            model_name="notice",
            name="event",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notices",
                to="articles.pictureevent",
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="end_noted",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("move", "A move"),
                    ("note", "A note"),
                    ("line", "A READ ALSO line"),
                    ("kill", "A killed story"),
                    ("block", "A blocked picture"),
                ],
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["move", "kill"]), ("move__isnull", False)),
                    models.Q(("kind", "note"), ("note__isnull", False)),
                    models.Q(("kind", "line"), ("line__isnull", False)),
                    models.Q(("event__isnull", False), ("kind", "block")),
                    _connector="OR",
                ),
                name="notice_is_of_what_its_kind_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("event__isnull", False)),
                fields=("account", "story", "event"),
                name="told_once_of_a_picture_in_a_story",
            ),
        ),
    ]

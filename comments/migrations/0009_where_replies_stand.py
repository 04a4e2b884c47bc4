"""Gives each reply the keys by which a page of its thread is found; see comments.models.places."""

from django.db import migrations, models

import comments.models.places


class Migration(migrations.Migration):
    dependencies = [("comments", "0008_what_was_mailed_is_not_owed")]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="thread_key",
            field=comments.models.places.ThreadKeyField(default="", editable=False, max_length=22),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reply",
            name="place",
            field=comments.models.places.PlaceField(
                blank=True, default="", editable=False, max_length=44
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                fields=["story", "state", "thread_key", "place"],
                name="reply_by_place",
            ),
        ),
    ]

"""Says which decisions came with a ban, and lists people and their changes newest first."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_what_readers_see_has_appeared")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="came_with",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="decisions",
                to="comments.standingchange",
            ),
        ),
        migrations.AddIndex(
            model_name="standingchange",
            index=models.Index(fields=["-made_at", "-id"], name="standing_change_newest"),
        ),
        migrations.AddIndex(
            model_name="writer",
            index=models.Index(fields=["-first_seen_at", "-id"], name="writer_newest"),
        ),
    ]

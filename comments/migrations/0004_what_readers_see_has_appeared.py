"""Holds the database to it: a reply that readers see has a moment at which it appeared."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0003_what_was_decided_was_seen")]

    operations = [
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True),
                    ("appeared_at__isnull", False),
                    _connector="OR",
                ),
                name="reply_readers_see_has_appeared",
            ),
        ),
    ]

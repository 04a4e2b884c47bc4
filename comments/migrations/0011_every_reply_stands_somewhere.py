"""Holds the database to it: every reply stands in a thread."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0010_where_earlier_replies_stand")]

    operations = [
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(("thread_key", ""), _negated=True),
                name="reply_stands_in_a_thread",
            ),
        ),
    ]

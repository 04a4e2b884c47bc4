"""Lets reports be counted by the network that they came from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0011_every_reply_stands_somewhere")]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                condition=models.Q(("network", ""), _negated=True),
                fields=["network", "made_at"],
                name="report_from_network",
            ),
        ),
    ]

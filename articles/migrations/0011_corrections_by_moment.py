"""The ledger of corrections is read newest first, a page at a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_what_was_before")]

    operations = [
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["-made_at", "-id"], name="correction_newest"),
        ),
    ]

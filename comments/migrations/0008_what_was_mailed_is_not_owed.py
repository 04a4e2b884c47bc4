"""Links that were mailed before this edition are not mailed once more."""

from django.db import migrations
from django.db.models import F


def note(apps, schema_editor):
    asked = apps.get_model("comments", "Confirmation").objects.exclude(digest="")
    asked.update(asked_by_mail_at=F("asked_at"), ask_after=None)


class Migration(migrations.Migration):
    dependencies = [("comments", "0007_what_is_owed_by_mail")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]

"""A story's own words are told apart by their digest: long ones fit into no index of PostgreSQL."""

import hashlib

from django.db import migrations, models

AT_ONCE = 500


def note_digests(apps, schema_editor):
    Override = apps.get_model("articles", "Override")
    rows = Override.objects.filter(digest="").only("words").order_by("pk")
    while some := list(rows[:AT_ONCE]):
        for row in some:
            row.digest = hashlib.sha256(row.words.encode()).hexdigest()
        Override.objects.bulk_update(some, ["digest"])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0023_files_that_come_out"),
    ]

    operations = [
        migrations.AddField(
            model_name="override",
            name="digest",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(note_digests, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="override",
            constraint=models.UniqueConstraint(
                fields=("story", "picture", "field", "digest"), name="override_is_noted_once"
            ),
        ),
    ]

"""The library's list is narrowed along indexes, and by the words of a credit."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_licence_not_said_yet"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="picturewords",
            name="credit",
            field=models.TextField(default=""),
        ),
        migrations.AlterField(
            model_name="picture",
            name="fallback",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                help_text="Shown where this one may not be shown any more; else the newspaper's own.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="stands_in_for",
                to="articles.picture",
                verbose_name="picture in its stead",
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                fields=["licence", "-uploaded_at", "-id"], name="picture_newest_of_licence"
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                fields=["uploaded_by", "-uploaded_at", "-id"], name="picture_newest_of_uploader"
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                condition=models.Q(("credit", "")),
                fields=["-uploaded_at", "-id"],
                name="picture_newest_uncredited",
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                condition=models.Q(("alt", ""), ("is_decorative", False)),
                fields=["-uploaded_at", "-id"],
                name="picture_newest_without_alt",
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                condition=models.Q(("blocked_at__isnull", False)),
                fields=["-uploaded_at", "-id"],
                name="picture_newest_blocked",
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                condition=models.Q(
                    ("digital_source", "composite"),
                    ("digital_source", "compositeCapture"),
                    ("digital_source", "compositeSynthetic"),
                    ("digital_source", "compositeWithTrainedAlgorithmicMedia"),
                    ("digital_source", "trainedAlgorithmicMedia"),
                    ("digital_source", "algorithmicMedia"),
                    ("digital_source", "virtualRecording"),
                    _connector="OR",
                ),
                fields=["-uploaded_at", "-id"],
                name="picture_newest_not_as_taken",
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                condition=models.Q(("fallback__isnull", False)),
                fields=["fallback"],
                name="picture_by_what_stands_in",
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                condition=models.Q(("rights_from__isnull", False)),
                fields=["rights_from"],
                name="picture_by_begin_of_rights",
            ),
        ),
    ]

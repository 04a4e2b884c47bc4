"""The library's list is narrowed along indexes, and by the words of a credit."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0017_picture_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="picturewords",
            name="credit",
            field=models.TextField(default=""),
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
                    (
                        "digital_source__in",
                        (
                            "composite",
                            "compositeCapture",
                            "compositeSynthetic",
                            "compositeWithTrainedAlgorithmicMedia",
                            "trainedAlgorithmicMedia",
                            "algorithmicMedia",
                            "virtualRecording",
                        ),
                    )
                ),
                fields=["-uploaded_at", "-id"],
                name="picture_newest_not_as_taken",
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

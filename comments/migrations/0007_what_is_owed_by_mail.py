"""Two columns for whatever somebody is owed a mail about, and the moderators' digest."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0025_pictures_not_cleared"),
        ("comments", "0006_what_outlives_a_writer"),
        ("django_comments_xtd", "0008_auto_20200920_2037"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "is_wanted",
                    models.BooleanField(
                        default=True, verbose_name="mail me what waits for moderators"
                    ),
                ),
                ("told_for", models.DateTimeField(null=True)),
                ("tell_after", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "digest of replies",
                "verbose_name_plural": "digests of replies",
            },
        ),
        migrations.AddField(
            model_name="confirmation",
            name="ask_after",
            field=models.DateTimeField(default=django.utils.timezone.now, null=True),
        ),
        migrations.AddField(
            model_name="confirmation",
            name="asked_by_mail_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="tell_after",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="following",
            name="ask_after",
            field=models.DateTimeField(default=django.utils.timezone.now, null=True),
        ),
        migrations.AddField(
            model_name="following",
            name="asked_by_mail_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="following",
            name="network",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="following",
            name="tell_after",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="reply",
            name="tell_of_after",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="standingchange",
            name="tell_after",
            field=models.DateTimeField(default=django.utils.timezone.now, null=True),
        ),
        migrations.AddField(
            model_name="standingchange",
            name="told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="confirmation",
            index=models.Index(
                condition=models.Q(
                    ("ask_after__isnull", False), ("asked_by_mail_at__isnull", True)
                ),
                fields=["ask_after"],
                name="confirmation_owed",
            ),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(
                condition=models.Q(("tell_after__isnull", False), ("told_at__isnull", True)),
                fields=["tell_after"],
                name="decision_owed",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("tell_of_after__isnull", False), ("told_of_at__isnull", True)),
                fields=["tell_of_after"],
                name="reply_owed_to_whom_it_answers",
            ),
        ),
        migrations.AddIndex(
            model_name="standingchange",
            index=models.Index(
                condition=models.Q(("tell_after__isnull", False), ("told_at__isnull", True)),
                fields=["tell_after"],
                name="standing_owed",
            ),
        ),
        migrations.AddField(
            model_name="digest",
            name="account",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reply_digest",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]

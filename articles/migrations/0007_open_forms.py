"""Who has a story open, with what they typed there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_notes_and_notices"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_by", models.CharField(blank=True, max_length=32)),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("typed_at", models.DateTimeField(null=True)),
                ("based_on", models.PositiveIntegerField(default=0)),
                ("fields", models.JSONField(null=True)),
            ],
            options={
                "verbose_name": "open form",
            },
        ),
        migrations.AddField(
            model_name="openform",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="open_forms",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="openform",
            name="story",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="open_forms",
                to="articles.story",
            ),
        ),
        migrations.AddConstraint(
            model_name="openform",
            constraint=models.UniqueConstraint(
                condition=models.Q(("story__isnull", False)),
                fields=("story", "account"),
                name="one_open_form_for_a_person_and_a_story",
            ),
        ),
        migrations.AddConstraint(
            model_name="openform",
            constraint=models.UniqueConstraint(
                condition=models.Q(("story__isnull", True)),
                fields=("begun_by", "account"),
                name="one_open_form_for_a_person_and_a_beginning",
            ),
        ),
        migrations.AddConstraint(
            model_name="openform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("begun_by", ""), ("story__isnull", False)),
                    models.Q(("story__isnull", True), models.Q(("begun_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="open_form_is_of_a_story_or_a_beginning",
            ),
        ),
    ]

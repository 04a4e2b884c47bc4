"""Corrections say what was wrong, where they stand, and what took their place."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_histories"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="correction",
            name="after_number",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="correction",
            name="before_number",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="correction",
            name="kind",
            field=models.CharField(
                choices=[("correction", "Correction"), ("clarification", "Clarification")],
                default="correction",
                max_length=14,
                verbose_name="kind",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="place",
            field=models.CharField(
                choices=[("foot", "Under the story"), ("top", "Above the story")],
                default="foot",
                max_length=4,
                verbose_name="where it stands",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="superseded_by",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="supersedes",
                to="articles.correction",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="wrong",
            field=models.TextField(
                blank=True,
                help_text="What readers were told before, in a sentence.",
                verbose_name="what was wrong",
            ),
        ),
        migrations.AlterField(
            model_name="correction",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="articles.story",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(("superseded_by", models.F("pk")), _negated=True),
                name="correction_does_not_supersede_itself",
            ),
        ),
    ]

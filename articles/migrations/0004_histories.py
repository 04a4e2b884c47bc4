"""What changed in a revision, which ones readers saw, and what is sealed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_plans_and_embargoes"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shown_from", models.DateTimeField()),
                ("withheld_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "verbose_name": "published version",
                "ordering": ["-shown_from", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SealedCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("headline", models.CharField(max_length=300, verbose_name="headline")),
                ("killed_at", models.DateTimeField(verbose_name="killed")),
                ("reason", models.TextField(verbose_name="reason")),
                ("notice", models.TextField(blank=True, verbose_name="notice to readers")),
                ("content", models.JSONField()),
                ("places", models.JSONField(default=list)),
            ],
            options={
                "verbose_name": "sealed copy of a killed story",
                "verbose_name_plural": "sealed copies",
                "default_permissions": ("view",),
            },
        ),
        migrations.AddField(
            model_name="revision",
            name="based_on",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="revision",
            name="changed",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="revision",
            name="names",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="revision",
            name="restored_from",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="revision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="articles.story",
            ),
        ),
        migrations.AddField(
            model_name="publishedversion",
            name="withheld_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sealedcopy",
            name="killed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="sealedcopy",
            name="story",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sealed",
                to="articles.story",
            ),
        ),
        migrations.AddConstraint(
            model_name="publishedversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withheld_at", None), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="withheld_version_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="sealedcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="kill_has_a_reason"
            ),
        ),
    ]

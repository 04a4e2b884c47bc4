import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0034_what_pages_show"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.CreateModel(
            name="PastSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("section", "section"), ("person", "person"), ("tag", "topic")],
                        max_length=10,
                    ),
                ),
                ("slug", models.SlugField(allow_unicode=True, db_index=False, max_length=100)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past_slugs",
                        to="articles.person",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past_slugs",
                        to="articles.section",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past_slugs",
                        to="taggit.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier address",
                "verbose_name_plural": "earlier addresses",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug"), name="past_slug_leads_to_one_page"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "section"),
                                ("person", None),
                                ("section__isnull", False),
                                ("tag", None),
                            ),
                            models.Q(
                                ("kind", "person"),
                                ("person__isnull", False),
                                ("section", None),
                                ("tag", None),
                            ),
                            models.Q(
                                ("kind", "tag"),
                                ("person", None),
                                ("section", None),
                                ("tag__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="past_slug_is_of_what_its_kind_says",
                    ),
                ],
            },
        ),
    ]

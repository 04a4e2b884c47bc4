"""The front page as editors decide it: its editions, and the places they pin."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0011_corrections_by_moment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="FrontEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="For your colleagues: why the page changes.",
                        max_length=200,
                        verbose_name="note",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now_add=True)),
                ("saves", models.PositiveIntegerField(default=1)),
                ("planned_for", models.DateTimeField(null=True)),
                ("goes_live_at", models.DateTimeField(null=True, verbose_name="goes live")),
                ("decided_at", models.DateTimeField(null=True)),
                ("begun_by", models.CharField(blank=True, max_length=32, null=True, unique=True)),
                (
                    "strip_words",
                    models.CharField(blank=True, max_length=120, verbose_name="words of the strip"),
                ),
                ("strip_until", models.DateTimeField(null=True, verbose_name="the strip ends")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "strip_story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition of the front page",
                "verbose_name_plural": "front page",
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.CreateModel(
            name="FrontPlace",
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
                        choices=[
                            ("lead", "Lead"),
                            ("secondary", "Secondary"),
                            ("section", "Section"),
                        ],
                        max_length=9,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="articles.frontedition",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="front_places",
                        to="articles.section",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="front_places",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "place on the front page",
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="frontedition",
            index=models.Index(fields=["-goes_live_at", "-id"], name="front_edition_by_moment"),
        ),
        migrations.AddConstraint(
            model_name="frontedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("goes_live_at", None)),
                    models.Q(("decided_at__isnull", False), ("goes_live_at__isnull", False)),
                    _connector="OR",
                ),
                name="live_front_edition_was_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="frontedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("goes_live_at", None),
                    ("goes_live_at__gte", models.F("decided_at")),
                    _connector="OR",
                ),
                name="front_edition_is_decided_before_it_goes_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="frontedition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("strip_story", None), ("strip_until", None), ("strip_words", "")),
                    models.Q(
                        models.Q(("strip_words", ""), _negated=True), ("strip_until__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="breaking_strip_has_words_and_an_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="frontplace",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["lead", "secondary", "section"])),
                name="front_place_is_of_a_known_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="frontplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "section"), ("section__isnull", False)),
                    models.Q(models.Q(("kind", "section"), _negated=True), ("section", None)),
                    _connector="OR",
                ),
                name="section_place_names_its_section",
            ),
        ),
        migrations.AddConstraint(
            model_name="frontplace",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "lead"), _negated=True), ("position", 1), _connector="OR"
                ),
                name="front_page_has_one_lead",
            ),
        ),
        migrations.AddConstraint(
            model_name="frontplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("section", None)),
                fields=("edition", "kind", "position"),
                name="top_place_is_taken_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="frontplace",
            constraint=models.UniqueConstraint(
                condition=models.Q(("section__isnull", False)),
                fields=("edition", "section", "position"),
                name="section_place_is_taken_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="frontplace",
            constraint=models.UniqueConstraint(
                fields=("edition", "story"), name="story_stands_once_on_a_front_page"
            ),
        ),
    ]

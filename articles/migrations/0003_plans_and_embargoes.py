"""Stories are planned: publish at, withdraw at, embargo; scheduled and killed are states."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_the_newspaper"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="story",
            options={
                "permissions": [
                    ("approve_story", "Can approve stories and send them back"),
                    ("publish_story", "Can publish, update and withdraw stories"),
                    ("override_readiness", "Can publish a story although something is missing"),
                    ("break_embargo", "Can end an embargo before its moment"),
                    ("kill_story", "Can kill stories"),
                    ("share_story", "Can share an unpublished story by a link"),
                ],
                "verbose_name": "story",
                "verbose_name_plural": "stories",
            },
        ),
        migrations.RemoveConstraint(
            model_name="story",
            name="story_state_is_known",
        ),
        migrations.AddField(
            model_name="move",
            name="is_by_the_clock",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="move",
            name="overridden",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="move",
            name="plan",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="publishedbyline",
            name="embargo_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="embargo until"),
        ),
        migrations.AddField(
            model_name="publishedbyline",
            name="withdraw_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="withdraw at"),
        ),
        migrations.AddField(
            model_name="publishedstory",
            name="embargo_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="embargo until"),
        ),
        migrations.AddField(
            model_name="publishedstory",
            name="withdraw_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="withdraw at"),
        ),
        migrations.AddField(
            model_name="publishedtopic",
            name="embargo_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="embargo until"),
        ),
        migrations.AddField(
            model_name="publishedtopic",
            name="withdraw_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="withdraw at"),
        ),
        migrations.AddField(
            model_name="story",
            name="embargo_until",
            field=models.DateTimeField(editable=False, null=True, verbose_name="embargo until"),
        ),
        migrations.AddField(
            model_name="story",
            name="publish_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="publish at"),
        ),
        migrations.AddField(
            model_name="story",
            name="withdraw_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="withdraw at"),
        ),
        migrations.AlterField(
            model_name="move",
            name="from_state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("ready", "Ready"),
                    ("scheduled", "Scheduled"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("killed", "Killed"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="move",
            name="to_state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("ready", "Ready"),
                    ("scheduled", "Scheduled"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("killed", "Killed"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="story",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Draft"),
                    ("in_review", "In review"),
                    ("ready", "Ready"),
                    ("scheduled", "Scheduled"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("killed", "Killed"),
                ],
                default="draft",
                editable=False,
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("publish_at__isnull", False)),
                fields=["publish_at"],
                name="story_by_planned_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(("withdraw_at__isnull", False)),
                fields=["withdraw_at"],
                name="story_by_last_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("overridden", []), models.Q(("note", ""), _negated=True), _connector="OR"
                ),
                name="what_was_overridden_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "in_review",
                            "ready",
                            "scheduled",
                            "published",
                            "withdrawn",
                            "killed",
                        ],
                    )
                ),
                name="story_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "scheduled"), _negated=True),
                    ("publish_at__isnull", False),
                    _connector="OR",
                ),
                name="scheduled_story_has_its_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="story",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdraw_at", None),
                    models.Q(
                        models.Q(
                            ("publish_at", None),
                            ("withdraw_at__gt", models.F("publish_at")),
                            _connector="OR",
                        ),
                        models.Q(
                            ("embargo_until", None),
                            ("withdraw_at__gt", models.F("embargo_until")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="story_is_withdrawn_after_it_is_published",
            ),
        ),
    ]

"""Makes the tables and columns of the reply desk: rules, standing, reports, versions, lessons."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import comments.models.writers


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0025_pictures_not_cleared"),
        ("comments", "0001_replies_writers_decisions"),
        ("django_comments_xtd", "0008_auto_20200920_2037"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True,
                        default="",
                        max_length=1000,
                        verbose_name="in the writer's words",
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "appeal",
                "verbose_name_plural": "appeals",
            },
        ),
        migrations.CreateModel(
            name="Following",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "following of a thread",
                "verbose_name_plural": "followings of threads",
            },
        ),
        migrations.CreateModel(
            name="HouseRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("hold", "Every reply from a guest is read before it appears"),
                            (
                                "trust",
                                "Replies of trusted writers appear at once, all others are read first",
                            ),
                        ],
                        default="hold",
                        max_length=8,
                        verbose_name="what appears at once",
                    ),
                ),
                (
                    "trusts_by_record",
                    models.BooleanField(
                        default=False, verbose_name="trust writers by their record"
                    ),
                ),
                (
                    "trust_after",
                    models.PositiveIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="approved replies that earn trust",
                    ),
                ),
                (
                    "trust_days",
                    models.PositiveIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3650),
                        ],
                        verbose_name="days without a refusal",
                    ),
                ),
                (
                    "links_hold",
                    models.PositiveIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="web addresses that hold a reply",
                    ),
                ),
                (
                    "banned_words",
                    models.TextField(blank=True, default="", verbose_name="banned words"),
                ),
                (
                    "suspect_words",
                    models.TextField(blank=True, default="", verbose_name="suspect words"),
                ),
                (
                    "refused_share",
                    models.PositiveIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share of refused replies that holds",
                    ),
                ),
                (
                    "refused_days",
                    models.PositiveIntegerField(
                        default=7,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(3650),
                        ],
                        verbose_name="days looked back",
                    ),
                ),
                (
                    "refused_least",
                    models.PositiveIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="decided replies it takes",
                    ),
                ),
                (
                    "pause_seconds",
                    models.PositiveIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(3600),
                        ],
                        verbose_name="seconds between replies",
                    ),
                ),
                (
                    "hourly_by_address",
                    models.PositiveIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10000),
                        ],
                        verbose_name="replies an hour, address",
                    ),
                ),
                (
                    "hourly_by_network",
                    models.PositiveIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100000),
                        ],
                        verbose_name="replies an hour, network",
                    ),
                ),
                (
                    "hourly_confirmations",
                    models.PositiveIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="mails to confirm, an hour",
                    ),
                ),
                (
                    "shortest",
                    models.PositiveIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(1000),
                        ],
                        verbose_name="fewest characters",
                    ),
                ),
                (
                    "longest",
                    models.PositiveIntegerField(
                        default=3000,
                        validators=[
                            django.core.validators.MinValueValidator(100),
                            django.core.validators.MaxValueValidator(20000),
                        ],
                        verbose_name="most characters",
                    ),
                ),
                (
                    "closes_after",
                    models.PositiveIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(36500),
                        ],
                        verbose_name="days until replies close",
                    ),
                ),
                (
                    "edit_minutes",
                    models.PositiveIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="minutes to change an own reply",
                    ),
                ),
                ("scores_spam", models.BooleanField(default=True, verbose_name="spam score")),
                (
                    "spam_holds",
                    models.PositiveIntegerField(
                        default=80,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="spam score that holds",
                    ),
                ),
                (
                    "akismet_url",
                    models.URLField(
                        blank=True, default="", verbose_name="address of the Akismet service"
                    ),
                ),
                (
                    "akismet_key",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="its key"
                    ),
                ),
                (
                    "hook_url",
                    models.URLField(
                        blank=True, default="", verbose_name="address of the signed check"
                    ),
                ),
                (
                    "hook_secret",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="its secret"
                    ),
                ),
                (
                    "outside_seconds",
                    models.PositiveIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(30),
                        ],
                        verbose_name="seconds an answer may take",
                    ),
                ),
                (
                    "networks_kept_days",
                    models.PositiveIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="days networks are kept",
                    ),
                ),
                (
                    "refused_kept_days",
                    models.PositiveIntegerField(
                        default=365,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(36500),
                        ],
                        verbose_name="days refused replies are kept",
                    ),
                ),
                (
                    "digest_hours",
                    models.CharField(
                        blank=True, default="8", max_length=80, verbose_name="hours of the digest"
                    ),
                ),
            ],
            options={
                "verbose_name": "rules for replies",
                "verbose_name_plural": "rules for replies",
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("offensive", "It is offensive"),
                            ("harassment", "It harasses or threatens somebody"),
                            ("hate", "It spreads hate"),
                            ("spam", "It is spam or advertising"),
                            ("misinformation", "What it says is false"),
                            ("personal-data", "It gives away somebody's personal data"),
                            ("illegal", "It may be against the law"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "words",
                    models.TextField(
                        blank=True, default="", max_length=500, verbose_name="in the reader's words"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("network", models.CharField(blank=True, default="", max_length=64)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
            },
        ),
        migrations.CreateModel(
            name="SectionRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hold", "Every reply from a guest is read before it appears"),
                            (
                                "trust",
                                "Replies of trusted writers appear at once, all others are read first",
                            ),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="what appears at once",
                    ),
                ),
                (
                    "closes_after",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(36500)],
                        verbose_name="days until replies close",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of a section",
                "verbose_name_plural": "rules of sections",
            },
        ),
        migrations.CreateModel(
            name="SpamWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=64, unique=True)),
                ("spam", models.IntegerField(default=0)),
                ("ham", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "word of the spam score",
                "verbose_name_plural": "words of the spam score",
            },
        ),
        migrations.CreateModel(
            name="StandingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "from_standing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No standing"),
                            ("trusted", "Trusted"),
                            ("held", "Always held"),
                            ("suspended", "Suspended"),
                            ("banned", "Banned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("from_until", models.DateTimeField(null=True)),
                (
                    "to_standing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No standing"),
                            ("trusted", "Trusted"),
                            ("held", "Always held"),
                            ("suspended", "Suspended"),
                            ("banned", "Banned"),
                        ],
                        max_length=10,
                    ),
                ),
                ("until", models.DateTimeField(null=True)),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "change of standing",
                "verbose_name_plural": "changes of standing",
            },
        ),
        migrations.CreateModel(
            name="StoryRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hold", "Every reply from a guest is read before it appears"),
                            (
                                "trust",
                                "Replies of trusted writers appear at once, all others are read first",
                            ),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="what appears at once",
                    ),
                ),
                (
                    "openness",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "As the rules say"),
                            ("open", "Kept open"),
                            ("closed", "Closed"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="replies",
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "rules of a story",
                "verbose_name_plural": "rules of stories",
            },
        ),
        migrations.CreateModel(
            name="TopicRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "force",
                    models.CharField(
                        choices=[
                            ("hold", "Every reply from a guest is read before it appears"),
                            ("closed", "No replies"),
                        ],
                        max_length=8,
                        verbose_name="what it does",
                    ),
                ),
                (
                    "because",
                    models.CharField(
                        blank=True, default="", max_length=200, verbose_name="because"
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of a topic",
                "verbose_name_plural": "rules of topics",
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("comment", models.TextField(verbose_name="text")),
                ("replaced_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "earlier version",
                "verbose_name_plural": "earlier versions",
            },
        ),
        migrations.CreateModel(
            name="WriterNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="note")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "verbose_name": "note about a writer",
                "verbose_name_plural": "notes about writers",
            },
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_verb_is_known",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_changes_the_state",
        ),
        migrations.AddField(
            model_name="decision",
            name="rule",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="rule"),
        ),
        migrations.AddField(
            model_name="decision",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="reply",
            name="appealed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="reply",
            name="appeared_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="reply",
            name="edited_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="reply",
            name="found",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="reply",
            name="is_edited_by_desk",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="reply",
            name="looked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="reply",
            name="reported_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="reply",
            name="spam_score",
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name="reply",
            name="taught",
            field=models.CharField(
                blank=True,
                choices=[("", "None"), ("spam", "Spam"), ("ham", "Wanted")],
                default="",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="reply",
            name="version",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="writer",
            name="page_key",
            field=models.CharField(default=comments.models.writers.page_key, max_length=32),
        ),
        migrations.AddField(
            model_name="writer",
            name="standing",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "No standing"),
                    ("trusted", "Trusted"),
                    ("held", "Always held"),
                    ("suspended", "Suspended"),
                    ("banned", "Banned"),
                ],
                default="",
                max_length=10,
                verbose_name="standing",
            ),
        ),
        migrations.AddField(
            model_name="writer",
            name="standing_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="until"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="verb",
            field=models.CharField(
                choices=[
                    ("approve", "Approved"),
                    ("reject", "Rejected"),
                    ("spam", "Marked as spam"),
                    ("remove", "Removed"),
                    ("edit", "Edited"),
                    ("uphold", "Upheld the refusal"),
                    ("restore", "Took back"),
                    ("staff", "Replied for the newsroom"),
                    ("pass", "Published by the rules"),
                    ("hold", "Held by the rules"),
                    ("withdraw", "Withdrawn by the writer"),
                ],
                max_length=12,
                verbose_name="verdict",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("reported_at__isnull", False)),
                fields=["reported_at"],
                name="reply_reported",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("appealed_at__isnull", False)),
                fields=["appealed_at"],
                name="reply_appealed",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("looked_at__isnull", True), ("state", "published")),
                fields=["state", "posted_at"],
                name="reply_unmoderated",
            ),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("state", "published")),
                fields=["story", "appeared_at"],
                name="reply_by_appearance",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "verb__in",
                        [
                            "approve",
                            "reject",
                            "spam",
                            "remove",
                            "edit",
                            "uphold",
                            "restore",
                            "staff",
                            "pass",
                            "hold",
                            "withdraw",
                        ],
                    )
                ),
                name="decision_verb_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_state", models.F("to_state")), _negated=True),
                    ("verb__in", ("approve", "edit", "uphold", "restore")),
                    _connector="OR",
                ),
                name="decision_changes_the_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(("taught__in", ["", "spam", "ham"])),
                name="reply_taught_the_spam_score_something_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="writer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("standing__in", ["", "trusted", "held", "suspended", "banned"])
                ),
                name="writer_standing_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="writer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("standing", "suspended"), _negated=True),
                    ("standing_until__isnull", False),
                    _connector="OR",
                ),
                name="suspension_of_a_writer_has_an_end",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="against",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="appeals",
                to="comments.decision",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="reply",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="appeal",
                to="comments.reply",
            ),
        ),
        migrations.AddField(
            model_name="appeal",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="settles_appeals",
                to="comments.decision",
            ),
        ),
        migrations.AddField(
            model_name="following",
            name="story",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reply_followings",
                to="articles.story",
            ),
        ),
        migrations.AddField(
            model_name="following",
            name="writer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="followings",
                to="comments.writer",
            ),
        ),
        migrations.AddConstraint(
            model_name="houserules",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)), name="house_has_one_set_of_reply_rules"
            ),
        ),
        migrations.AddConstraint(
            model_name="houserules",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["hold", "trust"])),
                name="house_reply_mode_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="houserules",
            constraint=models.CheckConstraint(
                condition=models.Q(("longest__gt", models.F("shortest"))),
                name="reply_may_be_longer_than_short",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="reply",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reports",
                to="comments.reply",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="settled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="settles_reports",
                to="comments.decision",
            ),
        ),
        migrations.AddField(
            model_name="sectionrules",
            name="section",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reply_rules",
                to="articles.section",
                verbose_name="section",
            ),
        ),
        migrations.AddConstraint(
            model_name="spamword",
            constraint=models.CheckConstraint(
                condition=models.Q(("ham__gte", 0), ("spam__gte", 0)),
                name="spam_word_is_counted_from_nought",
            ),
        ),
        migrations.AddField(
            model_name="standingchange",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="standingchange",
            name="takes_back",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="taken_back_by",
                to="comments.standingchange",
            ),
        ),
        migrations.AddField(
            model_name="standingchange",
            name="writer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="standing_changes",
                to="comments.writer",
            ),
        ),
        migrations.AddField(
            model_name="storyrules",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="storyrules",
            name="story",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reply_rules",
                to="articles.story",
                verbose_name="story",
            ),
        ),
        migrations.AddField(
            model_name="topicrules",
            name="topic",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reply_rules",
                to="taggit.tag",
                verbose_name="topic",
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="decision",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaced_words",
                to="comments.decision",
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="replaced_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="reply",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="versions",
                to="comments.reply",
            ),
        ),
        migrations.AddField(
            model_name="writernote",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="writernote",
            name="writer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="comments.writer",
            ),
        ),
        migrations.AddIndex(
            model_name="following",
            index=models.Index(fields=["confirmed_at"], name="following_confirmed"),
        ),
        migrations.AddConstraint(
            model_name="following",
            constraint=models.UniqueConstraint(
                fields=("story", "writer"), name="thread_is_followed_once_by_an_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="following",
            constraint=models.UniqueConstraint(
                condition=models.Q(("digest", ""), _negated=True),
                fields=("digest",),
                name="following_link_belongs_to_one_following",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        [
                            "offensive",
                            "harassment",
                            "hate",
                            "spam",
                            "misinformation",
                            "personal-data",
                            "illegal",
                            "other",
                        ],
                    )
                ),
                name="report_reason_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("network", ""), _negated=True),
                fields=("reply", "network", "version"),
                name="network_reports_a_text_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["", "hold", "trust"])),
                name="section_reply_mode_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_standing__in", ["", "trusted", "held", "suspended", "banned"]),
                    ("to_standing__in", ["", "trusted", "held", "suspended", "banned"]),
                ),
                name="change_of_standing_is_between_known_ones",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_standing", models.F("to_standing")), _negated=True),
                    ("to_standing", "suspended"),
                    _connector="OR",
                ),
                name="change_of_standing_changes_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingchange",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="change_of_standing_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="storyrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["", "hold", "trust"])),
                name="story_reply_mode_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="storyrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("openness__in", ["", "open", "closed"])),
                name="story_reply_openness_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="topicrules",
            constraint=models.CheckConstraint(
                condition=models.Q(("force__in", ["hold", "closed"])),
                name="topic_reply_force_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(
                fields=("reply", "number"), name="version_of_a_reply_has_its_own_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="writernote",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True),
                name="note_about_a_writer_has_words",
            ),
        ),
    ]

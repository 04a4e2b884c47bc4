"""The tables of replies as they are today, laid at once; see the newspaper's."""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import comments.models.confirmations
import comments.models.places
import comments.models.writers


class Migration(migrations.Migration):
    replaces = [
        ("comments", "0001_replies_writers_decisions"),
        ("comments", "0002_reply_desk"),
        ("comments", "0003_what_was_decided_was_seen"),
        ("comments", "0004_what_readers_see_has_appeared"),
        ("comments", "0005_people_and_log"),
        ("comments", "0006_what_outlives_a_writer"),
        ("comments", "0007_what_is_owed_by_mail"),
        ("comments", "0008_what_was_mailed_is_not_owed"),
        ("comments", "0009_where_replies_stand"),
        ("comments", "0010_where_earlier_replies_stand"),
        ("comments", "0011_every_reply_stands_somewhere"),
        ("comments", "0012_reports_from_a_network"),
        ("comments", "0013_words_a_reply_taught"),
    ]

    initial = True

    dependencies = [
        ("articles", "0032_stories_that_are_alike"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("django_comments_xtd", "0008_auto_20200920_2037"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.CreateModel(
            name="Bar",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                (
                    "standing",
                    models.CharField(
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
            ],
            options={
                "verbose_name": "bar kept without its address",
                "verbose_name_plural": "bars kept without their addresses",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("standing__in", ("suspended", "banned"))),
                        name="bar_is_a_ban_or_a_suspension",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "suspended"), _negated=True),
                            ("until__isnull", False),
                            _connector="OR",
                        ),
                        name="suspension_in_a_bar_has_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest", ""), _negated=True), name="bar_has_a_digest"
                    ),
                ],
            },
        ),
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
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reply_digest",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "digest of replies",
                "verbose_name_plural": "digests of replies",
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="house_has_one_set_of_reply_rules"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["hold", "trust"])),
                        name="house_reply_mode_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("longest__gt", models.F("shortest"))),
                        name="reply_may_be_longer_than_short",
                    ),
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ham__gte", 0), ("spam__gte", 0)),
                        name="spam_word_is_counted_from_nought",
                    )
                ],
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
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reply_rules",
                        to="articles.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of a story",
                "verbose_name_plural": "rules of stories",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["", "hold", "trust"])),
                        name="story_reply_mode_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("openness__in", ["", "open", "closed"])),
                        name="story_reply_openness_is_known",
                    ),
                ],
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
                (
                    "topic",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reply_rules",
                        to="taggit.tag",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "rule of a topic",
                "verbose_name_plural": "rules of topics",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("force__in", ["hold", "closed"])),
                        name="topic_reply_force_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Writer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.CharField(max_length=254, unique=True, verbose_name="e-mail address"),
                ),
                ("first_seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "standing",
                    models.CharField(
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
                (
                    "standing_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "page_key",
                    models.CharField(default=comments.models.writers.page_key, max_length=32),
                ),
                ("page_mailed_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "writer of replies",
                "verbose_name_plural": "writers of replies",
                "indexes": [models.Index(fields=["-first_seen_at", "-id"], name="writer_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("address", ""), _negated=True),
                        name="writer_has_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("standing__in", ["", "trusted", "held", "suspended", "banned"])
                        ),
                        name="writer_standing_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "suspended"), _negated=True),
                            ("standing_until__isnull", False),
                            _connector="OR",
                        ),
                        name="suspension_of_a_writer_has_an_end",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "xtdcomment_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="django_comments_xtd.xtdcomment",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Unconfirmed"),
                            ("pending", "Waiting"),
                            ("published", "Published"),
                            ("rejected", "Rejected"),
                            ("spam", "Spam"),
                            ("withdrawn", "Withdrawn by the writer"),
                            ("removed", "Removed"),
                        ],
                        default="unconfirmed",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("offensive", "Offensive"),
                            ("abusive", "Abusive"),
                            ("spam", "Spam"),
                            ("advertising", "Advertising"),
                            ("illegal", "Illegal"),
                            ("harassment", "Harassment"),
                            ("misinformation", "Misinformation"),
                            ("hate", "Hate"),
                            ("off-topic", "Off topic"),
                            ("personal-data", "Personal data"),
                            ("other", "Other"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("held_for", models.JSONField(default=list, verbose_name="held because")),
                ("found", models.JSONField(blank=True, default=dict)),
                (
                    "posted_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="posted"),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                ("looked_at", models.DateTimeField(null=True)),
                ("appeared_at", models.DateTimeField(null=True)),
                ("reported_at", models.DateTimeField(null=True)),
                ("appealed_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("edited_at", models.DateTimeField(null=True)),
                ("is_edited_by_desk", models.BooleanField(default=False)),
                ("spam_score", models.FloatField(null=True)),
                (
                    "taught",
                    models.CharField(
                        blank=True,
                        choices=[("", "None"), ("spam", "Spam"), ("ham", "Wanted")],
                        default="",
                        max_length=4,
                    ),
                ),
                ("is_by_staff", models.BooleanField(default=False, verbose_name="by the newsroom")),
                ("network", models.CharField(blank=True, default="", max_length=64)),
                ("told_of_at", models.DateTimeField(null=True)),
                ("tell_of_after", models.DateTimeField(null=True)),
                (
                    "thread_key",
                    comments.models.places.ThreadKeyField(editable=False, max_length=22),
                ),
                (
                    "place",
                    comments.models.places.PlaceField(
                        blank=True, default="", editable=False, max_length=44
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "in_answer_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="answers",
                        to="comments.reply",
                        verbose_name="in answer to",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="articles.story",
                        verbose_name="story",
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replies",
                        to="comments.writer",
                    ),
                ),
            ],
            options={
                "verbose_name": "reply",
                "verbose_name_plural": "replies",
                "ordering": [],
                "permissions": [("moderate_reply", "Can decide which replies readers see")],
                "indexes": [
                    models.Index(fields=["story", "state", "posted_at"], name="reply_in_thread"),
                    models.Index(fields=["state", "posted_at"], name="reply_in_queue"),
                    models.Index(fields=["posted_at"], name="reply_by_moment"),
                    models.Index(fields=["writer", "posted_at"], name="reply_by_writer"),
                    models.Index(
                        condition=models.Q(("network", ""), _negated=True),
                        fields=["network", "posted_at"],
                        name="reply_from_network",
                    ),
                    models.Index(
                        condition=models.Q(("reported_at__isnull", False)),
                        fields=["reported_at"],
                        name="reply_reported",
                    ),
                    models.Index(
                        condition=models.Q(("appealed_at__isnull", False)),
                        fields=["appealed_at"],
                        name="reply_appealed",
                    ),
                    models.Index(
                        condition=models.Q(("looked_at__isnull", True), ("state", "published")),
                        fields=["state", "posted_at"],
                        name="reply_unmoderated",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("tell_of_after__isnull", False), ("told_of_at__isnull", True)
                        ),
                        fields=["tell_of_after"],
                        name="reply_owed_to_whom_it_answers",
                    ),
                    models.Index(
                        condition=models.Q(("state", "published")),
                        fields=["story", "appeared_at"],
                        name="reply_by_appearance",
                    ),
                    models.Index(
                        fields=["story", "state", "thread_key", "place"], name="reply_by_place"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "unconfirmed",
                                    "pending",
                                    "published",
                                    "rejected",
                                    "spam",
                                    "withdrawn",
                                    "removed",
                                ],
                            )
                        ),
                        name="reply_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "",
                                    "offensive",
                                    "abusive",
                                    "spam",
                                    "advertising",
                                    "illegal",
                                    "harassment",
                                    "misinformation",
                                    "hate",
                                    "off-topic",
                                    "personal-data",
                                    "other",
                                ],
                            )
                        ),
                        name="reply_reason_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("rejected", "spam")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="refused_reply_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["published", "removed", "rejected", "spam"]),
                                _negated=True,
                            ),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="reply_readers_saw_was_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("appeared_at__isnull", False),
                            _connector="OR",
                        ),
                        name="reply_readers_see_has_appeared",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taught__in", ["", "spam", "ham"])),
                        name="reply_taught_the_spam_score_something_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("thread_key", ""), _negated=True),
                        name="reply_stands_in_a_thread",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_answer_to__isnull", True),
                            models.Q(("in_answer_to", models.F("xtdcomment_ptr")), _negated=True),
                            _connector="OR",
                        ),
                        name="reply_does_not_answer_itself",
                    ),
                ],
            },
            bases=("django_comments_xtd.xtdcomment",),
        ),
        migrations.CreateModel(
            name="SpamLesson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("words", models.JSONField()),
                (
                    "reply",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spam_lesson",
                        to="comments.reply",
                    ),
                ),
            ],
            options={
                "verbose_name": "lesson of the spam score",
                "verbose_name_plural": "lessons of the spam score",
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
                ("told_at", models.DateTimeField(null=True)),
                ("tell_after", models.DateTimeField(default=django.utils.timezone.now, null=True)),
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
                    "takes_back",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken_back_by",
                        to="comments.standingchange",
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standing_changes",
                        to="comments.writer",
                    ),
                ),
            ],
            options={
                "verbose_name": "change of standing",
                "verbose_name_plural": "changes of standing",
                "indexes": [
                    models.Index(fields=["-made_at", "-id"], name="standing_change_newest"),
                    models.Index(
                        condition=models.Q(
                            ("tell_after__isnull", False), ("told_at__isnull", True)
                        ),
                        fields=["tell_after"],
                        name="standing_owed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_standing__in", ["", "trusted", "held", "suspended", "banned"]),
                            ("to_standing__in", ["", "trusted", "held", "suspended", "banned"]),
                        ),
                        name="change_of_standing_is_between_known_ones",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_standing", models.F("to_standing")), _negated=True),
                            ("to_standing", "suspended"),
                            _connector="OR",
                        ),
                        name="change_of_standing_changes_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="change_of_standing_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(
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
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Unconfirmed"),
                            ("pending", "Waiting"),
                            ("published", "Published"),
                            ("rejected", "Rejected"),
                            ("spam", "Spam"),
                            ("withdrawn", "Withdrawn by the writer"),
                            ("removed", "Removed"),
                        ],
                        max_length=12,
                        verbose_name="from",
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("unconfirmed", "Unconfirmed"),
                            ("pending", "Waiting"),
                            ("published", "Published"),
                            ("rejected", "Rejected"),
                            ("spam", "Spam"),
                            ("withdrawn", "Withdrawn by the writer"),
                            ("removed", "Removed"),
                        ],
                        max_length=12,
                        verbose_name="to",
                    ),
                ),
                (
                    "from_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("offensive", "Offensive"),
                            ("abusive", "Abusive"),
                            ("spam", "Spam"),
                            ("advertising", "Advertising"),
                            ("illegal", "Illegal"),
                            ("harassment", "Harassment"),
                            ("misinformation", "Misinformation"),
                            ("hate", "Hate"),
                            ("off-topic", "Off topic"),
                            ("personal-data", "Personal data"),
                            ("other", "Other"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("offensive", "Offensive"),
                            ("abusive", "Abusive"),
                            ("spam", "Spam"),
                            ("advertising", "Advertising"),
                            ("illegal", "Illegal"),
                            ("harassment", "Harassment"),
                            ("misinformation", "Misinformation"),
                            ("hate", "Hate"),
                            ("off-topic", "Off topic"),
                            ("personal-data", "Personal data"),
                            ("other", "Other"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                (
                    "rule",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="rule"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("note", models.TextField(blank=True, default="", verbose_name="note")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("told_at", models.DateTimeField(null=True)),
                ("tell_after", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
                (
                    "takes_back",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken_back_by",
                        to="comments.decision",
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="comments.reply",
                        verbose_name="reply",
                    ),
                ),
                (
                    "came_with",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="decisions",
                        to="comments.standingchange",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "indexes": [
                    models.Index(fields=["-made_at", "-id"], name="decision_newest"),
                    models.Index(
                        condition=models.Q(
                            ("tell_after__isnull", False), ("told_at__isnull", True)
                        ),
                        fields=["tell_after"],
                        name="decision_owed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "from_state__in",
                                [
                                    "unconfirmed",
                                    "pending",
                                    "published",
                                    "rejected",
                                    "spam",
                                    "withdrawn",
                                    "removed",
                                ],
                            ),
                            (
                                "to_state__in",
                                [
                                    "unconfirmed",
                                    "pending",
                                    "published",
                                    "rejected",
                                    "spam",
                                    "withdrawn",
                                    "removed",
                                ],
                            ),
                        ),
                        name="decision_states_are_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_state", models.F("to_state")), _negated=True),
                            ("verb__in", ("approve", "edit", "uphold", "restore")),
                            _connector="OR",
                        ),
                        name="decision_changes_the_state",
                    ),
                ],
            },
        ),
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
                (
                    "against",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="appeals",
                        to="comments.decision",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="settles_appeals",
                        to="comments.decision",
                    ),
                ),
                (
                    "reply",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appeal",
                        to="comments.reply",
                    ),
                ),
            ],
            options={
                "verbose_name": "appeal",
                "verbose_name_plural": "appeals",
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
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaced_words",
                        to="comments.decision",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="comments.reply",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier version",
                "verbose_name_plural": "earlier versions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("reply", "number"), name="version_of_a_reply_has_its_own_number"
                    )
                ],
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
                ("network", models.CharField(blank=True, default="", max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("asked_by_mail_at", models.DateTimeField(null=True)),
                ("ask_after", models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("tell_after", models.DateTimeField(null=True)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reply_followings",
                        to="articles.story",
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followings",
                        to="comments.writer",
                    ),
                ),
            ],
            options={
                "verbose_name": "following of a thread",
                "verbose_name_plural": "followings of threads",
                "indexes": [models.Index(fields=["confirmed_at"], name="following_confirmed")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("story", "writer"), name="thread_is_followed_once_by_an_address"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("digest", ""), _negated=True),
                        fields=("digest",),
                        name="following_link_belongs_to_one_following",
                    ),
                ],
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
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="comments.writer",
                    ),
                ),
            ],
            options={
                "verbose_name": "note about a writer",
                "verbose_name_plural": "notes about writers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="note_about_a_writer_has_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField(default=comments.models.confirmations.expiry)),
                ("used_at", models.DateTimeField(null=True)),
                ("asked_by_mail_at", models.DateTimeField(null=True)),
                ("ask_after", models.DateTimeField(default=django.utils.timezone.now, null=True)),
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="comments.reply",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation",
                "verbose_name_plural": "confirmations",
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("ask_after__isnull", False), ("asked_by_mail_at__isnull", True)
                        ),
                        fields=["ask_after"],
                        name="confirmation_owed",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("digest", ""), _negated=True),
                        fields=("digest",),
                        name="confirmation_link_belongs_to_one_reply",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("asked_at"))),
                        name="confirmation_expires_after_it_was_asked",
                    ),
                ],
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
                (
                    "reply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="comments.reply",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="settles_reports",
                        to="comments.decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "report",
                "verbose_name_plural": "reports",
                "indexes": [
                    models.Index(
                        condition=models.Q(("network", ""), _negated=True),
                        fields=["network", "made_at"],
                        name="report_from_network",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
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
                    models.UniqueConstraint(
                        condition=models.Q(("network", ""), _negated=True),
                        fields=("reply", "network", "version"),
                        name="network_reports_a_text_once",
                    ),
                ],
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
                (
                    "section",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reply_rules",
                        to="articles.section",
                        verbose_name="section",
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of a section",
                "verbose_name_plural": "rules of sections",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["", "hold", "trust"])),
                        name="section_reply_mode_is_known",
                    )
                ],
            },
        ),
    ]

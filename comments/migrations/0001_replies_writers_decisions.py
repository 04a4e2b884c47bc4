import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import comments.models.confirmations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("articles", "0002_the_newspaper"),
        ("django_comments_xtd", "0008_auto_20200920_2037"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "verbose_name": "writer of replies",
                "verbose_name_plural": "writers of replies",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("address", ""), _negated=True),
                        name="writer_has_an_address",
                    )
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
                (
                    "posted_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="posted"),
                ),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                ("is_by_staff", models.BooleanField(default=False, verbose_name="by the newsroom")),
                ("network", models.CharField(blank=True, default="", max_length=64)),
                ("told_of_at", models.DateTimeField(null=True)),
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
            },
            bases=("django_comments_xtd.xtdcomment",),
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
                            ("restore", "Took back"),
                            ("staff", "Replied for the newsroom"),
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
                ("note", models.TextField(blank=True, default="", verbose_name="note")),
                (
                    "made_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="when"),
                ),
                ("told_at", models.DateTimeField(null=True)),
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
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "indexes": [models.Index(fields=["-made_at", "-id"], name="decision_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "verb__in",
                                ["approve", "reject", "spam", "remove", "restore", "staff"],
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
                        condition=models.Q(("from_state", models.F("to_state")), _negated=True),
                        name="decision_changes_the_state",
                    ),
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
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["story", "state", "posted_at"], name="reply_in_thread"),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["state", "posted_at"], name="reply_in_queue"),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["posted_at"], name="reply_by_moment"),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(fields=["writer", "posted_at"], name="reply_by_writer"),
        ),
        migrations.AddIndex(
            model_name="reply",
            index=models.Index(
                condition=models.Q(("network", ""), _negated=True),
                fields=["network", "posted_at"],
                name="reply_from_network",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("rejected", "spam")), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="refused_reply_has_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["published", "removed", "rejected", "spam"]), _negated=True
                    ),
                    ("decided_at__isnull", False),
                    _connector="OR",
                ),
                name="reply_readers_saw_was_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("in_answer_to__isnull", True),
                    models.Q(("in_answer_to", models.F("xtdcomment_ptr")), _negated=True),
                    _connector="OR",
                ),
                name="reply_does_not_answer_itself",
            ),
        ),
    ]

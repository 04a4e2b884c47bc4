"""The newspaper's tables as they are today, laid at once: a new site does not repeat their history.

A site that began with an earlier version takes the single steps below, each once.
"""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import taggit.managers
from django.conf import settings
from django.db import migrations, models

import articles.models.pictures
import articles.models.rights

newspaper = import_module("articles.migrations.0002_the_newspaper")
found_by = import_module("articles.migrations.0030_what_stories_are_found_by")


class Migration(migrations.Migration):
    replaces = [
        ("articles", "0001_stories_pictures_people"),
        ("articles", "0002_the_newspaper"),
        ("articles", "0003_plans_and_embargoes"),
        ("articles", "0004_histories"),
        ("articles", "0005_ledger_of_corrections"),
        ("articles", "0006_notes_and_notices"),
        ("articles", "0007_open_forms"),
        ("articles", "0008_shares_and_views"),
        ("articles", "0009_rules_of_the_house"),
        ("articles", "0010_what_was_before"),
        ("articles", "0011_corrections_by_moment"),
        ("articles", "0012_front_page"),
        ("articles", "0013_words_of_each_page"),
        ("articles", "0014_words_of_stories"),
        ("articles", "0015_where_the_desk_looks"),
        ("articles", "0016_strip_that_is_kept"),
        ("articles", "0017_picture_desk"),
        ("articles", "0018_licence_not_said_yet"),
        ("articles", "0019_lists_of_pictures"),
        ("articles", "0020_words_of_pictures"),
        ("articles", "0021_rights_of_pictures"),
        ("articles", "0022_own_words_of_stories"),
        ("articles", "0023_files_that_come_out"),
        ("articles", "0024_own_words_told_apart_by_digest"),
        ("articles", "0025_pictures_not_cleared"),
        ("articles", "0026_the_readers_site"),
        ("articles", "0027_what_is_read_most"),
        ("articles", "0028_sections_lead_people_and_topics_say"),
        ("articles", "0029_newspapers_logo"),
        ("articles", "0030_what_stories_are_found_by"),
        ("articles", "0031_what_goes_out_by_itself"),
        ("articles", "0032_stories_that_are_alike"),
        ("articles", "0033_words_lie_in_the_index"),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexState",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("language", models.CharField(blank=True, max_length=20)),
                ("floor", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "state of an index",
            },
        ),
        migrations.CreateModel(
            name="Keyword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=100, unique=True, verbose_name="slug"
                    ),
                ),
            ],
            options={
                "verbose_name": "keyword",
                "verbose_name_plural": "keywords",
            },
        ),
        migrations.CreateModel(
            name="KnownWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=60, unique=True)),
                ("stories", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name": "known word",
            },
        ),
        migrations.CreateModel(
            name="PublishedMonth",
            fields=[
                ("month", models.DateField(primary_key=True, serialize=False)),
                ("stories", models.PositiveIntegerField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WordCount",
            fields=[
                ("word", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("stories", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name": "count of a word",
            },
        ),
        migrations.CreateModel(
            name="Embed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.URLField(max_length=500, unique=True)),
                ("provider", models.SlugField(max_length=20)),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                ("author", models.CharField(blank=True, max_length=200, verbose_name="author")),
                ("words", models.TextField(blank=True, verbose_name="words")),
                ("asked_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "embed",
                "verbose_name_plural": "embeds",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("provider", ""), _negated=True),
                        name="embed_has_a_provider",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("query", models.CharField(max_length=600)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "name"), name="saved_view_has_one_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="saved_view_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Spelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=60)),
                (
                    "word",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spellings",
                        to="articles.knownword",
                    ),
                ),
            ],
            options={
                "verbose_name": "spelling of a word",
            },
        ),
        migrations.CreateModel(
            name="TopicPage",
            fields=[
                (
                    "tag",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="page",
                        serialize=False,
                        to="taggit.tag",
                    ),
                ),
                ("description", models.TextField(max_length=300, verbose_name="description")),
            ],
            options={
                "verbose_name": "page of a topic",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("description", ""), _negated=True),
                        name="page_of_a_topic_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "original",
                    models.FileField(
                        max_length=200,
                        storage=articles.models.pictures.originals,
                        upload_to=articles.models.pictures.original_path,
                        verbose_name="file",
                    ),
                ),
                ("format", models.CharField(editable=False, max_length=8)),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                ("checksum", models.CharField(db_index=True, editable=False, max_length=64)),
                ("key", models.CharField(db_index=True, editable=False, max_length=24)),
                ("colour", models.CharField(default="#888888", editable=False, max_length=7)),
                ("size", models.PositiveBigIntegerField(default=0, editable=False)),
                ("boxes", models.JSONField(default=dict, editable=False)),
                (
                    "made_for",
                    models.CharField(db_index=True, default="", editable=False, max_length=12),
                ),
                ("frames", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "file_name",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="name of the file"
                    ),
                ),
                ("from_file", models.JSONField(default=dict, editable=False)),
                ("content_credentials", models.JSONField(editable=False, null=True)),
                ("look_0", models.PositiveIntegerField(editable=False, null=True)),
                ("look_1", models.PositiveIntegerField(editable=False, null=True)),
                ("look_2", models.PositiveIntegerField(editable=False, null=True)),
                ("look_3", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "caption",
                    models.TextField(
                        blank=True,
                        help_text="Who, what, where and when. Shown under the picture.",
                        verbose_name="caption",
                    ),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What a reader who cannot see the picture needs to know.",
                        max_length=400,
                        verbose_name="alt text",
                    ),
                ),
                (
                    "is_decorative",
                    models.BooleanField(
                        default=False,
                        help_text="It tells nothing that the text does not: those who cannot see it skip it.",
                        verbose_name="decorative",
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="As it has to be shown, such as “Photo: A. Photographer/Agency”.",
                        max_length=200,
                        verbose_name="credit",
                    ),
                ),
                (
                    "byline",
                    models.CharField(blank=True, max_length=120, verbose_name="photographer"),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                (
                    "copyright",
                    models.CharField(blank=True, max_length=200, verbose_name="copyright"),
                ),
                (
                    "notice",
                    models.TextField(
                        blank=True,
                        help_text="For the desk; readers see it only where the box below says so.",
                        verbose_name="notice to editors",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("taken_on", models.DateField(blank=True, null=True, verbose_name="taken on")),
                (
                    "digital_source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("digitalCapture", "Taken with a camera"),
                            ("computationalCapture", "Taken with a camera and computed"),
                            ("negativeFilm", "Digitised from a negative"),
                            ("positiveFilm", "Digitised from a positive"),
                            ("print", "Digitised from a print"),
                            ("humanEdits", "Edited by a person"),
                            ("algorithmicallyEnhanced", "Enhanced by an algorithm"),
                            ("digitalCreation", "Drawn on a computer"),
                            ("dataDrivenMedia", "Drawn from data"),
                            ("screenCapture", "Captured from a screen"),
                            ("composite", "Composite"),
                            ("compositeCapture", "Composite of photographs"),
                            ("compositeSynthetic", "Composite with generated parts"),
                            (
                                "compositeWithTrainedAlgorithmicMedia",
                                "Edited with a generative model",
                            ),
                            ("trainedAlgorithmicMedia", "Generated by a model"),
                            ("algorithmicMedia", "Generated by an algorithm"),
                            ("virtualRecording", "Recorded in a virtual scene"),
                        ],
                        max_length=40,
                        verbose_name="how it was made",
                    ),
                ),
                (
                    "keep_animation",
                    models.BooleanField(
                        default=False,
                        help_text="Without this, readers see the first frame alone.",
                        verbose_name="keep the animation",
                    ),
                ),
                (
                    "show_notice",
                    models.BooleanField(default=False, verbose_name="show the notice to readers"),
                ),
                (
                    "licence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Staff photograph"),
                            ("commissioned", "Commissioned"),
                            ("agency", "Agency"),
                            ("handout", "Handout"),
                            ("pool", "Pool"),
                            ("public-domain", "Public domain"),
                            ("cc0", "Creative Commons Zero"),
                            ("cc-by", "Creative Commons Attribution"),
                            ("cc-by-sa", "Creative Commons Attribution-ShareAlike"),
                            ("cc-by-nd", "Creative Commons Attribution-NoDerivatives"),
                            ("cc-by-nc", "Creative Commons Attribution-NonCommercial"),
                            (
                                "cc-by-nc-sa",
                                "Creative Commons Attribution-NonCommercial-ShareAlike",
                            ),
                            (
                                "cc-by-nc-nd",
                                "Creative Commons Attribution-NonCommercial-NoDerivatives",
                            ),
                            ("screen", "Screen capture"),
                            ("reader", "A reader's picture"),
                        ],
                        max_length=20,
                        verbose_name="licence",
                    ),
                ),
                (
                    "licence_version",
                    models.CharField(blank=True, max_length=10, verbose_name="licence version"),
                ),
                ("licence_url", models.URLField(blank=True, verbose_name="address of the licence")),
                (
                    "usage_terms",
                    models.TextField(
                        blank=True,
                        help_text="What the rights holder asks of whoever uses it.",
                        verbose_name="usage terms",
                    ),
                ),
                (
                    "for_web",
                    models.BooleanField(default=True, verbose_name="cleared for our pages"),
                ),
                (
                    "for_social",
                    models.BooleanField(
                        default=True, verbose_name="cleared for cards on other sites"
                    ),
                ),
                ("for_feeds", models.BooleanField(default=True, verbose_name="cleared for feeds")),
                ("for_print", models.BooleanField(default=True, verbose_name="cleared for print")),
                (
                    "rights_from",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which we may publish it; empty where there is none.",
                        null=True,
                        verbose_name="rights begin",
                    ),
                ),
                (
                    "rights_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day on which we may publish it; empty where there is none.",
                        null=True,
                        verbose_name="rights end",
                    ),
                ),
                (
                    "focal_x",
                    models.FloatField(
                        default=0.5,
                        help_text="0 is the left edge, 1 the right. Crops keep this point in sight.",
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="focal point, from the left",
                    ),
                ),
                (
                    "focal_y",
                    models.FloatField(
                        default=0.5,
                        help_text="0 is the top edge, 1 the bottom.",
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(1),
                        ],
                        verbose_name="focal point, from the top",
                    ),
                ),
                (
                    "blocked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="blocked"),
                ),
                (
                    "blocked_reason",
                    models.TextField(blank=True, editable=False, verbose_name="why it is blocked"),
                ),
                ("end_noted", models.DateField(editable=False, null=True)),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="uploaded")),
                (
                    "blocked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fallback",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        help_text="Shown where this one may not be shown any more; else the newspaper's own.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stands_in_for",
                        to="articles.picture",
                        verbose_name="picture in its stead",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "permissions": [("block_picture", "Can block a picture at once")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("rights_until__isnull", False)),
                        fields=["rights_until"],
                        name="picture_by_end_of_rights",
                    ),
                    models.Index(fields=["-uploaded_at", "-id"], name="picture_newest"),
                    models.Index(
                        fields=["licence", "-uploaded_at", "-id"], name="picture_newest_of_licence"
                    ),
                    models.Index(
                        fields=["uploaded_by", "-uploaded_at", "-id"],
                        name="picture_newest_of_uploader",
                    ),
                    models.Index(
                        condition=models.Q(("credit", "")),
                        fields=["-uploaded_at", "-id"],
                        name="picture_newest_uncredited",
                    ),
                    models.Index(
                        condition=models.Q(("alt", ""), ("is_decorative", False)),
                        fields=["-uploaded_at", "-id"],
                        name="picture_newest_without_alt",
                    ),
                    models.Index(
                        condition=models.Q(("blocked_at__isnull", False)),
                        fields=["-uploaded_at", "-id"],
                        name="picture_newest_blocked",
                    ),
                    models.Index(
                        condition=models.Q(("for_web", False)),
                        fields=["-uploaded_at", "-id"],
                        name="picture_newest_not_cleared",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("digital_source", "composite"),
                            ("digital_source", "compositeCapture"),
                            ("digital_source", "compositeSynthetic"),
                            ("digital_source", "compositeWithTrainedAlgorithmicMedia"),
                            ("digital_source", "trainedAlgorithmicMedia"),
                            ("digital_source", "algorithmicMedia"),
                            ("digital_source", "virtualRecording"),
                            _connector="OR",
                        ),
                        fields=["-uploaded_at", "-id"],
                        name="picture_newest_not_as_taken",
                    ),
                    models.Index(
                        condition=models.Q(("fallback__isnull", False)),
                        fields=["fallback"],
                        name="picture_by_what_stands_in",
                    ),
                    models.Index(
                        condition=models.Q(("rights_from__isnull", False)),
                        fields=["rights_from"],
                        name="picture_by_begin_of_rights",
                    ),
                    models.Index(fields=["look_0"], name="picture_by_look_0"),
                    models.Index(fields=["look_1"], name="picture_by_look_1"),
                    models.Index(fields=["look_2"], name="picture_by_look_2"),
                    models.Index(fields=["look_3"], name="picture_by_look_3"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("height__gt", 0), ("width__gt", 0)),
                        name="picture_has_a_size",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("focal_x__range", (0, 1)), ("focal_y__range", (0, 1))),
                        name="focal_point_lies_in_the_picture",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rights_from", None),
                            ("rights_until", None),
                            ("rights_from__lte", models.F("rights_until")),
                            _connector="OR",
                        ),
                        name="picture_rights_begin_before_they_end",
                        violation_error_message="The rights end before they begin.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("blocked_at", None), ("blocked_reason", "")),
                            models.Q(
                                ("blocked_at__isnull", False),
                                models.Q(("blocked_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="picture_is_blocked_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fallback", None),
                            models.Q(("fallback", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="picture_does_not_stand_in_for_itself",
                        violation_error_message="A picture cannot stand in for itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_decorative", False), ("alt", ""), _connector="OR"),
                        name="decorative_picture_has_no_alt_text",
                        violation_error_message="A decorative picture has no alt text: empty it, or take the mark away.",
                    ),
                ],
            },
            bases=(articles.models.rights.Rights, models.Model),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("slug", models.SlugField(max_length=100, unique=True, verbose_name="address")),
                ("role", models.CharField(blank=True, max_length=100, verbose_name="role")),
                ("bio", models.TextField(blank=True, verbose_name="about")),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="public e-mail address"
                    ),
                ),
                ("links", models.JSONField(blank=True, default=list, verbose_name="links")),
                (
                    "account",
                    models.OneToOneField(
                        blank=True,
                        help_text="Empty for a guest who does not sign in.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="account",
                    ),
                ),
                (
                    "portrait",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="portrait_of",
                        to="articles.picture",
                        verbose_name="portrait",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PictureWords",
            fields=[
                (
                    "picture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_words",
                        serialize=False,
                        to="articles.picture",
                    ),
                ),
                ("words", models.TextField()),
                ("credit", models.TextField(default="")),
            ],
            options={
                "verbose_name": "words of a picture",
            },
        ),
        migrations.CreateModel(
            name="PastKey",
            fields=[
                ("key", models.CharField(max_length=24, primary_key=True, serialize=False)),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="past_keys",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier address",
                "verbose_name_plural": "earlier addresses",
            },
        ),
        migrations.CreateModel(
            name="Newspaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(default="Newsroom", max_length=80, verbose_name="name")),
                ("tagline", models.CharField(blank=True, max_length=160, verbose_name="tagline")),
                (
                    "about",
                    models.TextField(
                        blank=True,
                        help_text="Shown at /about/. An empty line begins a paragraph.",
                        verbose_name="about",
                    ),
                ),
                (
                    "legal",
                    models.TextField(
                        blank=True,
                        help_text="At the foot of every page: publisher, rights.",
                        verbose_name="legal lines",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(blank=True, max_length=254, verbose_name="contact address"),
                ),
                (
                    "follow",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The newspaper's own addresses on other sites, under “Connect with us”.",
                        verbose_name="follow links",
                    ),
                ),
                (
                    "four_eyes",
                    models.BooleanField(
                        default=False,
                        help_text="Nobody publishes a story of their own before a colleague has approved it.",
                        verbose_name="four eyes",
                    ),
                ),
                (
                    "public_history",
                    models.BooleanField(
                        default=True,
                        help_text="Readers can open the earlier published versions of a story.",
                        verbose_name="public history",
                    ),
                ),
                (
                    "kill_notice",
                    models.TextField(
                        blank=True,
                        help_text="What readers find where a killed story stood, unless the kill has its own.",
                        verbose_name="notice of a killed story",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=12, verbose_name="language")),
                (
                    "time_zone",
                    models.CharField(blank=True, max_length=64, verbose_name="time zone"),
                ),
                (
                    "date_style",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "as the language writes it"),
                            ("day", "21 November 2026"),
                            ("month", "November 21, 2026"),
                            ("iso", "2026-11-21"),
                        ],
                        default="",
                        max_length=8,
                        verbose_name="days are written",
                    ),
                ),
                (
                    "accent",
                    models.CharField(default="#0b5a63", max_length=7, verbose_name="accent colour"),
                ),
                ("logos", models.JSONField(blank=True, default=dict)),
                (
                    "navigation",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="The row under the masthead. Empty: all sections in their order.",
                        verbose_name="navigation",
                    ),
                ),
                (
                    "feed_text",
                    models.CharField(
                        choices=[
                            ("summary", "the standfirst or the first words"),
                            ("full", "the whole story"),
                        ],
                        default="summary",
                        max_length=8,
                        verbose_name="feeds carry",
                    ),
                ),
                (
                    "ai_crawlers",
                    models.CharField(
                        choices=[
                            ("all", "may read everything that readers may"),
                            ("answers", "may read for answers that link here, not to train models"),
                            ("none", "may read nothing"),
                        ],
                        default="all",
                        max_length=8,
                        verbose_name="crawlers of language models",
                    ),
                ),
                (
                    "websub_hub",
                    models.URLField(
                        blank=True,
                        help_text="Told of every new story, so that readers of feeds get it at once.",
                        verbose_name="WebSub hub",
                    ),
                ),
                (
                    "index_now",
                    models.BooleanField(
                        default=False,
                        help_text="Search engines that take part are told of stories that came, changed or went.",
                        verbose_name="IndexNow",
                    ),
                ),
                (
                    "index_now_key",
                    models.CharField(blank=True, max_length=64, verbose_name="IndexNow key"),
                ),
                (
                    "licensing_url",
                    models.URLField(
                        blank=True,
                        help_text="Named to search engines with pictures whose rights are yours to sell.",
                        verbose_name="where pictures are licensed",
                    ),
                ),
                (
                    "counts_reading",
                    models.BooleanField(
                        default=True,
                        help_text="For “Most read”: without cookies, and nothing about anybody is kept.",
                        verbose_name="count what is read",
                    ),
                ),
                (
                    "fallback_picture",
                    models.ForeignKey(
                        blank=True,
                        help_text="Shown where a story's picture may not be shown any more and has none of its own in its stead; without one the story has no picture then.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="newspaper_stands_in",
                        to="articles.picture",
                        verbose_name="picture in another's stead",
                    ),
                ),
            ],
            options={
                "verbose_name": "newspaper",
                "verbose_name_plural": "newspaper",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="there_is_one_newspaper"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("index_now", False),
                            models.Q(("index_now_key", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="index_now_has_a_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PictureCrop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("crop", models.CharField(max_length=20)),
                ("left", models.FloatField()),
                ("top", models.FloatField()),
                ("width", models.FloatField()),
                ("height", models.FloatField()),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="crops",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "crop by hand",
                "verbose_name_plural": "crops by hand",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("picture", "crop"), name="picture_is_cropped_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("height__gt", 0),
                            ("left__gte", 0),
                            ("top__gte", 0),
                            ("width__gt", 0),
                            (
                                "left__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(1.0001), "-", models.F("width")
                                ),
                            ),
                            (
                                "top__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.Value(1.0001), "-", models.F("height")
                                ),
                            ),
                        ),
                        name="crop_lies_in_the_picture",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PictureEvent",
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
                            ("added", "Added"),
                            ("described", "Described anew"),
                            ("cropped", "Cropped anew"),
                            ("replaced", "File replaced"),
                            ("blocked", "Blocked"),
                            ("unblocked", "No longer blocked"),
                            ("ended", "Rights ended"),
                        ],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("note", models.TextField(blank=True)),
                ("changed", models.JSONField(default=dict)),
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
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "event of a picture",
                "verbose_name_plural": "events of a picture",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="PictureKeyword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="keyword_items",
                        to="articles.picture",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="articles.keyword",
                    ),
                ),
            ],
            options={
                "verbose_name": "keyword of a picture",
                "verbose_name_plural": "keywords of a picture",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_object", "tag"), name="picture_has_a_keyword_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=80)),
                ("size", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "rendition",
                "verbose_name_plural": "renditions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("picture", "name"), name="picture_has_a_rendition_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RightsReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_day", models.DateField()),
                ("days_before", models.PositiveSmallIntegerField()),
                ("told_at", models.DateTimeField(auto_now_add=True)),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder of rights",
                "verbose_name_plural": "reminders of rights",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("picture", "last_day", "days_before"),
                        name="end_of_rights_is_told_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="address")),
                (
                    "description",
                    models.CharField(blank=True, max_length=200, verbose_name="description"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Lower numbers come first in the navigation.",
                        verbose_name="position",
                    ),
                ),
                (
                    "replies_open",
                    models.BooleanField(
                        default=True,
                        help_text="Off closes replies under all its stories.",
                        verbose_name="replies open",
                    ),
                ),
            ],
            options={
                "verbose_name": "section",
                "verbose_name_plural": "sections",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("headline", models.CharField(max_length=300, verbose_name="headline")),
                (
                    "short_headline",
                    models.CharField(
                        blank=True,
                        help_text="For lists, search engines and cards, where the headline is too long.",
                        max_length=80,
                        verbose_name="short headline",
                    ),
                ),
                (
                    "standfirst",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences.",
                        max_length=600,
                        verbose_name="standfirst",
                    ),
                ),
                (
                    "dateline",
                    models.CharField(
                        blank=True,
                        help_text="The place, such as MARRAM.",
                        max_length=60,
                        verbose_name="dateline",
                    ),
                ),
                (
                    "lead_caption",
                    models.TextField(
                        blank=True,
                        help_text="Only where the library's caption does not fit here. The credit always shows.",
                        verbose_name="caption for this story",
                    ),
                ),
                (
                    "lead_alt",
                    models.CharField(
                        blank=True,
                        help_text="Only where the library's alt text does not fit here.",
                        max_length=400,
                        verbose_name="alt text for this story",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The last part of the address. Made from the headline when left empty.",
                        max_length=80,
                        verbose_name="address",
                    ),
                ),
                ("replies_open", models.BooleanField(default=True, verbose_name="replies open")),
                ("body", models.TextField(blank=True, verbose_name="body")),
                (
                    "state",
                    models.CharField(
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
                ("revision_number", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="published"),
                ),
                (
                    "publish_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="publish at"),
                ),
                (
                    "withdraw_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="withdraw at"),
                ),
                (
                    "embargo_until",
                    models.DateTimeField(editable=False, null=True, verbose_name="embargo until"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="begun")),
                (
                    "changed_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="last changed"),
                ),
                (
                    "begun_by",
                    models.CharField(
                        blank=True, editable=False, max_length=32, null=True, unique=True
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stories_begun",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lead_picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_leads",
                        to="articles.picture",
                        verbose_name="lead picture",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="desk_stories",
                        to="articles.section",
                        verbose_name="section",
                    ),
                ),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "permissions": [
                    ("approve_story", "Can approve stories and send them back"),
                    ("publish_story", "Can publish, update and withdraw stories"),
                    ("override_readiness", "Can publish a story although something is missing"),
                    ("break_embargo", "Can end an embargo before its moment"),
                    ("kill_story", "Can kill stories"),
                    ("share_story", "Can share an unpublished story by a link"),
                ],
                "indexes": [
                    models.Index(fields=["-changed_at", "-id"], name="story_latest_touched"),
                    models.Index(fields=["state", "-changed_at", "-id"], name="story_by_state"),
                    models.Index(
                        fields=["section", "-changed_at", "-id"], name="story_latest_in_section"
                    ),
                    models.Index(fields=["created_by", "state"], name="story_by_who_began_it"),
                    models.Index(
                        condition=models.Q(("publish_at__isnull", False)),
                        fields=["publish_at"],
                        name="story_by_planned_moment",
                    ),
                    models.Index(
                        condition=models.Q(("withdraw_at__isnull", False)),
                        fields=["withdraw_at"],
                        name="story_by_last_moment",
                    ),
                    models.Index(
                        condition=models.Q(("embargo_until__isnull", False)),
                        fields=["embargo_until"],
                        name="story_by_end_of_embargo",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="story_is_dated_once_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "scheduled"), _negated=True),
                            ("publish_at__isnull", False),
                            _connector="OR",
                        ),
                        name="scheduled_story_has_its_moment",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskIndex",
            fields=[
                ("headline", models.TextField(blank=True)),
                ("names", models.TextField(blank=True)),
                ("about", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("marks", models.TextField(blank=True)),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="found_by",
                        serialize=False,
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "words the desk finds a story by",
            },
        ),
        migrations.CreateModel(
            name="StoryWords",
            fields=[
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="articles.story",
                    ),
                ),
                ("words", models.TextField()),
            ],
            options={
                "verbose_name": "words of a story",
            },
        ),
        migrations.CreateModel(
            name="BrokenLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("found_at", models.DateTimeField(auto_now_add=True)),
                ("mended_at", models.DateTimeField(null=True)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="broken_lines",
                        to="articles.story",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="breaks_lines_of",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "line to mend",
                "verbose_name_plural": "lines to mend",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("mended_at", None)),
                        fields=("story", "target"),
                        name="a_broken_line_is_noted_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pages", models.JSONField()),
                ("feeds", models.JSONField()),
                ("is_gone", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField(db_index=True)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcements",
                        to="articles.story",
                    ),
                ),
            ],
        ),
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
                ("keeps_strip", models.BooleanField(default=False)),
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
                "indexes": [
                    models.Index(fields=["-goes_live_at", "-id"], name="front_edition_by_moment"),
                    models.Index(
                        condition=models.Q(("keeps_strip", False)),
                        fields=["-goes_live_at", "-id"],
                        name="front_edition_deciding_strip",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("goes_live_at", None)),
                            models.Q(
                                ("decided_at__isnull", False), ("goes_live_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="live_front_edition_was_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("goes_live_at", None),
                            ("goes_live_at__gte", models.F("decided_at")),
                            _connector="OR",
                        ),
                        name="front_edition_is_decided_before_it_goes_live",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("strip_story", None), ("strip_until", None), ("strip_words", "")
                            ),
                            models.Q(
                                models.Q(("strip_words", ""), _negated=True),
                                ("strip_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="breaking_strip_has_words_and_an_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("keeps_strip", False), ("strip_words", ""), _connector="OR"
                        ),
                        name="edition_that_keeps_the_strip_has_none_of_its_own",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MostRead",
            fields=[
                ("place", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="most_read",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "place among the most read",
                "ordering": ["place"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("place__gte", 1)), name="most_read_begins_with_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=20)),
                (
                    "from_state",
                    models.CharField(
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
                (
                    "to_state",
                    models.CharField(
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
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("is_by_the_clock", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                ("overridden", models.JSONField(default=list)),
                ("plan", models.JSONField(default=dict)),
                ("revision_number", models.PositiveIntegerField()),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moves",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "move",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("overridden", []),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="what_was_overridden_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="note")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                (
                    "answers",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="thread",
                        to="articles.note",
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
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="note_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answers", None), ("resolved_at", None), _connector="OR"
                        ),
                        name="only_the_first_note_of_a_thread_is_resolved",
                    ),
                ],
            },
        ),
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
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen_at", models.DateTimeField(null=True)),
                ("page", models.CharField(blank=True, max_length=32)),
                ("typed_at", models.DateTimeField(null=True)),
                ("based_on", models.PositiveIntegerField(default=0)),
                ("fields", models.JSONField(null=True)),
                ("aside", models.JSONField(default=list)),
                ("saved_pages", models.JSONField(default=list)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_forms",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_forms",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "open form",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("story__isnull", False)),
                        fields=("story", "account"),
                        name="one_open_form_for_a_person_and_a_story",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("story__isnull", True)),
                        fields=("begun_by", "account"),
                        name="one_open_form_for_a_person_and_a_beginning",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("begun_by", ""), ("story__isnull", False)),
                            models.Q(
                                ("story__isnull", True), models.Q(("begun_by", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="open_form_is_of_a_story_or_a_beginning",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                (
                    "guest",
                    models.CharField(blank=True, max_length=100, verbose_name="or a guest's name"),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bylines",
                        to="articles.story",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="articles.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "name in the byline",
                "verbose_name_plural": "byline",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guest", ""), ("person__isnull", False)),
                            models.Q(
                                ("person__isnull", True), models.Q(("guest", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="byline_names_a_person_or_a_guest",
                        violation_error_message="Choose a person or type a guest's name, one of the two.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Override",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[("caption", "Caption"), ("alt", "Alt text")], max_length=8
                    ),
                ),
                ("words", models.TextField()),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("against", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overrides",
                        to="articles.story",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="overrides",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "caption of one story",
                "verbose_name_plural": "captions of one story",
                "indexes": [
                    models.Index(
                        condition=models.Q(("changed_at__isnull", False)),
                        fields=["-changed_at"],
                        name="overrides_to_review",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("story", "picture", "field", "digest"),
                        name="override_is_noted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("field__in", ["caption", "alt"])),
                        name="override_field_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="override_has_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
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
                            ("move", "A move"),
                            ("note", "A note"),
                            ("line", "A READ ALSO line"),
                            ("kill", "A killed story"),
                            ("block", "A blocked picture"),
                        ],
                        max_length=6,
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="articles.brokenline",
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
                    "move",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="articles.move",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="articles.note",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="articles.story",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="articles.pictureevent",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "indexes": [
                    models.Index(
                        fields=["account", "seen_at", "-made_at"], name="notice_by_account"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["move", "kill"]), ("move__isnull", False)),
                            models.Q(("kind", "note"), ("note__isnull", False)),
                            models.Q(("kind", "line"), ("line__isnull", False)),
                            models.Q(("event__isnull", False), ("kind", "block")),
                            _connector="OR",
                        ),
                        name="notice_is_of_what_its_kind_says",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("event__isnull", False)),
                        fields=("account", "story", "event"),
                        name="told_once_of_a_picture_in_a_story",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("move__isnull", False)),
                        fields=("account", "move"),
                        name="told_once_of_a_move",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("note__isnull", False)),
                        fields=("account", "note"),
                        name="told_once_of_a_note",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("hour", models.DateTimeField()),
                ("number", models.PositiveIntegerField()),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "reading of a story",
                "default_permissions": (),
                "indexes": [models.Index(fields=["hour"], name="readings_by_hour")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("story", "hour"), name="story_is_counted_once_an_hour"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="reading_was_at_least_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "copy",
                    models.CharField(
                        choices=[("desk", "Desk's copy"), ("readers", "Readers' copy")],
                        max_length=8,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("link", "Link"),
                            ("read-also", "READ ALSO line"),
                            ("picture", "Picture"),
                        ],
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="articles.story",
                    ),
                ),
                (
                    "target_picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pointed_to_by",
                        to="articles.picture",
                    ),
                ),
                (
                    "target_story",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pointed_to_by",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target_story__isnull", True),
                            ("target_picture__isnull", True),
                            _connector="XOR",
                        ),
                        name="reference_points_to_a_story_or_a_picture",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("copy__in", ["desk", "readers"])),
                        name="reference_copy_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RelatedLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                (
                    "url",
                    models.URLField(
                        blank=True, max_length=500, verbose_name="or an address elsewhere"
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="its title")),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="related",
                        to="articles.story",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="picked_by",
                        to="articles.story",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "related link",
                "verbose_name_plural": "related links",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("target__isnull", False), ("url", "")),
                            models.Q(
                                ("target__isnull", True),
                                models.Q(("url", ""), _negated=True),
                                models.Q(("title", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="related_link_points_to_a_story_or_a_titled_address",
                        violation_error_message="Choose a story, or type an address together with its title.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target", models.F("story")), _negated=True),
                        name="story_is_not_related_to_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("based_on", models.PositiveIntegerField(null=True)),
                ("restored_from", models.PositiveIntegerField(null=True)),
                ("changed", models.JSONField(default=list)),
                ("content", models.JSONField()),
                ("names", models.JSONField(default=dict)),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("story", "number"), name="revision_number_is_used_once_in_a_story"
                    )
                ],
            },
        ),
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
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="articles.story",
                    ),
                ),
                (
                    "withheld_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "published version",
                "ordering": ["-shown_from", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withheld_at", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="withheld_version_says_why",
                    )
                ],
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
                (
                    "killed_by",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sealed",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "sealed copy of a killed story",
                "verbose_name_plural": "sealed copies",
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="kill_has_a_reason"
                    )
                ],
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
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="front_places",
                        to="articles.story",
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
            ],
            options={
                "verbose_name": "place on the front page",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["lead", "secondary", "section"])),
                        name="front_place_is_of_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "section"), ("section__isnull", False)),
                            models.Q(
                                models.Q(("kind", "section"), _negated=True), ("section", None)
                            ),
                            _connector="OR",
                        ),
                        name="section_place_names_its_section",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "lead"), _negated=True),
                            ("position", 1),
                            _connector="OR",
                        ),
                        name="front_page_has_one_lead",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("section", None)),
                        fields=("edition", "kind", "position"),
                        name="top_place_is_taken_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("section__isnull", False)),
                        fields=("edition", "section", "position"),
                        name="section_place_is_taken_once",
                    ),
                    models.UniqueConstraint(
                        fields=("edition", "story"), name="story_stands_once_on_a_front_page"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("whom", models.CharField(max_length=120, verbose_name="for whom")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField(verbose_name="until")),
                ("revoked_at", models.DateTimeField(null=True)),
                ("openings", models.PositiveIntegerField(default=0)),
                ("last_opened_at", models.DateTimeField(null=True)),
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
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "share link",
                "verbose_name_plural": "share links",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("whom", ""), _negated=True),
                        name="share_link_is_for_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("made_at"))),
                        name="share_link_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("slug", models.SlugField(max_length=80)),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addresses",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "address of a story",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("day", "slug"), name="an_address_belongs_to_one_story"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="articles.story",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_items",
                        to="taggit.tag",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic of a story",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_object", "tag"), name="story_has_a_topic_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
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
                        choices=[("correction", "Correction"), ("clarification", "Clarification")],
                        default="correction",
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                (
                    "wrong",
                    models.TextField(
                        blank=True,
                        help_text="What readers were told before, in a sentence.",
                        verbose_name="what was wrong",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="What was wrong and what is right, in a sentence or two.",
                        verbose_name="correction",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("foot", "Under the story"), ("top", "Above the story")],
                        default="foot",
                        max_length=4,
                        verbose_name="where it stands",
                    ),
                ),
                ("before_number", models.PositiveIntegerField(editable=False, null=True)),
                ("after_number", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "made_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="made"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "superseded_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="articles.correction",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction",
                "verbose_name_plural": "corrections",
                "indexes": [models.Index(fields=["-made_at", "-id"], name="correction_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="correction_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("superseded_by", models.F("pk")), _negated=True),
                        name="correction_does_not_supersede_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedStory",
            fields=[
                ("published_at", models.DateTimeField()),
                (
                    "embargo_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="embargo until"),
                ),
                (
                    "withdraw_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdraw at"),
                ),
                ("headline", models.CharField(max_length=300, verbose_name="headline")),
                (
                    "short_headline",
                    models.CharField(
                        blank=True,
                        help_text="For lists, search engines and cards, where the headline is too long.",
                        max_length=80,
                        verbose_name="short headline",
                    ),
                ),
                (
                    "standfirst",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences.",
                        max_length=600,
                        verbose_name="standfirst",
                    ),
                ),
                (
                    "dateline",
                    models.CharField(
                        blank=True,
                        help_text="The place, such as MARRAM.",
                        max_length=60,
                        verbose_name="dateline",
                    ),
                ),
                (
                    "lead_caption",
                    models.TextField(
                        blank=True,
                        help_text="Only where the library's caption does not fit here. The credit always shows.",
                        verbose_name="caption for this story",
                    ),
                ),
                (
                    "lead_alt",
                    models.CharField(
                        blank=True,
                        help_text="Only where the library's alt text does not fit here.",
                        max_length=400,
                        verbose_name="alt text for this story",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The last part of the address. Made from the headline when left empty.",
                        max_length=80,
                        verbose_name="address",
                    ),
                ),
                ("replies_open", models.BooleanField(default=True, verbose_name="replies open")),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="published",
                        serialize=False,
                        to="articles.story",
                    ),
                ),
                ("body", models.TextField(blank=True)),
                ("text", models.TextField(blank=True)),
                ("word_count", models.PositiveIntegerField(default=0)),
                ("related", models.JSONField(default=list)),
                ("day", models.DateField()),
                ("updated_at", models.DateTimeField()),
                ("revision_number", models.PositiveIntegerField()),
                (
                    "lead_picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_leads",
                        to="articles.picture",
                        verbose_name="lead picture",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "published story",
                "verbose_name_plural": "published stories",
                "indexes": [
                    models.Index(fields=["-published_at", "-story"], name="published_newest"),
                    models.Index(
                        fields=["section", "-published_at", "-story"],
                        name="published_newest_in_section",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("day", "slug"), name="one_story_at_an_address"),
                    models.CheckConstraint(
                        condition=models.Q(("slug", ""), _negated=True),
                        name="published_story_has_a_slug",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("headline", ""), _negated=True),
                        name="published_story_has_a_headline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("updated_at__gte", models.F("published_at"))),
                        name="update_is_not_before_publication",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TellingWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=40)),
                ("weight", models.FloatField()),
                ("published_at", models.DateTimeField()),
                (
                    "story",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="telling_words",
                        to="articles.publishedstory",
                    ),
                ),
            ],
            options={
                "verbose_name": "telling word",
                "indexes": [
                    models.Index(
                        fields=["word", "-published_at", "-story"], name="newest_with_a_word"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("story", "word"), name="word_tells_of_a_story_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadersIndex",
            fields=[
                ("published_at", models.DateTimeField()),
                (
                    "embargo_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="embargo until"),
                ),
                (
                    "withdraw_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdraw at"),
                ),
                ("headline", models.TextField(blank=True)),
                ("names", models.TextField(blank=True)),
                ("about", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("marks", models.TextField(blank=True)),
                ("place", models.BigAutoField(primary_key=True, serialize=False)),
                ("captions", models.TextField(blank=True)),
                ("is_learned", models.BooleanField(default=False)),
                (
                    "story",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="found_by",
                        to="articles.publishedstory",
                    ),
                ),
            ],
            options={
                "verbose_name": "words readers find a story by",
            },
        ),
        migrations.CreateModel(
            name="PublishedTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("published_at", models.DateTimeField()),
                (
                    "embargo_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="embargo until"),
                ),
                (
                    "withdraw_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdraw at"),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s_items",
                        to="taggit.tag",
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="articles.publishedstory",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic of a published story",
                "indexes": [
                    models.Index(
                        fields=["tag", "-published_at", "-content_object"],
                        name="published_newest_in_topic",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_object", "tag"), name="published_story_has_a_topic_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedByline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("published_at", models.DateTimeField()),
                (
                    "embargo_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="embargo until"),
                ),
                (
                    "withdraw_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdraw at"),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                (
                    "guest",
                    models.CharField(blank=True, max_length=100, verbose_name="or a guest's name"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="articles.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "published",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bylines",
                        to="articles.publishedstory",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["person", "-published_at", "-published"],
                        name="published_newest_by_person",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guest", ""), ("person__isnull", False)),
                            models.Q(
                                ("person__isnull", True), models.Q(("guest", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="published_byline_names_a_person_or_a_guest",
                        violation_error_message="Choose a person or type a guest's name, one of the two.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.FloatField()),
                (
                    "alike",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="like_others",
                        to="articles.publishedstory",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="likenesses",
                        to="articles.publishedstory",
                    ),
                ),
            ],
            options={
                "verbose_name": "likeness of two stories",
                "verbose_name_plural": "likenesses of stories",
                "indexes": [
                    models.Index(fields=["story", "-score", "-alike"], name="most_alike_first")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("story", "alike"), name="stories_are_alike_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("alike", models.F("story")), _negated=True),
                        name="story_is_not_alike_to_itself",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="Picture",
            name="keywords",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="articles.PictureKeyword",
                to="articles.Keyword",
                verbose_name="keywords",
            ),
        ),
        migrations.AddField(
            model_name="Section",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                help_text="Stands at the head of the section's page until it is taken away here. Without one, or while readers may not see it, the newest story with a picture leads.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.story",
                verbose_name="lead",
            ),
        ),
        migrations.AddField(
            model_name="Story",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text="Separated by commas.",
                through="articles.StoryTopic",
                to="taggit.Tag",
                verbose_name="topics",
            ),
        ),
        migrations.AddField(
            model_name="PublishedStory",
            name="tags",
            field=taggit.managers.TaggableManager(
                help_text="A comma-separated list of tags.",
                through="articles.PublishedTopic",
                to="taggit.Tag",
                verbose_name="Tags",
            ),
        ),
        migrations.RunPython(newspaper.begin, newspaper.end),
        migrations.RunPython(found_by.lay, found_by.take_up),
    ]

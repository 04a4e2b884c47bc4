"""Four eyes, the public history, the notice of a kill; the end of a picture's rights."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_shares_and_views"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="newspaper",
            name="four_eyes",
            field=models.BooleanField(
                default=False,
                help_text="Nobody publishes a story of their own before a colleague has approved it.",
                verbose_name="four eyes",
            ),
        ),
        migrations.AddField(
            model_name="newspaper",
            name="kill_notice",
            field=models.TextField(
                blank=True,
                help_text="What readers find where a killed story stood, unless the kill has its own.",
                verbose_name="notice of a killed story",
            ),
        ),
        migrations.AddField(
            model_name="newspaper",
            name="public_history",
            field=models.BooleanField(
                default=True,
                help_text="Readers can open the earlier published versions of a story.",
                verbose_name="public history",
            ),
        ),
        migrations.AddField(
            model_name="picture",
            name="rights_until",
            field=models.DateField(
                blank=True,
                help_text="The last day on which we may publish it; empty where there is none.",
                null=True,
                verbose_name="rights end",
            ),
        ),
        migrations.AddIndex(
            model_name="picture",
            index=models.Index(
                condition=models.Q(("rights_until__isnull", False)),
                fields=["rights_until"],
                name="picture_by_end_of_rights",
            ),
        ),
    ]

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("articles", "0036_how_far_caches_were_told")]

    operations = [
        migrations.RemoveIndex("notice", "notice_by_account"),
        migrations.AddIndex(
            "notice",
            models.Index(
                fields=["account", "-id"], name="notice_unseen", condition=Q(seen_at__isnull=True)
            ),
        ),
        migrations.RemoveIndex("story", "story_by_last_moment"),
        migrations.AddIndex(
            "story",
            models.Index(
                fields=["state", "withdraw_at"],
                name="story_by_last_moment",
                condition=Q(withdraw_at__isnull=False),
            ),
        ),
    ]

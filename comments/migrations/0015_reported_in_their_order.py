from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("comments", "0014_what_is_discussed_most")]

    operations = [
        migrations.RemoveIndex("reply", "reply_reported"),
        migrations.AddIndex(
            "reply",
            models.Index(
                fields=["state", "reported_at"],
                name="reply_reported",
                condition=Q(reported_at__isnull=False),
            ),
        ),
    ]

"""Whose words an open form holds, page by page, and which pages are saved."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0012_front_page")]

    operations = [
        migrations.AddField(
            model_name="openform",
            name="page",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AddField(
            model_name="openform",
            name="aside",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="openform",
            name="saved_pages",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="openform",
            name="opened_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
    ]

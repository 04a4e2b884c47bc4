"""What went wrong in the background when it was last tried."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0005_roles_of_the_front_page"),
    ]

    operations = [
        migrations.AddField(
            model_name="heartbeat",
            name="failed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="heartbeat",
            name="failure",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]

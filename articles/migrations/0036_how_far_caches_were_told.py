from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0035_past_slugs")]

    operations = [
        migrations.CreateModel(
            name="PurgedUpTo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.TextField(default="")),
                ("at", models.DateTimeField(null=True)),
            ],
            options={"verbose_name_plural": "purged up to"},
        ),
    ]

"""Keeps a ban without its address, and when a writer last asked for a link."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("comments", "0005_people_and_log"),
    ]

    operations = [
        migrations.AddField(
            model_name="writer",
            name="page_mailed_at",
            field=models.DateTimeField(null=True),
        ),
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
    ]

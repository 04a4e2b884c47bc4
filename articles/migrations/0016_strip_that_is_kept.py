"""An edition of the front page may keep whatever breaking strip stands there at its moment."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_where_the_desk_looks"),
    ]

    operations = [
        migrations.AddField(
            model_name="frontedition",
            name="keeps_strip",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="frontedition",
            index=models.Index(
                fields=["-goes_live_at", "-id"],
                name="front_edition_deciding_strip",
                condition=Q(keeps_strip=False),
            ),
        ),
        migrations.AddConstraint(
            model_name="frontedition",
            constraint=models.CheckConstraint(
                name="edition_that_keeps_the_strip_has_none_of_its_own",
                condition=Q(keeps_strip=False) | Q(strip_words=""),
            ),
        ),
    ]

"""A picture's licence may be one that nobody has said yet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_picture_desk")]

    operations = [
        migrations.AlterField(
            model_name="picture",
            name="licence",
            field=models.CharField(
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
                    ("cc-by-nc-sa", "Creative Commons Attribution-NonCommercial-ShareAlike"),
                    ("cc-by-nc-nd", "Creative Commons Attribution-NonCommercial-NoDerivatives"),
                    ("screen", "Screen capture"),
                    ("reader", "A reader's picture"),
                ],
                max_length=20,
                verbose_name="licence",
            ),
        ),
    ]

"""The one row that says which newspaper this is, so that there is something to edit."""

from django.db import migrations


def begin(apps, schema_editor):
    apps.get_model("articles", "Newspaper").objects.get_or_create(pk=1)


def end(apps, schema_editor):
    apps.get_model("articles", "Newspaper").objects.filter(pk=1).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_stories_pictures_people")]

    operations = [migrations.RunPython(begin, end)]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0032_stories_that_are_alike"),
    ]

    operations = [
        migrations.RemoveField(model_name="publishedstory", name="search_text"),
    ]

"""Makes the groups again: editors change the rules for replies, moderators read them."""

from django.apps import apps as present_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from newsroom.roles import make_groups


def make(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    for app in present_apps.get_app_configs():
        if app.models_module:
            create_permissions(app, verbosity=0, using=schema_editor.connection.alias)
    make_groups(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0007_roles_of_the_picture_desk"),
        ("comments", "0002_reply_desk"),
    ]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]

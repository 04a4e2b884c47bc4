"""Makes the groups of newsroom.roles, each with its permissions."""

from django.apps import apps as present_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

from newsroom.roles import ROLES, make_groups


def make(apps, schema_editor):
    # Permissions are otherwise made only after all migrations have run.
    for app in present_apps.get_app_configs():
        if app.models_module:
            create_permissions(app, verbosity=0, using=schema_editor.connection.alias)
    make_groups(apps.get_model("auth", "Group"), apps.get_model("auth", "Permission"))


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=[role.value for role in ROLES]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("articles", "0001_stories_pictures_people"),
        ("comments", "__first__"),
        ("django_comments", "0004_add_object_pk_is_removed_index"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
    ]

    operations = [migrations.RunPython(make, remove)]

"""Lays the tables of the site, and whatever else belongs to the present program in its database.

The rule: a start that finds every migration done takes none into memory; what follows migrations
(triggers, permissions) is looked after each time.
"""

from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

LAYING_TABLES = 7_463_001  # the number of a lock in PostgreSQL


def lay_tables():
    """Migrate; of several machines that start at once one does it, and the others wait for it."""
    with connection.cursor() as cursor:
        is_shared = connection.vendor == "postgresql"
        if is_shared:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LAYING_TABLES])
        try:
            if migrations() <= set(MigrationRecorder(connection).applied_migrations()):
                emit_post_migrate_signal(0, interactive=False, db=connection.alias, plan=[])
            else:
                call_command("migrate", interactive=False, verbosity=0)
        finally:
            if is_shared:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LAYING_TABLES])


def migrations():
    """The migrations of the present program, each as its app's label and its name."""
    return {
        (app.label, module.name)
        for app in apps.get_app_configs()
        if (folder := _folder_of_migrations(app))
        for module in iter_modules(folder)
        if not module.ispkg and module.name[0] not in "_~"
    }


def _folder_of_migrations(app):
    name, _is_named = MigrationLoader.migrations_module(app.label)
    spec = find_spec(name) if name else None
    return spec and spec.submodule_search_locations

"""PostgreSQL's indexes of the words are laid anew, so that readers' can be asked of one era."""

from django.db import migrations

from articles.search import laying


def lay(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            for name in laying.INDEXES:
                laying.lay_index(cursor, name)


def lay_as_before(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            for model, _place in laying.INDEXES.values():
                table = model._meta.db_table
                cursor.execute(f"DROP INDEX IF EXISTS {table}_words")
                cursor.execute(f"CREATE INDEX {table}_words ON {table} USING gin (words)")


class Migration(migrations.Migration):
    dependencies = [("articles", "0037_unseen_and_last_moments")]

    operations = [migrations.RunPython(lay, lay_as_before)]

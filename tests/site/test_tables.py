"""What a start lays in a database: every migration that is not done, and what follows them all."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from newsroom import tables
from newsroom.tables import lay_tables, migrations

pytestmark = pytest.mark.django_db


@pytest.fixture
def migrated(monkeypatch):
    """The commands that were given while tables were laid."""
    given = []
    monkeypatch.setattr(tables, "call_command", lambda name, **_options: given.append(name))
    return given


def test_every_migration_of_the_program_is_known_by_its_name():
    assert migrations() == set(MigrationLoader(None).disk_migrations)
    assert len(migrations()) > 30


def test_where_every_migration_is_done_none_is_asked_for(migrated):
    lay_tables()
    assert migrated == []


def test_one_that_is_not_done_has_them_asked_for(migrated):
    MigrationRecorder(connection).record_unapplied(*max(migrations()))
    lay_tables()
    assert migrated == ["migrate"]


def test_triggers_that_are_not_there_are_laid_by_every_start(migrated):
    def triggers():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
                if connection.vendor == "sqlite"
                else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
            )
            return {name for (name,) in cursor.fetchall()}

    before = triggers()
    gone = next(name for name in sorted(before) if "articles_section" in name)
    with connection.cursor() as cursor:
        table = "" if connection.vendor == "sqlite" else " ON articles_section"
        cursor.execute(f"DROP TRIGGER {gone}{table}")
    assert triggers() == before - {gone}
    lay_tables()
    assert triggers() == before
    assert migrated == []

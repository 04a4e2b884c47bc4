"""The tables: a new site lays them at once, an older one step by step, and both end alike."""

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

OURS = {"articles", "comments"}


def tables(*, step_by_step):
    loader = MigrationLoader(None, replace_migrations=not step_by_step)
    return loader.project_state()


def differences(before, after):
    changes = MigrationAutodetector(before, after)._detect_changes()
    return {app: [str(one) for one in found] for app, found in changes.items() if app in OURS}


def test_laying_them_at_once_and_step_by_step_ends_in_the_same_tables():
    assert differences(tables(step_by_step=True), tables(step_by_step=False)) == {}


@pytest.mark.parametrize("step_by_step", [True, False])
def test_either_way_ends_in_the_tables_that_the_program_uses(step_by_step):
    present = ProjectState.from_apps(apps)
    assert differences(tables(step_by_step=step_by_step), present) == {}


def test_a_new_site_takes_no_step_that_another_stands_for():
    graph = MigrationLoader(None).graph
    taken = [name for app, name in graph.nodes if app in OURS]
    assert all("squashed" in name or int(name[:4]) > 13 for name in taken), taken


def test_what_is_laid_at_once_stands_for_every_step_before_it():
    loader = MigrationLoader(None, replace_migrations=False)
    for app in OURS:
        names = {name for label, name in loader.disk_migrations if label == app}
        [whole] = [name for name in names if "squashed" in name]
        replaced = {name for _app, name in loader.disk_migrations[app, whole].replaces}
        last = whole.removeprefix("0001_squashed_")
        assert replaced == {name for name in names - {whole} if name <= last}

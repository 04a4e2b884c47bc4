"""What holds of each connection to SQLite."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connections

from tests.site.running import IS_POSTGRES

pytestmark = pytest.mark.skipif(IS_POSTGRES, reason="asks SQLite")


def test_a_connection_that_begins_while_somebody_writes_can_read_json(tmp_path):
    path = tmp_path / "newsroom.sqlite3"
    ours = connections.create_connection("default")
    ours.settings_dict = {**ours.settings_dict, "NAME": path, "OPTIONS": {"timeout": 0}}
    ours.settings_dict["OPTIONS"]["transaction_mode"] = "IMMEDIATE"
    with closing(sqlite3.connect(path, isolation_level=None)) as writer, closing(ours):
        writer.execute("BEGIN IMMEDIATE")
        assert ours.features.has_json_object_function

"""A worker dies while the cache in front holds its answer back: the next one tells it again."""

import shutil
import sqlite3
from contextlib import closing

from tests.answering import answering
from tests.site.many.telling import site
from tests.site.running import process, wait_for

from .standing import MANAGE

LONGER_THAN_A_PURGE_TAKES = """
    UPDATE django_tasks_database_dbtaskresult SET started_at = datetime(started_at, '-1 minute')
    WHERE status = 'RUNNING'
"""


def test_what_a_killed_worker_was_telling_the_cache_is_told_by_the_next(tables, tmp_path):
    shutil.copy(tables / "newsroom.sqlite3", tmp_path)
    worker = [*MANAGE, "worker"]
    with answering() as cache, site(tmp_path) as told:
        variables = {"CDN": "varnish", "CDN_ADDRESSES": cache.address, "CDN_SECRET": "hush"}

        def tags():
            return [set(asked.headers["Surrogate-Key"].split()) for asked in list(cache.asked)]

        with process(worker, tmp_path, **variables) as killed:
            wait_for(lambda: tags().count({"all"}) == 2, killed)  # and once more, as always
            cache.says(b"", hangs=60)
            told.publish("Ferries are free")
            wait_for(lambda: len(tags()) == 3, killed)
            (lost,) = tags()[2:]
        assert killed.returncode == -9
        cache.says(b"")
        cache.asked.clear()
        with closing(sqlite3.connect(tmp_path / "newsroom.sqlite3", timeout=20)) as database:
            assert database.execute(LONGER_THAN_A_PURGE_TAKES).rowcount == 1
            database.commit()
        with process(worker, tmp_path, **variables) as following:
            wait_for(lambda: tags().count(lost) == 2, following)

"""Several machines that start at the same moment on one empty database."""

from concurrent.futures import ThreadPoolExecutor

from tests.postgresql import primary

from .telling import site


def test_machines_that_start_at_once_lay_the_tables_once(tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    with (
        primary() as database,
        site(folders[0], DATABASE_URL=database.url) as one,
        site(folders[1], DATABASE_URL=database.url) as two,
        ThreadPoolExecutor(2) as pool,
    ):
        laid = list(pool.map(lambda told: told.lay(), [one, two]))
    assert laid[0] == laid[1] > 30

"""PostgreSQL clusters of a test's own: a primary, and standbys that follow it."""

import os
import shutil
import socket
import subprocess
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
FOUND = [
    where for where in PLACES if {"initdb", "pg_basebackup"} <= {p.name for p in where.iterdir()}
]
BIN = FOUND[0] if FOUND else None
OPTIONS = (
    "-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c shared_buffers=16MB -c max_wal_size=1GB"
)


class Cluster:
    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder

    @property
    def url(self):
        return f"postgres://newsroom@127.0.0.1:{self.port}/newsroom"

    def do(self, program, *arguments):
        """Run one of PostgreSQL's programs, which refuse to run as root."""
        command = [str(BIN / program), *map(str, arguments)]
        if os.getuid() == 0:
            groups = ["--reuid=postgres", "--regid=postgres", "--clear-groups"]
            command = ["setpriv", *groups, "--", *command]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL, timeout=180)

    def start(self):
        options = OPTIONS.format(port=self.port, folder=self.folder)
        log = self.folder / "log"
        self.do("pg_ctl", "-D", self.folder / "data", "-s", "-w", "-l", log, "-o", options, "start")

    def stop(self, mode="immediate"):
        self.do("pg_ctl", "-D", self.folder / "data", "-s", "-m", mode, "stop")

    def says(self, question):
        with psycopg.connect(self.url, autocommit=True) as line:
            row = line.execute(question).fetchone()
            return row and row[0]


@contextmanager
def _cluster():
    if BIN is None:
        pytest.skip("There are no programs of PostgreSQL on this machine.")
    folder = Path(tempfile.mkdtemp(prefix="newsroom-pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def primary():
    """A cluster with an empty database; the test is skipped where there are no programs for it."""
    with _cluster() as cluster:
        options = ["-U", "newsroom", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "-N"]
        cluster.do("initdb", "-D", cluster.folder / "data", *options)
        cluster.start()
        cluster.do("createdb", "-h", "127.0.0.1", "-p", cluster.port, "-U", "newsroom", "newsroom")
        yield cluster


@contextmanager
def primary_and_standby():
    """Two clusters, of which the second follows the first."""
    with ExitStack() as clusters:
        one = clusters.enter_context(primary())
        other = clusters.enter_context(_cluster())
        where = ["-h", "127.0.0.1", "-p", one.port, "-U", "newsroom"]
        other.do("pg_basebackup", *where, "-D", other.folder / "data", "-R", "-c", "fast", "-N")
        other.start()
        yield one, other

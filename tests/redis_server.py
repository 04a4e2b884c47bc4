"""A real Redis server of a test's own, which can be hung, stopped and started again."""

import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager

import pytest

PROGRAM = shutil.which("redis-server") or shutil.which("valkey-server")
PATIENCE = 20  # seconds


class RedisServer:
    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder, self.running = folder, None

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        """Start it, and wait until it answers. It keeps nothing."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir"]
        self.running = subprocess.Popen(
            [PROGRAM, *options, str(self.folder)], stdout=subprocess.DEVNULL
        )
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as line:
                    line.sendall(b"PING\r\n")
                    if line.recv(7) == b"+PONG\r\n":
                        return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("Redis did not start")

    def stop(self):
        """End it as a power cut would."""
        self.running.kill()
        self.running.wait()

    @contextmanager
    def hung(self):
        """It runs, takes connections, and answers nobody."""
        self.running.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.running.send_signal(signal.SIGCONT)


@contextmanager
def redis_server(folder):
    """A Redis that runs while the block does; the test is skipped where there is no program."""
    if PROGRAM is None:
        pytest.skip("There is no redis-server or valkey-server on this machine.")
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        if server.running.poll() is None:
            server.stop()

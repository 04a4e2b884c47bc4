"""A site with a real server in front of it, each listening on this machine alone."""

import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from tests.site.running import free_port

from .asking import Answer

PATIENCE = 20  # seconds


class Silent(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class Site:
    """A site that answers in the test's own thread, where its database is, while somebody asks."""

    def __init__(self, application):
        self.asked = []
        self.server = WSGIServer(("127.0.0.1", 0), Silent)
        self.server.timeout = 0.01
        self.server.set_app(application)
        self.port = self.server.server_port
        self.front_port = free_port()

    def ask(self, path, method="GET", host=None, body=b"", **headers):
        """The Answer of what is in front of the site."""
        host = host or f"localhost:{self.front_port}"
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if body:
            given["Content-Length"] = str(len(body))
        told = {"Host": host, **given}
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(fetch, self.front_port, method, path, told, body)
            while not asked.done():
                self.server.handle_request()
            return asked.result()


def fetch(port, method, path, headers, body=b""):
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(body or None)
        response = connection.getresponse()
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, told, response.read())
    finally:
        connection.close()


@contextmanager
def running(command, port, folder):
    """A program that runs while the block does, once it listens at a port."""
    log = folder / "output.log"
    with log.open("w") as output:
        program = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                assert program.poll() is None, log.read_text()
                assert time.monotonic() < deadline, log.read_text()
                time.sleep(0.02)
        yield program
    finally:
        program.terminate()
        program.wait(PATIENCE)

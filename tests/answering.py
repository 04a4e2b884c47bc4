"""A real server on this machine that answers as it is told: well, badly, slowly or not at all."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Asked(NamedTuple):
    path: str
    headers: dict
    body: bytes


class Answering(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []  # every question, oldest first
        self.says(b"")

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def says(self, body, *, status=200, trickle=0, hangs=0, closes=False, by_path=None, **headers):
        """From now on answer with `body`, or as `by_path` has it for the end of a path.

        `trickle` is the pause between two bytes and `hangs` the one before the first, in seconds;
        with `closes` the connection ends without a word.
        """
        self.body, self.status, self.by_path = body, status, by_path or {}
        self.trickle, self.hangs, self.closes = trickle, hangs, closes
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        server.asked.append(Asked(self.path, dict(self.headers), body))
        if server.closes:
            self.connection.close()
            return
        time.sleep(server.hangs)
        said = server.by_path.get(self.path.rpartition("/")[2], server.body)
        try:
            self.send_response(server.status)
            for name, value in ({"Content-Length": str(len(said))} | server.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self._write(said)
        except OSError:  # whoever asked has hung up
            return

    do_GET = do_BAN = do_POST

    def _write(self, said):
        if not self.server.trickle:
            self.wfile.write(said)
            return
        for byte in said:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(self.server.trickle)

    def log_message(self, *args):
        pass


@contextmanager
def answering():
    """A server that answers while the block runs."""
    server = Answering()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

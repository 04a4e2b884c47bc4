"""A provider that is nobody's: a real server on this machine, for whoever asks what is there."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class StandIn(ThreadingHTTPServer):
    """Answers every question with what `says` was set to, and remembers who asked for what."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []
        self.status = 200
        self.headers = {"Content-Type": "application/json"}
        self.body = b"{}"
        self.trickle = 0  # seconds between two bytes

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}/oembed"

    def says(self, told=None, *, status=200, body=None, trickle=0, **headers):
        self.status, self.trickle = status, trickle
        self.body = json.dumps(told).encode() if body is None else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.headers = {"Content-Type": "application/json"} | named


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        server.asked.append(self.path)
        self.send_response(server.status)
        headers = {"Content-Length": str(len(server.body))} | server.headers
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            if not server.trickle:
                self.wfile.write(server.body)
                return
            for byte in server.body:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(server.trickle)
        except OSError:  # whoever asked has hung up
            return

    def log_message(self, *args):
        pass


@pytest.fixture
def stand_in(settings):
    """The server that YouTube's and X's questions go to, with asking switched on."""
    server = StandIn()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.EMBED_ASK = True
    settings.EMBED_ENDPOINTS = dict.fromkeys(("youtube", "x"), server.address)
    yield server
    server.shutdown()
    server.server_close()
    thread.join()

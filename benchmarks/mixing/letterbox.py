"""The readers' letterbox: takes the site's mail by SMTP, and does what a letter asks for.

Somebody who posted a reply opens the link in the mail and presses its button: so replies come
before the moderator, as they do in life.
"""

import queue
import re
import socketserver
import threading

LINK = re.compile(r"/replies/confirm/[\w:.-]+/?")


class Taking(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as a mail needs to be handed over."""

    def handle(self):
        self._say("220 here")
        while line := self.rfile.readline():
            word = line[:4].strip().upper()
            if word == b"DATA":
                self._say("354 go on")
                self.server.letters.put(self._letter())
            elif word == b"QUIT":
                self._say("221 bye")
                return
            self._say("250 taken")

    def _letter(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).replace(b"=\r\n", b"").decode(errors="replace")

    def _say(self, sentence):
        self.wfile.write(f"{sentence}\r\n".encode())


class Letterbox(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Taking)
        self.letters = queue.Queue()

    def open(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]


def answer(letters, visitor, stopped):
    """Press the button of each letter that has one, until told to stop."""
    while not stopped.is_set():
        try:
            letter = letters.get(timeout=0.5)
        except queue.Empty:
            continue
        if found := LINK.search(letter):
            visitor.get("confirming", found[0])
            visitor.post("confirming", found[0], [], expected=303)

"""A mail server that listens on this machine and can be told to misbehave, for tests of mail."""

import socket
import threading
from contextlib import contextmanager
from email import message_from_bytes, policy

TAKES, HANGS, DROPS, REFUSES, DIES = "takes", "hangs", "drops", "refuses", "dies"


class MailServer:
    """Speaks as much SMTP (RFC 5321) as Django's backend asks for, a thread for each connection."""

    def __init__(self):
        self.manner = TAKES
        self.refused = set()  # addresses that it knows nothing of
        self.letters = []  # those it took, as EmailMessage, with their recipient as `to_whom`
        self.connections = 0
        self.tries = 0  # mails begun, taken or not
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self):
        self._listening.close()

    def _listen(self):
        while True:
            try:
                line, _address = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._speak, args=[line], daemon=True).start()

    def _speak(self, line):
        line.settimeout(10)
        with line, line.makefile("rb") as heard, _quietly():
            if self.manner == HANGS:
                heard.readline()  # which never comes: nobody was greeted
                return
            line.sendall(b"220 here\r\n")
            self._converse(line, heard)

    def _converse(self, line, heard):
        to_whom = None
        while said := heard.readline().decode().strip():
            verb, _space, rest = said.partition(" ")
            if verb.upper() == "RCPT":
                to_whom = rest.partition("<")[2].partition(">")[0]
                known = to_whom not in self.refused and self.manner != REFUSES
                line.sendall(b"250 yes\r\n" if known else f"550 {to_whom}?\r\n".encode())
            elif verb.upper() == "DATA":
                self.tries += 1
                line.sendall(b"354 go on\r\n")
                if self.manner == DROPS:
                    heard.readline()
                    return
                self._take(heard, to_whom)
                if self.manner == DIES:  # it took the mail and could not say so any more
                    return
                line.sendall(b"250 taken\r\n")
            elif verb.upper() == "QUIT":
                line.sendall(b"221 bye\r\n")
                return
            else:
                line.sendall(b"250 yes\r\n")

    def _take(self, heard, to_whom):
        lines = []
        while (one := heard.readline()) not in (b".\r\n", b""):
            lines.append(one.removeprefix(b".") if one.startswith(b"..") else one)
        letter = message_from_bytes(b"".join(lines), policy=policy.default)
        letter.to_whom = to_whom
        self.letters.append(letter)


@contextmanager
def _quietly():
    try:
        yield
    except OSError:
        return


@contextmanager
def running(settings):
    """A mail server that Django's own SMTP backend delivers to."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 0.5
    try:
        yield server
    finally:
        server.close()

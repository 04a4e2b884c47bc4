"""Asks another server something over HTTP, from the background, and waits for no longer than said.

The one rule: an answer has a time for all of it, from the look-up of the name to the last byte, and
a size; and we speak to servers of the public Internet only. The one exception is this machine
itself, by its literal address and without encryption: a service beside us, and the tests. What a
name stands for is looked up once and that address is spoken to, so that no name can be public when
it is checked and another when it is called. No redirect is followed here.
"""

import ipaddress
import re
import socket
import ssl
from contextlib import closing, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPMessage
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from time import monotonic
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

HERE = {"localhost", "127.0.0.1", "::1"}


class NotReached(Exception):
    """No whole answer came; says why, in words without secrets."""


class NotAllowed(NotReached):
    """We do not speak to such an address at all."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes
    headers: HTTPMessage = field(default_factory=HTTPMessage)
    is_whole: bool = True  # False where it was larger than we wanted to read


def call(address, *, body=None, headers=None, seconds, most_bytes, method=None):
    """The Answer of the server at `address`: to a GET, or to a POST where there is a body.

    Some servers know further methods.

    Raises NotReached where none came whole within `seconds`, NotAllowed where none was asked for.
    """
    until = monotonic() + seconds
    parts = place(address)
    host, port = parts.hostname, parts.port or {"https": 443, "http": 80}[parts.scheme]
    patience = None
    with closing(HTTPConnection(host, port)) as connection:
        try:
            line = _line_to(host, port, until)
            connection.sock = line
            if parts.scheme == "https":
                # The handshake is waited for below, where the clock runs.
                connection.sock = line = ssl.create_default_context().wrap_socket(
                    line, server_hostname=host, do_handshake_on_connect=False
                )
            patience = Timer(_left(until), _hang_up, [line])
            patience.daemon = True
            patience.start()
            if parts.scheme == "https":
                line.do_handshake()
            target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
            given = {"Host": parts.netloc, "Accept-Encoding": "identity", **(headers or {})}
            method = method or ("GET" if body is None else "POST")
            connection.request(method, target, body, given)
            response = connection.getresponse()
            read = response.read(most_bytes + 1)
            missing = response.length or 0  # of what it said it would send
        except ssl.SSLCertVerificationError:
            raise NotReached(_("its certificate is not good for that name")) from None
        except (OSError, HTTPException):
            late = monotonic() >= until
            raise NotReached(_too_late(seconds) if late else _("the connection failed")) from None
        finally:
            if patience is not None:
                patience.cancel()
    if monotonic() >= until:
        raise NotReached(_too_late(seconds))
    if len(read) > most_bytes:
        return Answer(response.status, b"", response.headers, is_whole=False)
    if missing:
        raise NotReached(_("it sent less than it said"))
    return Answer(response.status, read, response.headers)


def place(address):
    """The parts of an address that we may speak to. Raises NotAllowed for any other."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port  # which may be no number
    except ValueError:
        raise NotAllowed(_("this is not a web address")) from None
    # What is no plain ASCII could end the line of the question, or break it.
    if not host or port == 0 or "@" in parts.netloc or not re.fullmatch(r"[!-~]+", address):
        raise NotAllowed(_("this is not a web address"))
    if parts.scheme == "https" and host not in HERE:
        return parts
    if parts.scheme == "http" and host in HERE:
        return parts
    raise NotAllowed(_("only https addresses are asked, and http on this machine itself"))


def _line_to(host, port, until):
    """A connection to what a name stands for at this moment, if that is where we may go."""
    found = _looked_up(host, port, until)
    if host not in HERE and not all(_is_public(address[0]) for *_rest, address in found):
        raise NotAllowed(_("that name belongs to no server of the public Internet"))
    trouble = OSError("no address")
    for *_rest, address in found:
        try:
            return socket.create_connection(address[:2], timeout=_left(until))
        except OSError as refused:
            trouble = refused
    raise trouble


def _looked_up(host, port, until):
    """What a name stands for; a name server that is silent cannot hold us longer than we wait."""
    told = SimpleQueue()

    def look_up():
        try:
            told.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as trouble:
            told.put(trouble)

    Thread(target=look_up, daemon=True).start()
    try:
        found = told.get(timeout=_left(until))
    except Empty:
        raise TimeoutError from None
    if isinstance(found, Exception):
        raise NotReached(_("that name is not known")) from None
    return found


def _is_public(address):
    known = ipaddress.ip_address(address.partition("%")[0])
    known = getattr(known, "ipv4_mapped", None) or known
    return known.is_global and not known.is_multicast


def _left(until):
    """The seconds that are left. Raises TimeoutError where none are."""
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _too_late(seconds):
    return _("no whole answer within %(seconds)d seconds") % {"seconds": seconds}


def _hang_up(line):
    """End a connection from beside: whoever waits for more is told that there is none."""
    with suppress(OSError):  # it has just ended by itself
        # Not the encryption's own way to end, which would take itself away from who still reads.
        socket.socket.shutdown(line, socket.SHUT_RDWR)

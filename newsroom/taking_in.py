"""What somebody sends is there as a whole before anybody works on it.

The rule: nobody waits for a slow line but whoever sends over it. What breaks off on its way is
refused: half a form may look like a whole one.
"""

from tempfile import SpooledTemporaryFile

from django.conf import settings

from newsroom.security import LONGEST_BODY, length_of, says_it_is_of_the_desk

IN_MEMORY = 256 * 1024  # bytes; more of it goes into a file
A_PIECE = 64 * 1024
PLAIN = ("Content-Type", "text/plain; charset=utf-8")
NO_ROOM = b"There is no room on the server for this now. Nothing of it was kept.\n"


class BrokenOff(Exception):
    """Whoever sent it is gone."""


def taken_in(site):
    """A WSGI application in front of `site` that has the body of a request before it asks.

    A body that is longer than anything that can be sent here goes on as it is, to be refused.
    """

    def application(environ, start_response):
        length = length_of(environ)
        if not length or (length > LONGEST_BODY and not says_it_is_of_the_desk(environ)):
            return site(environ, start_response)
        with SpooledTemporaryFile(IN_MEMORY, dir=settings.FILE_UPLOAD_TEMP_DIR) as whole:
            try:
                take_in(environ["wsgi.input"], length, whole)
            except BrokenOff:
                start_response("400 Bad Request", [PLAIN])
                return []
            except OSError:
                start_response("503 Service Unavailable", [PLAIN, ("Retry-After", "60")])
                return [NO_ROOM]
            return site({**environ, "wsgi.input": whole}, start_response)

    return application


def take_in(sent, length, whole):
    """Write `length` bytes of a request into a file. Raises BrokenOff."""
    left = length
    while left:
        try:
            piece = sent.read(min(left, A_PIECE))
        except OSError as error:
            raise BrokenOff from error
        if not piece:
            raise BrokenOff
        whole.write(piece)
        left -= len(piece)
    whole.seek(0)

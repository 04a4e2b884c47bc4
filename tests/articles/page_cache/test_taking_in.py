"""What somebody sends is there as a whole before anybody works on it."""

import io
from tempfile import SpooledTemporaryFile

import pytest
from django.conf import settings

from newsroom import taking_in
from newsroom.security import LONGEST_BODY
from newsroom.taking_in import taken_in

SIGNED_IN = f"{settings.SESSION_COOKIE_NAME}=somebody"
AS_IT_CAME = object()


class Line:
    """What comes over a slow line, a few bytes at a time, and may break off."""

    def __init__(self, body, breaks_at=None, error=None):
        self._body, self._error = io.BytesIO(body[:breaks_at]), error
        self.is_at_its_end = False

    def read(self, most):
        piece = self._body.read(min(most, 1000))
        self.is_at_its_end = not piece or self._body.tell() == len(self._body.getvalue())
        if not piece and self._error:
            raise self._error
        return piece


class Site:
    """A site that reads what was sent, and notes what it found."""

    def __init__(self):
        self.found = None

    def __call__(self, environ, start_response):
        start_response("200 OK", [])
        sent = environ["wsgi.input"]
        self.found = sent.read() if isinstance(sent, SpooledTemporaryFile) else AS_IT_CAME
        return [b"ok"]


def send(body, *, to="/replies/to/1/", says=None, line=None, **headers):
    """What a site answers to a body: the Site, its status and its words."""
    site, told = Site(), []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": to,
        "CONTENT_LENGTH": str(len(body) if says is None else says),
        "wsgi.input": line or Line(body),
        **headers,
    }
    words = taken_in(site)(environ, lambda status, _headers: told.append(status))
    return site, told[0], b"".join(words)


@pytest.mark.parametrize("length", [1, 999, 1000, 1001, 70_000, LONGEST_BODY])
def test_a_body_is_there_as_a_whole_when_somebody_begins_to_work(length):
    body = bytes(number % 251 for number in range(length))
    site, status, _words = send(body)
    assert (status, site.found) == ("200 OK", body)


@pytest.mark.parametrize("error", [None, OSError("reset by peer")], ids=["ends", "is reset"])
def test_a_form_that_breaks_off_on_its_way_is_not_worked_on(error):
    body = b"comment=The+harbour+should+not+be+closed"
    site, status, _words = send(body, line=Line(body, breaks_at=20, error=error))
    assert (status, site.found) == ("400 Bad Request", None)


def test_what_comes_behind_the_body_is_left_where_it_is():
    site, _status, _words = send(b"comment=Yes&more=no", says=11)
    assert site.found == b"comment=Yes"


@pytest.mark.parametrize("says", [LONGEST_BODY + 1, "", "many", "-1", "0"])
def test_what_cannot_be_sent_here_goes_on_as_it_came_to_be_refused(says):
    line = Line(b"comment=Yes")
    site, _status, _words = send(b"", says=says, line=line)
    assert site.found is AS_IT_CAME
    assert not line.is_at_its_end


@pytest.mark.parametrize(
    ("to", "cookie", "is_taken_in"),
    [
        ("/admin/articles/picture/upload/", SIGNED_IN, True),
        ("/admin/articles/picture/upload/", "", False),
        ("/replies/to/1/", SIGNED_IN, False),
    ],
)
def test_a_photograph_is_taken_in_from_those_alone_who_signed_in(to, cookie, is_taken_in):
    body = bytes(LONGEST_BODY + 1)
    site, _status, _words = send(body, to=to, HTTP_COOKIE=cookie)
    assert (site.found == body) is is_taken_in


def test_where_there_is_no_room_for_it_whoever_sends_is_told(monkeypatch):
    class Full(io.BytesIO):
        def write(self, piece):
            raise OSError("the disk is full")

    monkeypatch.setattr(taking_in, "SpooledTemporaryFile", lambda *_most, **_where: Full())
    site, status, words = send(b"comment=Yes")
    assert (status, site.found) == ("503 Service Unavailable", None)
    assert b"no room" in words

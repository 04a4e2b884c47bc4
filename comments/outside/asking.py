"""How every service is spoken to: one POST, one answer, within the time of the rules."""

from django.utils.translation import gettext as _

from articles import calling

MOST_BYTES = 64 * 1024
LONGEST_WORDS = 200  # characters of what a service says


class Failed(Exception):
    """The service gave no answer that counts; the message says why, without secrets."""


def post(address, body, kind, *, seconds, headers=None):
    """The Answer to a POST, which is 200 and whole. Raises Failed."""
    given = {"Content-Type": kind, "User-Agent": "Newsroom", **(headers or {})}
    try:
        answer = calling.call(
            address, body=body, headers=given, seconds=seconds, most_bytes=MOST_BYTES
        )
    except calling.NotReached as trouble:
        raise Failed(str(trouble)) from None
    if answer.status != 200:
        raise Failed(_("it answered with status %(status)d") % {"status": answer.status})
    if not answer.is_whole:
        raise Failed(_("its answer was too large"))
    return answer


def trouble_with(address) -> str:
    """A sentence about an address that no service can have here; "" where nothing is wrong."""
    try:
        calling.place(address)
    except calling.NotAllowed:
        return _(
            "Give an address that begins with https://. On this machine itself "
            "http://localhost is possible."
        )
    return ""


def plain(words) -> str:
    """What a service said, on one line and not too long; "" for what are no words."""
    if not isinstance(words, str):
        return ""
    visible = "".join(letter if letter.isprintable() else " " for letter in words)
    return " ".join(visible.split())[:LONGEST_WORDS].rstrip()

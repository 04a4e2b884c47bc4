"""Mail as text and as HTML, in the newspaper's language: the one place that hands it to a server.

The one rule: a failure names what went wrong and never to whom.
"""

import secrets
from contextlib import contextmanager, suppress
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string

from articles import locality


class MailNotSent(Exception):
    """A message was not taken; names what went wrong, never to whom."""


class MailRefused(MailNotSent):
    """The server is there and did not take this one message: its address, most of the time."""


class StopAddress(str):
    """What List-Unsubscribe says, written on one line whatever its length.

    The policy that Django 6 takes from Python would encode a word longer than a line, and mail
    programs look for the address itself (RFC 2369, section 2). It asks a value with this name to
    write itself; Django 5 takes the value for the text that it also is.
    """

    name = "List-Unsubscribe"

    def fold(self, *, policy):
        return f"{self.name}: {self}{policy.linesep}"


def one_click(address):
    """The headers with which a mail program offers to stop mails like this (RFC 8058).

    `address` takes the program's POST without a cookie and without sending it on.
    """
    return {
        StopAddress.name: StopAddress(f"<{address}>"),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def message_id(*parts):
    """An id for a message, or for a conversation, that says no more than `parts` (RFC 5322, 3.6.4).

    The same parts give the same id, so that a message sent twice can be known for one.
    """
    return f"<{'.'.join(map(str, parts))}@{settings.SITE_HOST}>"


@contextmanager
def one_line():
    """A connection for many messages. Give it to `send`, which opens it anew after a failure."""
    line = get_connection()
    try:
        yield line
    finally:
        _hang_up(line)


def is_there(line):
    """Whether a mail server answers on a line, which is open afterwards."""
    try:
        line.open()
    except (SMTPException, OSError):
        _hang_up(line)
        return False
    return True


def send(template, *, to, words, headers=None, line=None):
    """Send templates/<template>.txt and .html to one address.

    `words` is called where the newspaper's language is spoken and gives what the templates take,
    `subject` among it. Raises MailNotSent, MailRefused.
    """
    with locality.speaking():
        context = {"site": settings.SITE_URL, **words()}
        message = EmailMultiAlternatives(
            subject=" ".join(context["subject"].split()),
            body=render_to_string(f"{template}.txt", context),
            to=[to],
            headers={
                "Message-ID": message_id("mail", secrets.token_hex(8)),
                "Auto-Submitted": "auto-generated",  # RFC 3834
                **(headers or {}),
            },
        )
        message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    _hand_over(message, line)


def _hand_over(message, line):
    message.connection = line
    try:
        if line is not None:
            line.open()  # or it would be closed behind the message
        message.send()
    # Neither is chained: a server's answer quotes the address, and tracebacks go to the log.
    except (SMTPRecipientsRefused, SMTPDataError, ValueError) as error:
        _hang_up(line)
        raise MailRefused(type(error).__name__) from None
    except (SMTPException, OSError) as error:
        _hang_up(line)
        raise MailNotSent(type(error).__name__) from None


def _hang_up(line):
    """Close a line; one that is broken already is closed all the same."""
    with suppress(SMTPException, OSError):
        if line is not None:
            line.close()

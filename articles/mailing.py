"""Mail from the desk to those who work at it, as text and as HTML, in the newsroom's language.

The one rule: a failure names what went wrong and never to whom.
"""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


class MailNotSent(Exception):
    """The mail server did not take a message; names what went wrong, never to whom."""


def send(template, *, to, words):
    """Send templates/admin/mail/<template>.txt and .html to one address.

    `words` is called where the newsroom's language is spoken and gives what the templates take,
    `subject` among it. Raises MailNotSent.
    """
    with translation.override(settings.LANGUAGE_CODE):
        context = {"site": settings.SITE_URL, **words()}
        message = EmailMultiAlternatives(
            subject=" ".join(context["subject"].split()),
            body=render_to_string(f"admin/mail/{template}.txt", context),
            to=[to],
            headers={"Auto-Submitted": "auto-generated"},  # RFC 3834
        )
        message.attach_alternative(
            render_to_string(f"admin/mail/{template}.html", context), "text/html"
        )
    try:
        message.send()
    except (SMTPException, OSError) as error:
        # Not chained: a server's answer quotes the address, and tracebacks go to the log.
        raise MailNotSent(type(error).__name__) from None

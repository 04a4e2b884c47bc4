"""Who is told what, by mail, in the background.

The one rule: an address that nobody confirmed gets nothing but the question whether it is theirs,
and no mail quotes anything that was typed into the form.
"""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.background import background
from articles.models import Newspaper
from comments import tokens
from comments.models import Confirmation, Decision, State


class MailNotSent(Exception):
    """The mail server did not take a message; names what went wrong, never to whom."""


@background(attempts=8)
def ask_to_confirm(confirmation_id):
    """Mail the one-time link. Each try makes a new token, so none is ever kept in clear."""
    asked = (
        Confirmation.objects.select_related("reply__story__published")
        .filter(pk=confirmation_id, used_at=None, reply__state=State.UNCONFIRMED)
        .first()
    )
    if asked is None or asked.has_expired:
        return
    token, asked.digest = tokens.make()
    asked.save(update_fields=["digest"])
    _send(
        "confirm",
        lambda headline: _("Please confirm your reply to “%(headline)s”") % {"headline": headline},
        asked.reply,
        link=_absolute(reverse("comments:confirm", args=[token])),
    )


@background(attempts=8)
def tell_writers(decision_ids):
    """Mail the writers of what was decided, each once, and only what still holds."""
    waiting = (
        Decision.objects.standing()
        .untold()
        .filter(pk__in=decision_ids, reply__writer__confirmed_at__isnull=False)
        .select_related("reply__story__published", "reply__writer")
    )
    failure = None
    for decision in waiting:
        try:
            _tell(decision)
        except MailNotSent as error:  # one bad address must not keep others waiting
            failure = error
    if failure:
        raise failure


def _tell(decision):
    reply = decision.reply
    if reply.state != decision.to_state:
        return
    if reply.is_published:
        subject, name = _("Your reply to “%(headline)s” is published"), "published"
    else:
        subject, name = _("Your reply to “%(headline)s” was not published"), "rejected"
    _send(
        name,
        lambda headline: subject % {"headline": headline},
        reply,
        link=_absolute(reply.get_absolute_url()),
        reason=reply.get_reason_display(),
    )
    decision.told_at = timezone.now()
    decision.save(update_fields=["told_at"])


def _send(name, subject, reply, **context):
    """Send templates/comments/mail/<name>.txt and .html to a reply's writer."""
    story = reply.story.readers_copy or reply.story
    with translation.override(settings.LANGUAGE_CODE):
        context |= {
            "paper": Newspaper.current(),
            "headline": story.headline,
            "mine": _absolute(reverse("comments:mine", args=[tokens.sign_page(reply.pk)])),
            "site": settings.SITE_URL,
        }
        message = EmailMultiAlternatives(
            subject=" ".join(subject(story.headline).split()),
            body=render_to_string(f"comments/mail/{name}.txt", context),
            to=[reply.user_email],
            headers={"Auto-Submitted": "auto-generated"},  # RFC 3834
        )
        message.attach_alternative(
            render_to_string(f"comments/mail/{name}.html", context), "text/html"
        )
    try:
        message.send()
    except (SMTPException, OSError) as error:
        # Not chained: a server's answer quotes the address, and tracebacks go to the log.
        raise MailNotSent(type(error).__name__) from None


def _absolute(path):
    return f"{settings.SITE_URL}{path}"

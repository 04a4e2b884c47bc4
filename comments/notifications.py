"""Who is told what, by mail, in the background.

The one rule: an address that nobody confirmed gets nothing but the question whether it is theirs,
no mail quotes anything that was typed into the form, but for the name above an answer that readers
see, and none names a story otherwise than readers see it when the mail goes out.
"""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.background import background
from articles.models import Newspaper, PublishedStory
from comments import policy, tokens
from comments.models import Confirmation, Decision, Reply, State


class MailNotSent(Exception):
    """The mail server did not take a message; names what went wrong, never to whom."""


class StopAddress(str):
    """What List-Unsubscribe says, written on one line whatever its length.

    The policy that Django 6 takes from Python would encode a word longer than a line, and mail
    programs look for the address itself (RFC 2369, section 2). It asks a value with this name to
    write itself; Django 5 takes the value for the text that it also is.
    """

    name = "List-Unsubscribe"

    def fold(self, *, policy):
        return f"{self.name}: {self}{policy.linesep}"


@background(attempts=8)
def ask_to_confirm(confirmation_id):
    """Mail the one-time link. Each try makes a new token, so none is ever kept in clear."""
    asked = (
        Confirmation.objects.select_related("reply")
        .filter(pk=confirmation_id, used_at=None, reply__state=State.UNCONFIRMED)
        .first()
    )
    if asked is None or asked.has_expired:
        return
    headline = _headline_of(asked.reply)
    if not headline:  # the link would confirm nothing
        return
    token, asked.digest = tokens.make()
    asked.save(update_fields=["digest"])
    _send(
        "confirm",
        lambda: _("Please confirm your reply to “%(headline)s”") % {"headline": headline},
        asked.reply,
        headline=headline,
        link=_absolute(reverse("comments:confirm", args=[token])),
    )


@background(attempts=8)
def tell_writers(decision_ids):
    """Mail the writers of what was decided, each once, and only what still holds."""
    waiting = (
        Decision.objects.standing()
        .untold()
        .filter(pk__in=decision_ids, reply__writer__confirmed_at__isnull=False)
        .select_related("reply")
    )
    failure = None
    for decision in waiting:
        try:
            _tell(decision)
        except MailNotSent as error:  # one bad address must not keep others waiting
            failure = error
    if failure:
        raise failure


@background(attempts=8)
def tell_of_answers(answer_ids):
    """Mail the writers who follow what these replies answer: each answer once, while it stands."""
    failure = None
    for answer in Reply.objects.untold_answers().filter(pk__in=answer_ids).with_mail_parts():
        try:
            _tell_of(answer)
        except MailNotSent as error:  # one bad address must not keep others waiting
            failure = error
    if failure:
        raise failure


def _tell_of(answer):
    answered, this_one = answer.in_answer_to, Reply.objects.filter(pk=answer.pk)
    # Asked again for each: the mails before this one took their time.
    headline = _headline_of(answer)
    if policy.is_by_whom_it_answers(answer) or not headline:
        return
    if not this_one.untold_answers().exists():
        return
    # Claimed before it is sent: of two workers with the same answer one sends.
    if not this_one.filter(told_of_at=None).update(told_of_at=timezone.now()):
        return
    stop = _absolute(reverse("comments:stop_following", args=[tokens.sign_stop(answered.pk)]))
    try:
        _send(
            "answered",
            lambda: (
                _("%(name)s answered your reply to “%(headline)s”")
                % {"name": answer.name, "headline": headline}
            ),
            answered,
            headline=headline,
            # RFC 8058: the mail program shows a button of its own and posts to the address.
            headers={
                StopAddress.name: StopAddress(f"<{stop}>"),
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
            name=answer.name,
            link=_absolute(answer.get_absolute_url()),
            stop=stop,
        )
    except MailNotSent:
        this_one.update(told_of_at=None)
        raise


def _tell(decision):
    this_one = Decision.objects.filter(pk=decision.pk)
    # Asked again for each: the mails before this one took their time.
    reply, headline = Reply.objects.get(pk=decision.reply_id), _headline_of(decision.reply)
    if reply.state != decision.to_state or not this_one.standing().untold().exists():
        return
    if reply.is_published and not headline:  # it stands where nobody sees it
        return
    # Claimed before it is sent: of two workers with the same verdict one sends.
    if not this_one.filter(told_at=None).update(told_at=timezone.now()):
        return
    try:
        _send(
            "published" if reply.is_published else "rejected",
            lambda: _subject_of_verdict(reply, headline),
            reply,
            headline=headline,
            link=_absolute(reply.get_absolute_url()),
            reason=reply.get_reason_display(),
        )
    except MailNotSent:
        this_one.update(told_at=None)
        raise


def _subject_of_verdict(reply, headline):
    if reply.is_published:
        sentence = _("Your reply to “%(headline)s” is published")
    elif headline:
        sentence = _("Your reply to “%(headline)s” was not published")
    else:
        sentence = _("Your reply was not published")
    return sentence % {"headline": headline}


def _headline_of(reply):
    """The headline under which readers see a reply's story at this moment; "" where they do not."""
    live = PublishedStory.objects.live().filter(pk=reply.story_id)
    return live.values_list("headline", flat=True).first() or ""


def _send(template, subject, reply, *, headers=None, **context):
    """Send templates/comments/mail/<template>.txt and .html to a reply's writer.

    `subject` is called for its words where the newspaper's language is spoken.
    """
    with translation.override(settings.LANGUAGE_CODE):
        context |= {
            "paper": Newspaper.current(),
            "mine": _absolute(reverse("comments:mine", args=[tokens.sign_page(reply.pk)])),
            "site": settings.SITE_URL,
        }
        message = EmailMultiAlternatives(
            subject=" ".join(subject().split()),
            body=render_to_string(f"comments/mail/{template}.txt", context),
            to=[reply.user_email],
            headers={"Auto-Submitted": "auto-generated", **(headers or {})},  # RFC 3834
        )
        message.attach_alternative(
            render_to_string(f"comments/mail/{template}.html", context), "text/html"
        )
    try:
        message.send()
    except (SMTPException, OSError) as error:
        # Not chained: a server's answer quotes the address, and tracebacks go to the log.
        raise MailNotSent(type(error).__name__) from None


def _absolute(path):
    return f"{settings.SITE_URL}{path}"

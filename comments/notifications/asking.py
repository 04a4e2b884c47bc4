"""The questions to an address: was this you, do you want this. They quote nothing and nobody.

The one rule: each mail has a token of its own, made when it is sent and kept as its hash.
"""

import secrets

from django.utils.translation import gettext as _

from articles.background import SOMEBODY_WAITS, background
from comments import tokens
from comments.models import QUESTION, Confirmation, Following, Writer
from comments.notifications import letters


@background(attempts=8, priority=SOMEBODY_WAITS)
def ask_to_confirm(confirmation_id):
    """Mail the one-time link for a reply. Each try makes a new token: none is kept in clear."""
    for asked in Confirmation.objects.open().filter(pk=confirmation_id).with_mail_parts():
        ask_about_reply(asked)


@background(attempts=8, priority=SOMEBODY_WAITS)
def ask_to_follow(following_id):
    """Mail the one-time link to an address that somebody wants to follow a thread with."""
    for asked in Following.objects.open().filter(pk=following_id).with_mail_parts():
        ask_about_thread(asked)


@background(attempts=8, priority=SOMEBODY_WAITS)
def mail_page(writer_id):
    """Mail a writer, on request, the link to the page of their own."""
    writer = Writer.objects.filter(pk=writer_id, confirmed_at__isnull=False).first()
    if writer is None:
        return
    letters.send(
        "page",
        lambda: _("The link to your own page"),
        to=writer.address,
        headers=letters.about("writer", writer.pk, message=("page", _by_chance())),
        page=letters.page_of(writer),
    )


def ask_about_reply(asked, line=None):
    this_one, headline = (
        Confirmation.objects.filter(pk=asked.pk),
        letters.headline_of(asked.reply.story_id),
    )
    if not headline:  # the link would confirm nothing
        return
    if not QUESTION.claim(this_one):
        return
    token, digest = tokens.make()
    this_one.update(digest=digest)
    with letters.claimed(QUESTION, this_one, since=asked.asked_at):
        letters.send(
            "confirm",
            lambda: _("Please confirm your reply to “%(headline)s”") % {"headline": headline},
            to=asked.reply.user_email,
            headers=letters.about("reply", asked.reply_id, message=("question", _by_chance())),
            line=line,
            headline=headline,
            link=letters.address_of("confirm", token),
        )


def ask_about_thread(asked, line=None):
    this_one, headline = Following.objects.filter(pk=asked.pk), letters.headline_of(asked.story_id)
    if not headline or not QUESTION.claim(this_one):
        return
    token, digest = tokens.make()
    this_one.update(digest=digest)
    with letters.claimed(QUESTION, this_one, since=asked.asked_at):
        letters.send(
            "confirm_following",
            lambda: (
                _("Please confirm: mails about replies to “%(headline)s”") % {"headline": headline}
            ),
            to=asked.writer.address,
            headers=letters.about("thread", asked.story_id, message=("question", _by_chance())),
            line=line,
            headline=headline,
            link=letters.address_of("confirm_following", token),
        )


def _by_chance():
    """What no two mails share: a mail with a new link must not pass for a copy of the last."""
    return secrets.token_hex(8)

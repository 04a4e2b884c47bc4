"""Following a thread: an address asks for it, its owner confirms it, one press ends it.

The one rule: nobody learns here whether an address is known to us, and no address is told anything
of a thread before its owner has pressed the button in a mail.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.background import defer
from comments import notifications, pace, tokens
from comments.models import Confirmation, Following, HouseRules, Writer

AN_HOUR = timedelta(hours=1)
ASKED_AGAIN_AFTER = timedelta(minutes=20)


class FollowingRefused(Exception):
    """Not taken; the message is a sentence for whoever asked."""

    status = 429


class LinkRefused(Exception):
    """The link in a mail confirms nothing; the message says why."""


def ask(story, *, email, network_address=""):
    """Somebody wants to follow the thread under `story`, the readers' copy: mail them a link.

    Returns nothing, since the answer is the same for every address: one that follows already is
    asked once more, one that had its mails of this hour is mailed no other. Raises
    FollowingRefused.
    """
    network, rules = tokens.network_key(network_address), HouseRules.current()
    try:
        with pace.place("followings", network, rules.hourly_by_network) as place:
            _ask(story, email, network, rules, place)
    except pace.TooMany:
        raise FollowingRefused(
            _("Many such requests came from your network within an hour. Please try again later.")
        ) from None


@transaction.atomic
def _ask(story, email, network, rules, place):
    place.stand_in_line()
    recent = Following.objects.from_network(network).since(timezone.now() - AN_HOUR)
    if network and recent.count() >= rules.hourly_by_network:
        raise pace.TooMany
    writer = Writer.objects.at(email)  # locked, so that two presses stand in line
    theirs = Following.objects.asked_of(writer)
    now = timezone.now()
    just_asked = theirs.on(story).since(now - ASKED_AGAIN_AFTER).exists()
    if just_asked or _mails_within_an_hour(writer, now) >= rules.hourly_confirmations:
        return
    following, _is_new = theirs.get_or_create(story_id=story.pk, writer=writer)
    Following.objects.filter(pk=following.pk).update(
        asked_at=now, asked_by_mail_at=None, ask_after=now, network=network
    )
    place.keep()
    defer(notifications.ask_to_follow, following.pk)


def find_link(token):
    """The Following that a mailed token belongs to. Raises LinkRefused."""
    digest = tokens.digest(token)
    asked = Following.objects.filter(digest=digest).select_related("story__published").first()
    if asked is None:
        raise LinkRefused(
            _(
                "This link has expired, was replaced by one in a later mail, or was not copied "
                "whole. A link is good for 48 hours."
            )
        )
    if not asked.is_confirmed and not asked.is_open:
        raise LinkRefused(_("This link has expired: it was good for 48 hours."))
    return asked


@transaction.atomic
def confirm(token):
    """Begin to tell an address of new replies. Returns (Following, whether that is new).

    Raises LinkRefused.
    """
    # Locked, so that two clicks at the same moment confirm once.
    Following.objects.select_for_update().filter(digest=tokens.digest(token)).first()
    asked = find_link(token)
    if asked.is_confirmed:
        return asked, False
    now = timezone.now()
    Following.objects.filter(pk=asked.pk).begin(now)
    Writer.objects.filter(pk=asked.writer_id, confirmed_at=None).update(confirmed_at=now)
    return Following.objects.get(pk=asked.pk), True


@transaction.atomic
def follow(story, writer):
    """Follow a thread at once, from the page of a writer who confirmed their address.

    Returns whether that is new.
    """
    if writer.confirmed_at is None:
        return False
    theirs = Following.objects.asked_of(writer).on(story)
    Following.objects.get_or_create(story_id=story.pk, writer=writer)
    return theirs.unconfirmed().begin(timezone.now()) > 0


def stop(story_id, writer_id):
    """Tell an address of no more replies in a thread. Returns whether they would have been told."""
    deleted, _kinds = Following.objects.of(story_id, writer_id).delete()
    return deleted > 0


def follows(story_id, writer_id):
    """Whether somebody is told of new replies in a thread."""
    return Following.objects.of(story_id, writer_id).confirmed().exists()


def _mails_within_an_hour(writer, now):
    """How many questions went to an address, to confirm a reply or to follow a thread."""
    asked = Confirmation.objects.asked_of(writer).since(now - AN_HOUR).count()
    return asked + Following.objects.asked_of(writer).since(now - AN_HOUR).count()

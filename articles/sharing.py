"""Share links: an unpublished story for one person without an account, until a moment.

The one rule: a link is a row and a signature. The row is dated and revoked; the signature cannot be
made by anybody but us; without both nothing opens.
"""

from datetime import timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.models import Picture, ShareLink, State, Story, absolute

LONGEST = timedelta(days=30)
MOST_OPEN = 50  # links of one story
LONGEST_TOKEN = 100  # characters


class ShareRefused(Exception):
    """A link was not made or not revoked; the message is a sentence that says why."""


class NoSuchLink(Exception):
    """An address of a link that was never made."""


class LinkClosed(Exception):
    """A link that leads nowhere any more: its time is over, or it was revoked."""


@transaction.atomic
def share(story, *, whom, until, by):
    """Make a link that shows the desk's copy of `story` to `whom` until the moment `until`.

    Raises ShareRefused: wrong role, a killed story, no name, a moment that has passed or lies
    more than 30 days ahead, too many open links.
    """
    refuse_unless_allowed(by)
    story = Story.objects.select_for_update().get(pk=story.pk)  # so that the bound holds
    now = timezone.now()
    whom = " ".join(whom.split())
    if story.state == State.KILLED:
        raise ShareRefused(_("A killed story is shown to nobody."))
    if not whom:
        raise ShareRefused(_("Say for whom the link is."))
    if until <= now:
        raise ShareRefused(_("The link would end before it begins: that moment has passed."))
    if until > now + LONGEST:
        raise ShareRefused(_("A link is open for %(days)s days at most.") % {"days": LONGEST.days})
    if story.shares.open().count() >= MOST_OPEN:
        raise ShareRefused(
            _("This story has %(count)s open links. Revoke those nobody needs any more.")
            % {"count": MOST_OPEN}
        )
    return ShareLink.objects.create(
        story=story, whom=Truncator(whom).chars(120), expires_at=until, made_by=by
    )


@transaction.atomic
def revoke(link, *, by):
    """Close a link at once; one that is closed already stays as it was."""
    refuse_unless_allowed(by)
    _revoke(ShareLink.objects.filter(pk=link.pk), by)
    link.refresh_from_db()
    return link


@transaction.atomic
def revoke_all(story, *, by):
    """Close every open link of a story at once, as a kill does; returns how many there were."""
    return _revoke(story.shares.all(), by)


def _revoke(links, by):
    return links.open().update(revoked_at=timezone.now(), revoked_by=by)


def refuse_unless_allowed(account):
    if not account.has_perm("articles.share_story"):
        raise ShareRefused(_("You may not share stories by a link."))


def token_of(link):
    """The part of a link's address that nobody can guess."""
    return _signer().sign(str(link.pk))


def address_of(link):
    """The whole address of a link, to be sent to whom it is for."""
    return absolute(reverse("articles:shared", args=[token_of(link)]))


def opened(token):
    """The link that `token` stands for, with its story.

    Raises NoSuchLink where we never made it, LinkClosed where it leads nowhere any more.
    """
    link = ShareLink.objects.filter(pk=_number_in(token)).select_related("story", "made_by").first()
    if link is None or not link.is_open or link.story.state == State.KILLED:
        raise LinkClosed
    return link


def count_opening(link):
    """Note that somebody has just opened the link."""
    ShareLink.objects.filter(pk=link.pk).update(
        openings=F("openings") + 1, last_opened_at=timezone.now()
    )


def shows(token, picture):
    """Whether `token` is of an open link to a story whose desk copy has `picture`."""
    if not token:
        return False
    try:
        link = opened(token)
    except (NoSuchLink, LinkClosed):
        return False
    same_file = Picture.objects.filter(key=picture.key)
    return same_file.at_desk_in(link.story).exists()


def _number_in(token):
    if len(token) > LONGEST_TOKEN:
        raise NoSuchLink
    try:
        return int(_signer().unsign(token))  # compared in constant time
    except BadSignature:
        raise NoSuchLink from None


def _signer():
    return Signer(salt="articles.sharing", sep=".")

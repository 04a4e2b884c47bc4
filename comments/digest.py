"""The moderators' digest: what waits for them, by mail at the hours that an editor chose.

The one rule: each account gets one letter for an hour, late rather than twice, and none where
nothing waits. It has numbers and links alone; no story and no reader is named in it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy, ngettext

from articles import mailing
from articles.accounts import those_who_may
from articles.background import background
from articles.models import Newspaper, absolute
from comments import hours, moderation, tokens
from comments.hours import hours_of
from comments.models import Digest, HouseRules, Reply
from comments.models.telling import CLAIMED_FOR, SOON
from comments.queue import QUEUES

__all__ = ["Waiting", "hours_of", "is_wanted_by", "mail_digests", "send_due", "set_wanted"]

# The queues that somebody has to work off, with the moment since when each of its replies waits.
WORK = {
    "waiting": (gettext_lazy("waiting to be read"), "posted_at"),
    "reported": (gettext_lazy("reported by readers"), "reported_at"),
    "appeals": (gettext_lazy("with an appeal of their writer"), "appealed_at"),
    "unmoderated": (gettext_lazy("published by the rules, read by nobody yet"), "appeared_at"),
}


@dataclass(frozen=True)
class Waiting:
    """A queue of the desk, as the digest tells of it."""

    label: str
    count: int
    oldest: datetime
    link: str

    @property
    def since(self):
        return date_format(timezone.localtime(self.oldest), "j F Y, H:i T")


def send_due():
    """A chore: have the worker mail the digest where one is owed for the hour that came last."""
    slot = _slot()
    if slot is not None and _owed(slot).exists():
        mail_digests.enqueue()


@background(attempts=1)
def mail_digests():
    """Mail the digest to each account that is owed one; what fails is tried by the next round."""
    slot = _slot()
    if slot is None:
        return
    waiting = what_waits()
    with mailing.one_line() as line:
        for account in _owed(slot):
            if waiting and not mailing.is_there(line):
                return
            Digest.objects.get_or_create(account=account)
            this_one = Digest.objects.filter(account=account)
            # Claimed before it is sent: of two workers with the same hour one sends.
            if this_one.before(slot).update(tell_after=timezone.now() + CLAIMED_FOR):
                _tell(account, this_one, slot, waiting, line)


def what_waits():
    """The queues in which something waits, as Waiting."""
    found = []
    for name, (label, since) in WORK.items():
        tally = QUEUES[name].of(Reply.objects.all()).aggregate(count=Count("pk"), oldest=Min(since))
        if tally["count"]:
            link = absolute(reverse("admin:comments_reply_changelist") + f"?queue={name}")
            found.append(Waiting(label=label, link=link, **tally))
    return found


def is_wanted_by(account):
    """Whether an account is mailed the digest: it is until they turn it off."""
    return not Digest.objects.filter(account=account).unwanted().exists()


def set_wanted(account, is_wanted):
    """Turn an account's digest on or off. Returns whether that changes anything."""
    digest, _is_new = Digest.objects.get_or_create(account=account)
    return Digest.objects.filter(pk=digest.pk, is_wanted=not is_wanted).update(is_wanted=is_wanted)


def _tell(account, this_one, slot, waiting, line):
    told, pause = not waiting, SOON
    try:
        if waiting:
            _send(account, slot, waiting, line)
        told = True
    except mailing.MailRefused:
        pause = CLAIMED_FOR * 6
    except mailing.MailNotSent:
        pass  # the server is away; whoever comes next asks it first
    finally:
        if told:
            this_one.update(told_for=slot, tell_after=None)
        else:
            this_one.update(tell_after=timezone.now() + pause)


def _send(account, slot, waiting, line):
    stop = absolute(reverse("comments:stop_digest", args=[tokens.sign_moderator(account.pk)]))
    count = sum(queue.count for queue in waiting)

    def words():
        subject = ngettext(
            "%(count)s reply waits for a moderator", "%(count)s replies wait for a moderator", count
        )
        return {
            "subject": subject % {"count": count},
            "waiting": waiting,
            "stop": stop,
            "paper": Newspaper.current(),
        }

    when = int(slot.timestamp())
    mailing.send(
        "admin/mail/replies_digest",
        to=account.email,
        words=words,
        headers={
            "Message-ID": mailing.message_id("digest", when, account.pk),
            "References": mailing.message_id("digest"),
            **mailing.one_click(stop),
        },
        line=line,
    )


def _slot():
    """The hour of the digest that came last, in the newsroom's zone; None where there is none."""
    try:
        wanted = hours.hours_of(HouseRules.current().digest_hours)
    except ValueError:  # written past the form that refuses it
        return None
    return hours.last_of(wanted, timezone.now(), timezone.get_default_timezone())


def _owed(slot):
    """The moderators who are owed the digest of an hour, and whom no worker is mailing it."""
    told = Digest.objects.exclude(pk__in=Digest.objects.before(slot).values("pk"))
    return (
        those_who_may(moderation.PERMISSION)
        .filter(date_joined__lte=slot)
        .exclude(email="")
        .exclude(pk__in=told.values("account"))
        .exclude(pk__in=Digest.objects.unwanted().values("account"))
        .order_by("pk")
    )

"""What is kept no longer than it is needed: chores that delete and erase when the time has come.

The one rule: each may be done at any time, twice or half, and takes a small bite, so that nobody
who posts a reply meanwhile has to wait for it. How long what is kept says docs/privacy.md.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from comments import erasing
from comments.models import Bar, Confirmation, Following, HouseRules, Reply, Report, Writer
from comments.models.confirmations import GOOD_FOR

AT_ONCE = 500  # rows in one transaction; the rest comes with the next round
LINKS_KEPT_FOR = timedelta(days=7)  # so long a second click is told that it is already done
WRITERS_KEPT_FOR = timedelta(days=30)  # with nothing left under their address


@transaction.atomic
def forget_unconfirmed():
    """Delete what nobody confirmed within 48 hours: replies, wishes to follow, addresses.

    Returns how many replies were forgotten.
    """
    before = timezone.now() - GOOD_FOR
    forgotten = _first(Reply.objects.never_confirmed().before(before))
    Reply.objects.filter(pk__in=forgotten).delete()
    Following.objects.filter(pk__in=_first(Following.objects.stale())).delete()
    Writer.objects.filter(pk__in=_first(Writer.objects.forgettable(before))).delete()
    return len(forgotten)


def forget_networks():
    """Erase the network hashes of replies and reports once they are as old as the rules say.

    Returns how many were erased.
    """
    before = timezone.now() - timedelta(days=HouseRules.current().networks_kept_days)
    replies = _first(Reply.objects.with_network().before(before))
    reports = _first(Report.objects.with_network().before(before))
    Reply.objects.filter(pk__in=replies).update(network="")
    Report.objects.filter(pk__in=reports).update(network="")
    return len(replies) + len(reports)


@transaction.atomic
def forget_refused():
    """Empty replies that were refused, removed or withdrawn as long ago as the rules say.

    Nobody reads them any more; the row and the log stay. An open appeal keeps a reply as it is.
    Returns how many were emptied.
    """
    before = timezone.now() - timedelta(days=HouseRules.current().refused_kept_days)
    gone = Reply.objects.gone_before(before)
    ids = [reply.pk for reply in gone.order_by("pk").locked()[:AT_ONCE]]
    erasing.empty(ids)
    return len(ids)


def forget_links():
    """Delete what is left of confirmation links that nobody can use any more.

    Returns how many were deleted.
    """
    spent = Confirmation.objects.filter(expires_at__lt=timezone.now() - LINKS_KEPT_FOR)
    return Confirmation.objects.filter(pk__in=_first(spent)).delete()[0]


def forget_writers():
    """Delete confirmed addresses under which nothing was left for a month, and bars that are over.

    Who was given a standing by a moderator, or follows a story, is kept. Returns how many writers
    were forgotten.
    """
    Bar.objects.over().delete()
    left = _first(Writer.objects.left_nothing(timezone.now() - WRITERS_KEPT_FOR))
    for writer in Writer.objects.filter(pk__in=left):
        erasing.forget(writer)
    return len(left)


def _first(rows):
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])

"""A new link to a writer's own page, for whoever has their mailbox and nobody else."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.background import defer
from comments import notifications
from comments.models import Writer

PAUSE = timedelta(minutes=20)  # three links an hour
NOBODY = 0  # the id of no writer


@transaction.atomic
def ask_for_link(address):
    """Mail the owner of a confirmed address a link to their page; nothing to anybody else.

    Says nothing about whether it did, not even by the time it takes: whoever asks may be anybody,
    so the same is written and the same task begun for every address.
    """
    now = timezone.now()
    theirs = Writer.objects.at_confirmed(address)
    is_due = theirs.without_link_since(now - PAUSE).update(page_mailed_at=now) > 0
    writer_id = theirs.values_list("pk", flat=True).first() or NOBODY
    defer(notifications.mail_page, writer_id if is_due else NOBODY)

"""A new link to a writer's own page, for whoever has their mailbox and nobody else."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.background import defer
from comments import notifications
from comments.models import Writer

PAUSE = timedelta(minutes=20)  # three links an hour


@transaction.atomic
def ask_for_link(address):
    """Mail the owner of a confirmed address a link to their page; nothing to anybody else.

    Says nothing about whether it did: whoever asks may be anybody.
    """
    now = timezone.now()
    theirs = Writer.objects.at_confirmed(address).without_link_since(now - PAUSE)
    for writer in theirs.select_for_update():
        writer.page_mailed_at = now
        writer.save(update_fields=["page_mailed_at"])
        defer(notifications.mail_page, writer.pk)

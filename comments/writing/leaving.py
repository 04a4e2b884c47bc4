"""Being forgotten: the name and the address of a writer go, and where they want it all they said.

The one rule: what is done here cannot be taken back, so it is done whole or not at all.
"""

from django.db import transaction

from comments import erasing, ledger
from comments.models import Bar, Reply, State, Verb, Writer
from comments.models.writers import page_key

ERASED = "erased"  # the rule that withdraws


def end_links(writer):
    """End every link to a writer's page that was ever mailed."""
    writer.page_key = page_key()
    writer.save(update_fields=["page_key"])
    return writer


@transaction.atomic
def anonymise(writer):
    """Take a writer's name and address from everything they wrote; the words stay.

    What nobody confirmed is deleted. Returns how many replies stay.
    """
    writer, replies = _locked(writer)
    erasing.unname([reply.pk for reply in replies])
    _forget(writer)
    return len(replies)


@transaction.atomic
def erase(writer):
    """Erase everything a writer wrote, and them.

    What readers saw or a moderator was to read is withdrawn; the log says so, without the words.
    Returns how many replies were emptied.
    """
    writer, replies = _locked(writer)
    standing = [reply for reply in replies if reply.state in (State.PENDING, State.PUBLISHED)]
    ledger.enter(Verb.WITHDRAW, standing, State.WITHDRAWN, rule=ERASED)
    erasing.empty([reply.pk for reply in replies])
    _forget(writer)
    return len(replies)


def _locked(writer):
    """The writer and their confirmed replies, locked until the commit, the others deleted."""
    writer = Writer.objects.select_for_update().get(pk=writer.pk)
    theirs = Reply.objects.by_writer(writer)
    theirs.unconfirmed().delete()
    return writer, list(theirs.order_by("pk").locked())


def _forget(writer):
    Bar.objects.keep(writer)
    erasing.forget(writer)

"""Words and names that go: what a person said is blanked, what was decided about it stays.

The one rule: whoever empties a reply empties everything that hangs on it, here and nowhere else. A
row of a confirmed reply is never deleted, because answers hang below it and the log names it.
"""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from comments import spam
from comments.models import Appeal, Decision, Reply, Report, Version, Writer

# What says who wrote it; xtd's own columns among them.
NOBODY = {
    "writer": None,
    "user_name": "",
    "user_email": "",
    "user_url": "",
    "ip_address": None,
    "network": "",
    "followup": False,
}


def empty(reply_ids):
    """Erase the words of replies, what hangs on these words, and who wrote them."""
    Version.objects.filter(reply__in=reply_ids).delete()
    Report.objects.filter(reply__in=reply_ids).update(words="", network="")
    Appeal.objects.filter(reply__in=reply_ids).update(words="")
    Appeal.objects.filter(reply__in=reply_ids).unsettled().update(settled_at=timezone.now())
    Decision.objects.filter(reply__in=reply_ids).update(note="")
    spam.forget_words_of(reply_ids)
    _blank_records_of(Reply, reply_ids)
    Reply.objects.filter(pk__in=reply_ids).update(
        **NOBODY,
        comment="",
        found={},
        held_for=[],
        spam_score=None,
        appealed_at=None,  # or it would wait for ever for a moderator with nothing to read
    )


def unname(reply_ids):
    """Erase who wrote replies; the words that readers see, or may yet, stay where they are.

    What was written beside them for moderators goes, but for reports that are still open.
    """
    Appeal.objects.filter(reply__in=reply_ids).update(words="")
    Report.objects.filter(reply__in=reply_ids, settled_by__isnull=False).update(words="")
    Decision.objects.filter(reply__in=reply_ids).update(note="")
    _blank_records_of(Reply, reply_ids)
    Reply.objects.filter(pk__in=reply_ids).update(**NOBODY)


def forget(writer):
    """Delete a writer's row: the address, the standing, colleagues' notes, what they follow."""
    _blank_records_of(Writer, [writer.pk])
    writer.delete()


def _blank_records_of(model, ids):
    """Django's own record of what was done at the desk names what it was done to."""
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model),
        object_id__in=[str(pk) for pk in ids],
    ).update(object_repr="", change_message="")

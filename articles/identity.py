"""What the newspaper says of itself, and the one door through which that changes.

The rule: a change is one row written, one line of history that says what was and what is, and one
moment from which readers see it. Whatever keeps finished pages hears of it here.
"""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles.models import Newspaper

MAY_CHANGE = "articles.change_newspaper"


@transaction.atomic
def change_newspaper(paper, *, by, told):
    """Write the newspaper as it stands in `paper`, with `told` as the line of its history.

    Raises PermissionDenied. Returns the newspaper.
    """
    if not by.has_perm(MAY_CHANGE):
        raise PermissionDenied
    paper.save()
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Newspaper),
        object_id=str(paper.pk),
        object_repr=str(paper)[:200],
        action_flag=CHANGE,
        change_message=told,
    )
    return paper


def last_change():
    """The newest line of the newspaper's history, or None."""
    kind = ContentType.objects.get_for_model(Newspaper)
    lines = LogEntry.objects.filter(content_type=kind, object_id="1").select_related("user")
    return lines.order_by("-action_time", "-pk").first()

"""Keeping a version that readers once saw out of the public history of its story."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.body import is_visible
from articles.models import PublishedVersion

from .making import locked
from .table import MoveRefused, may_publish


@transaction.atomic
def withhold(version, *, by, reason):
    """Take an earlier version of a story from its public history; the desk keeps it.

    Raises MoveRefused for somebody who may not publish, without a reason, for the version that
    readers see now, and for one that is withheld already.
    """
    story = locked(version.story)
    version = PublishedVersion.objects.get(pk=version.pk)
    if not may_publish(by):
        raise MoveRefused(_("You may not withhold a version from readers."))
    if not is_visible(reason):
        raise MoveRefused(_("Say why this version is withheld."))
    if version.withheld_at is not None:
        raise MoveRefused(_("This version is withheld already."))
    if story.is_published and version == story.versions.newest_first().first():
        raise MoveRefused(
            _("Readers see this version now. Publish a new one or withdraw the story first.")
        )
    version.withheld_at, version.withheld_by, version.reason = timezone.now(), by, reason.strip()
    version.save(update_fields=["withheld_at", "withheld_by", "reason"])
    return version

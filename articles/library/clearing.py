"""Pictures that nothing shows leave the library, several at once.

The one rule: what came to be used between the list and the button stays, and is named.
"""

import logging

from django.db import transaction

from articles.models import Picture

from .files import remove
from .uses import uses_of

logger = logging.getLogger(__name__)


def clear(numbers, *, by):
    """Delete those of the pictures with these numbers that nothing shows.

    What is deleted leaves no row that could say who did it: the server's log does.

    Returns how many were deleted, and those that were not, each with its uses.
    """
    deleted, kept = 0, []
    for number in numbers:
        with transaction.atomic():
            # Locked: a person's page or another picture does not protect a picture by itself.
            picture = Picture.objects.select_for_update().filter(pk=number).first()
            if picture is None:
                continue
            if uses := uses_of(picture):
                kept.append((picture, uses))
                continue
            name = str(picture)
            remove(picture)
            deleted += 1
            logger.info("Picture %s “%s” was deleted by %s", number, name, by)
    return deleted, kept

"""Files come into the picture library, take another's place, and leave.

The one rule: an original is written before the row that names it and deleted after the last such
row. Originals are private, named by their content, and kept once however often they were added.
"""

import logging
from contextlib import ExitStack
from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from articles import imaging, overrides, search
from articles.imaging import PictureRefused
from articles.models import Picture
from articles.models.pictures import original_path
from articles.renditions import (
    delete_proofs,
    delete_unused_files,
    existing,
    proofs_soon,
    refresh_soon,
    write_whole,
)

from .cropping import let_go_of_unfit
from .describing import FOUND_BY, keep_key, renew_stories_soon
from .history import DESCRIBED, FOCAL, KINDS, changes_between, note
from .likeness import note_look
from .said import keep_what_was_said, read_words

logger = logging.getLogger(__name__)


def check_upload(file):
    """What an uploaded file is; raises PictureRefused with the reason it cannot be taken."""
    return imaging.check(
        file, max_bytes=settings.PICTURE_MAX_BYTES, max_pixels=settings.PICTURE_MAX_PIXELS
    )


def add(file, *, by, checked=None, keywords=(), **fields):
    """Take a file into the library as a new picture described by `fields`.

    What is not said of it is filled with what the file says of itself (see `said`); the names of
    the fields so filled are its `filled_by_file`.

    Args:
        checked: what `check_upload` said of this very file, to spare decoding it again.
        keywords: names of keywords; those of the file without.

    Raises PictureRefused; nothing is kept then.
    """
    return replace(Picture(**fields), file, by=by, checked=checked, keywords=keywords)


def replace(picture, file, *, by, checked=None, keywords=()):
    """Put another file behind `picture`, and save it with its other fields as they are now.

    An unsaved picture is added. Arguments and errors are those of `add`.
    """
    checked = checked or check_upload(file)
    for fact in ("format", "width", "height", "size", "checksum", "colour", "frames"):
        setattr(picture, fact, getattr(checked, fact))
    note_look(picture, checked.face)
    if picture.pk is None:
        picture.filled_by_file, found = read_words(picture, file)
        keywords = keywords or found
    else:
        keep_what_was_said(picture, file)
    path = original_path(picture, "")
    picture.original = path
    picture.uploaded_by = by
    with ExitStack() as undo:
        if _keep_original(path, file, checked.size):
            undo.callback(_delete_unused_original, path)
        with transaction.atomic():
            # Locked, so that of two replacing it at once each deletes the file it replaced.
            before = Picture.objects.select_for_update().filter(pk=picture.pk).first()
            gone = let_go_of_unfit(picture) if before else {}
            picture.save()
            if keywords:
                picture.keywords.set(keywords)
            if before is None:
                note(picture, KINDS.ADDED, by=by)
                refresh_soon(picture)
            else:
                changed = changes_between(before, picture, ("checksum", *DESCRIBED, *FOCAL))
                changed |= {f"crop:{crop}": [box, None] for crop, box in gone.items()}
                note(picture, KINDS.REPLACED, by=by, changed=changed)
                overrides.library_changed(picture, before)
                if changed.keys() & FOUND_BY:
                    renew_stories_soon(picture)
                keep_key(picture, before.key)
                if before.original.name != path:
                    transaction.on_commit(partial(_delete_unused_original, before.original.name))
            search.keep_picture_words(picture)
            proofs_soon(picture)
        undo.pop_all()
    return picture


def remove(picture):
    """Delete a picture with its files; ProtectedError where a story uses it."""
    with transaction.atomic():
        names = existing(picture)
        path = picture.original.name
        picture.delete()
        transaction.on_commit(partial(delete_unused_files, names))
        transaction.on_commit(partial(_delete_unused_original, path))


def _keep_original(path, file, size):
    """Write an original where its content is not kept already; returns whether it was written."""
    storage = storages["originals"]
    try:
        if storage.exists(path) and storage.size(path) == size:
            return False
        write_whole(storage, path, File(file), durable=True)
    except OSError as error:
        logger.exception("An original could not be written")
        raise PictureRefused(
            _("There is no room to keep this picture. Please tell whoever runs the site.")
        ) from error
    return True


def _delete_unused_original(path):
    """Delete an original that no picture has any more."""
    checksum = PurePath(path).stem
    if not Picture.objects.filter(checksum=checksum, original=path).exists():
        storages["originals"].delete(path)
        delete_proofs(checksum)

"""A file that somebody uploads comes into the library, unless the library has that very file.

The one rule: nothing is kept twice without somebody having said so, and nobody is stopped by a
likeness.
"""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from articles.imaging import PictureRefused
from articles.models import Picture

from .files import add, check_upload
from .likeness import alike


@dataclass(frozen=True)
class Taken:
    """What became of an upload."""

    picture: Picture  # the new one, or the one that has this very file already
    is_new: bool
    alike: tuple[Picture, ...] = ()  # what the new one looks like, the likest first


def take(file, *, by):
    """Take an uploaded file into the library, where no picture has that very file.

    Raises PictureRefused; nothing is kept then.
    """
    checked = check_upload(file)
    with transaction.atomic():
        # Locked, so that of one person's two copies sent at once the second finds the first.
        get_user_model().objects.select_for_update(no_key=True).filter(pk=by.pk).first()
        if twin := Picture.objects.of_file(checked.checksum).first():
            return Taken(twin, is_new=False)
        picture = add(file, by=by, checked=checked)
    return _taken(picture)


def add_again(twin, *, by):
    """Add the file of a picture once more, as a picture of its own: it may need other words.

    Raises PictureRefused.
    """
    try:
        with storages["originals"].open(twin.original.name) as original:
            return _taken(add(File(original, name=twin.file_name), by=by))
    except FileNotFoundError:
        raise PictureRefused(
            _("The file behind this picture is missing. Please tell whoever runs the site.")
        ) from None
    except OSError as error:
        raise PictureRefused(
            _("The file behind this picture cannot be read. Please tell whoever runs the site.")
        ) from error


def _taken(picture):
    return Taken(picture, True, tuple(other for other, _bits in alike(picture)))

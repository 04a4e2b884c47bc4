"""Makes renditions: in the background after an upload, or when a reader asks for a missing one.

The one rule: a rendition's file appears whole, under its name, or not at all.
"""

import logging
import re
import threading

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, IntegrityError
from django.utils.translation import gettext as _

from articles import imaging
from articles.background import background, defer
from articles.imaging import PictureRefused
from articles.models import Picture, Rendition

from .files import write_whole
from .places import crop_and_size, wanted

logger = logging.getLogger(__name__)

# Decoding takes four bytes for each pixel of an original, so a process does one at a time.
_one_at_a_time = threading.Lock()


class OriginalUnreadable(Exception):
    """The file behind a picture is missing or broken."""


def existing(picture):
    """The names of the renditions that `picture` is known to have."""
    return set(picture.renditions.values_list("name", flat=True))


def bring_up_to_date(picture):
    """Make the renditions that are wanted and missing, delete those no longer wanted.

    None is wanted of a picture that no page may show any more. Returns both sets of names. Raises
    OriginalUnreadable.
    """
    new, old = set() if picture.is_over_at() else wanted(picture), existing(picture)
    make(picture, new - old)
    picture.renditions.filter(name__in=old - new).delete()
    delete_unused_files(old - new)
    return new - old, old - new


@background(queue="pictures")
def make_renditions(picture_pk):
    """Bring the renditions of a picture up to date, if it still exists."""
    if picture := Picture.objects.filter(pk=picture_pk).first():
        bring_up_to_date(picture)


def refresh_soon(picture):
    """Have the renditions made after the commit; call it where a focal point was changed."""
    defer(make_renditions, picture.pk)


def forget(pictures):
    """Delete the renditions of those among `pictures` (ids) that readers may not see any more.

    That is so where nothing public shows one, and where there is no right to show it.

    Those that may be shown are made again when the desk looks at them.
    """
    hidden = Picture.objects.hidden().filter(pk__in=pictures)
    names = {name for picture in hidden for name in wanted(picture) | existing(picture)}
    Rendition.objects.filter(picture__in=[picture.pk for picture in hidden]).delete()
    delete_unused_files(names)


@background(queue="pictures")
def forget_renditions(pictures):
    """As `forget`, in the background."""
    forget(pictures)


def forget_soon(pictures):
    """Have the renditions of what readers saw forgotten after the commit.

    From that moment on their addresses are closed already; this takes the files away.
    """
    defer(forget_renditions, sorted(pictures))


def find(key, crop, width, extension):
    """The picture that an address names, with the rendition's name; None where there is none.

    Says also, as `is_public`, whether readers may see it. Of pictures with the same file one that
    they may see is found first.
    """
    name = f"{key}/{crop}-{width}.{extension}"
    if not re.fullmatch(r"[0-9a-f]{24}", key):
        return None
    picture = Picture.objects.filter(key=key).with_is_public().first()
    return (picture, name) if picture and name in wanted(picture) else None


def opened(picture, name):
    """A wanted rendition open for reading, made first where it is missing.

    Raises OriginalUnreadable, and OSError where there is no room to make it.
    """
    storage = storages["renditions"]
    try:
        return storage.open(name)
    except FileNotFoundError:
        try:
            make(picture, {name})
        except DatabaseError:  # the file is made; the background notes it when it can
            logger.warning("The rendition %s could not be noted", name, exc_info=True)
        return storage.open(name)


def make(picture, names):
    """Make those of the named renditions whose files are missing, and note all of them.

    Raises OriginalUnreadable, and OSError where a file cannot be written.
    """
    storage = storages["renditions"]
    with _one_at_a_time:
        if missing := [name for name in sorted(names) if not storage.exists(name)]:
            _make_files(picture, missing)
    try:
        Rendition.objects.bulk_create(
            (Rendition(picture=picture, name=name, size=storage.size(name)) for name in names),
            ignore_conflicts=True,  # another process noted them first
        )
    except IntegrityError:  # the picture was deleted meanwhile
        delete_unused_files(names)
        raise OriginalUnreadable(_("This picture was deleted.")) from None


def _make_files(picture, names):
    """Decode the original once and write the named files."""
    cuts = {}  # the parts to take, each with the names of the files it becomes
    for name in names:
        cuts.setdefault(crop_and_size(picture, name), []).append(name)
    share = max(
        size[0] / imaging.widest(picture.width, picture.height, crop.ratio) for crop, size in cuts
    )
    try:
        with storages["originals"].open(picture.original.name) as file:
            image = imaging.upright(file, share=share)
    except (OSError, PictureRefused) as error:
        logger.warning("The original of picture %s cannot be read: %s", picture.pk, error)
        raise OriginalUnreadable(_("The file behind this picture cannot be read.")) from error
    focal = (picture.focal_x, picture.focal_y)
    for (crop, size), becomes in cuts.items():
        part = imaging.cut(image, size=size, ratio=crop.ratio, focal=focal)
        for name in becomes:
            content = imaging.encode(part, name.rpartition(".")[2])
            write_whole(storages["renditions"], name, ContentFile(content))


def delete_unused_files(names):
    """Delete the files of renditions that no picture has any more."""
    used = set(Rendition.objects.filter(name__in=names).values_list("name", flat=True))
    for name in names - used:
        storages["renditions"].delete(name)

"""Makes renditions: in the background after an upload, or when a reader asks for a missing one.

The one rule: a rendition's file appears whole, under its name, or not at all.
"""

import logging
import re
from contextlib import contextmanager

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, IntegrityError
from django.utils.translation import gettext as _

from articles import imaging
from articles.background import background, defer
from articles.imaging import PictureRefused
from articles.models import Picture, Rendition

from .files import write_whole
from .places import (
    CROPS,
    MADE_FOR,
    crop_and_size,
    nearest,
    part_by_hand,
    still_of,
    taken_apart,
    wanted,
)
from .words import inside

logger = logging.getLogger(__name__)

AT_A_TIME = 6  # renditions that are made before others have their turn in the background
ASKED_AGAIN_AFTER = 600  # seconds; whoever waits, the background is asked once in these


class OriginalUnreadable(Exception):
    """The file behind a picture is missing or broken."""


class NotYetMade(Exception):
    """An animation that is still to be made; `still` names the rendition that stands for it."""

    def __init__(self, still):
        super().__init__(still)
        self.still = still


def existing(picture):
    """The names of the renditions that `picture` is known to have."""
    return set(picture.renditions.values_list("name", flat=True))


def bring_up_to_date(picture, *, at_most=None):
    """Make the renditions that are wanted and missing, then delete those no longer wanted.

    None is wanted of a picture that no page may show any more. With `at_most` so many are made, and
    those no longer wanted stay until nothing is missing. Returns whether that is so. Raises
    OriginalUnreadable.
    """
    new, old = set() if picture.is_over_at() else wanted(picture), existing(picture)
    missing = sorted(new - old)
    make(picture, set(missing[:at_most]))
    if missing[:at_most] != missing:
        return False
    picture.renditions.filter(name__in=old - new).delete()
    delete_unused_files(old - new)
    return True


@background(queue="pictures")
def make_renditions(picture_pk, *, goes_on=False):
    """Bring the renditions of a picture up to date, if it still exists: a few at a time.

    All of a photograph take some ten seconds; what else waits, such as a letter, goes in between.
    Where the first were forgotten meanwhile, the others are not made.
    """
    picture = Picture.objects.filter(pk=picture_pk).first()
    if picture is None or (goes_on and not existing(picture)):
        return
    if not bring_up_to_date(picture, at_most=AT_A_TIME):
        defer(make_renditions, picture_pk, goes_on=True)


def refresh_soon(picture):
    """Have the renditions made and deleted after the commit; call it where others are wanted."""
    picture.made_for = MADE_FOR
    Picture.objects.filter(pk=picture.pk).update(made_for=MADE_FOR)
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


def find(key, crop, width, extension, *, exact=True):
    """The picture that an address names, with the rendition's name; None where there is none.

    Says also, as `is_public`, whether readers may see it. Of pictures with the same file one that
    they may see is found first. Where the address begins with an earlier key of a picture, the name
    is that of the rendition which comes nearest to it now; so it is always if not `exact`.
    """
    name = f"{key}/{crop}-{width}.{extension}"
    if not re.fullmatch(r"[0-9a-f]{24}", key):
        return None
    if picture := Picture.objects.filter(key=key).with_is_public().first():
        if not exact:
            return picture, nearest(picture, crop, width, extension)
        is_made = name in wanted(picture) or _is_still_there(picture, name)
        return (picture, name) if is_made else None
    if picture := Picture.objects.filter(past_keys=key).with_is_public().first():
        return picture, nearest(picture, crop, width, extension)
    return None


def _is_still_there(picture, name):
    """Whether a file of an earlier table of sizes waits for those of the present one."""
    return picture.made_for != MADE_FOR and storages["renditions"].exists(name)


def opened(picture, name):
    """A wanted rendition open for reading, made first where it is missing.

    The background makes the others then: nobody waits for the encoder a second time.

    Raises OriginalUnreadable, OSError where there is no room to make it, and NotYetMade where it
    is an animation, which nobody is kept waiting for.
    """
    storage = storages["renditions"]
    try:
        return storage.open(name)
    except FileNotFoundError:
        if _moves(name):
            _have_all_made(picture)
            raise NotYetMade(still_of(picture, name)) from None
        try:
            make(picture, {name})
            _have_all_made(picture)
        except DatabaseError:  # the file is made; the background notes it when it can
            logger.warning("The rendition %s could not be noted", name, exc_info=True)
        return storage.open(name)


def _have_all_made(picture):
    """Ask the background for what is missing, not again and again while it has not come to it."""
    if cache.add(f"renditions-{picture.pk}-{picture.key}", True, ASKED_AGAIN_AFTER):
        make_renditions.enqueue(picture.pk)


def make(picture, names):
    """Make those of the named renditions whose files are missing, and note all of them.

    Raises OriginalUnreadable, and OSError where a file cannot be written.
    """
    storage = storages["renditions"]
    with imaging.one_at_a_time:
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
    if missing:
        _forget_if_over(picture)


def _forget_if_over(picture):
    """Delete what was being made when a picture was blocked: whoever cleared up did not see it."""
    present = Picture.objects.filter(pk=picture.pk).first()
    if present is not None and present.is_over_at():
        forget([present.pk])


def decoded(picture, share):
    """The original of a picture, upright; `share` of its width is needed.

    Raises OriginalUnreadable.
    """
    with _readable(picture), storages["originals"].open(picture.original.name) as file:
        return imaging.upright(file, share=share)


@contextmanager
def _readable(picture):
    try:
        yield
    except (OSError, PictureRefused) as error:
        logger.warning("The original of picture %s cannot be read: %s", picture.pk, error)
        raise OriginalUnreadable(_("The file behind this picture cannot be read.")) from error


def _make_files(picture, names):
    """Decode the original once for all that stands still, and write the named files."""
    stills = {}  # the parts to take, each with the names of the files it becomes
    for name in names:
        if _moves(name):
            _write(name, _moving(picture, name))
        else:
            stills.setdefault(crop_and_size(picture, name), []).append(name)
    if not stills:
        return
    for cut, part in _parts(picture, stills):
        for name in stills[cut]:
            extension = taken_apart(name)[3]
            _write(name, imaging.encode(part, extension, inside(picture, extension)))


def _parts(picture, cuts):
    """The parts of a picture, each with what it was cut by; the original is decoded once.

    It is gone when the first part is encoded: an encoder takes as much memory again.
    """
    image = decoded(picture, max(_share(picture, *cut) for cut in cuts))
    focal = (picture.focal_x, picture.focal_y)
    parts = []
    for crop, size in cuts:
        ratio, box = CROPS[crop].ratio, part_by_hand(picture, crop)
        part = imaging.cut(image, size=size, ratio=ratio, focal=focal, box=box)
        parts.append(((crop, size), part))
    return parts


def _share(picture, crop, size):
    """How much of the original's width a part needs, to be as fine as it can."""
    box = part_by_hand(picture, crop)
    ratio = CROPS[crop].ratio
    return size[0] / imaging.widest(picture.width, picture.height, ratio, box)


def _moving(picture, name):
    extension = taken_apart(name)[3]
    _crop, size = crop_and_size(picture, name)
    words = inside(picture, extension)
    with _readable(picture), storages["originals"].open(picture.original.name) as file:
        return imaging.moving(file, extension, size=size, words=words)


def _moves(name):
    return taken_apart(name)[1] == "moving"


def _write(name, content):
    write_whole(storages["renditions"], name, ContentFile(content))


def delete_unused_files(names):
    """Delete the files of renditions that no picture has any more."""
    used = set(Rendition.objects.filter(name__in=names).values_list("name", flat=True))
    for name in names - used:
        storages["renditions"].delete(name)

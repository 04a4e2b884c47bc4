"""A crop chosen by hand, in place of what the focal point gives for it.

The one rule: what is kept has the crop's ratio to within a pixel and lies inside the picture, so
that making a rendition never has to judge it again.
"""

import math

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import imaging
from articles.models import Picture, PictureCrop
from articles.renditions import CROPS

from .describing import keep_key
from .history import KINDS, note

CROP_NAMES = {  # what the desk calls them
    "card": gettext_lazy("Card"),
    "square": gettext_lazy("Square"),
    "social": gettext_lazy("Card on other sites"),
}
SIDES = ("left", "top", "width", "height")
LEAST = 320  # pixels across; less looks torn wherever a crop stands, small squares apart
A_HAIR = 1e-4  # of a side: what is so little outside came of rounding and is brought inside
OFF = 1.0  # pixels by which a part may miss its ratio, and is then made to have it


class CropRefused(Exception):
    """A part of a picture cannot be this crop; the message is a sentence that says why."""


@transaction.atomic
def crop(picture, crop, box, *, by):
    """Choose the part of `picture` that `crop` shows.

    Args:
        crop: the name of one of CROPS that has a ratio and is not taken from another.
        box: left, top, width and height as parts of the whole picture's, each from 0 to 1.

    Returns the picture. Raises CropRefused.
    """
    locked = Picture.objects.select_for_update().get(pk=picture.pk)
    box = fitted(locked, crop, box)
    before = by_hand(locked).get(crop)
    if before == box:
        return picture
    PictureCrop.objects.update_or_create(
        picture=locked, crop=crop, defaults=dict(zip(SIDES, box, strict=True))
    )
    return _cropped(picture, {crop: [before, box]}, by=by)


@transaction.atomic
def uncrop(picture, crop, *, by):
    """Have `crop` follow the focal point again; returns the picture."""
    locked = Picture.objects.select_for_update().get(pk=picture.pk)
    before = by_hand(locked).get(crop)
    if before is None:
        return picture
    locked.crops.filter(crop=crop).delete()
    return _cropped(picture, {crop: [before, None]}, by=by)


def by_hand(picture):
    """The crops of `picture` that were chosen by hand: {crop: (left, top, width, height)}."""
    return {
        crop: tuple(box)
        for crop, *box in PictureCrop.objects.filter(picture=picture.pk)
        .order_by("crop")
        .values_list("crop", *SIDES)
    }


def fitted(picture, crop, box):
    """The box that is kept for what somebody chose: of the very ratio, inside the picture.

    Raises CropRefused.
    """
    ratio = CROPS[crop].ratio if crop in CROPS else None
    if ratio is None or CROPS[crop].within:
        raise CropRefused(_("There is no such crop."))
    if len(box) != 4 or not all(math.isfinite(side) for side in box):
        raise CropRefused(_("A crop is four numbers from 0 to 1."))
    left, top, width, height = box
    if min(box) < -A_HAIR or left + width > 1 + A_HAIR or top + height > 1 + A_HAIR:
        raise CropRefused(_("This part reaches beyond the picture's edge."))
    if abs(height - height_of(picture, crop, width)) * picture.height > OFF:
        raise CropRefused(
            _("This part has not the ratio of the crop, %(across)s to %(down)s.")
            % {"across": ratio[0], "down": ratio[1]}
        )
    least = narrowest(picture, crop)
    if round(width * picture.width) < least:
        raise CropRefused(
            _("This part is %(width)s pixels wide; it takes at least %(least)s.")
            % {"width": round(width * picture.width), "least": least}
        )
    width = min(width, 1, 1 / height_of(picture, crop, 1))
    height = min(height_of(picture, crop, width), 1)
    left, top = min(max(left, 0), 1 - width), min(max(top, 0), 1 - height)
    return tuple(round(side, 6) for side in (left, top, width, height))


def height_of(picture, crop, width):
    """How high a part of `crop`'s ratio is that is `width` wide, both as parts of the picture's."""
    across, down = CROPS[crop].ratio
    return width * picture.width * down / across / picture.height


def narrowest(picture, crop):
    """How many pixels across a crop by hand has at least; a small picture gives what it has."""
    most = imaging.widest(picture.width, picture.height, CROPS[crop].ratio)
    return min(LEAST, CROPS[crop].widths[0], most)


def let_go_of_unfit(picture):
    """Drop the crops by hand that do not fit the file that `picture` has now.

    Called in the transaction that changes the file. Returns those that went: {crop: box}.
    """
    gone = {}
    for crop, box in by_hand(picture).items():
        try:
            fitted(picture, crop, box)
        except CropRefused:
            gone[crop] = box
    picture.crops.filter(crop__in=gone).delete()
    return gone


def _cropped(picture, changed, *, by):
    """The event, and another address for what is now another picture to readers."""
    picture._prefetched_objects_cache = {}  # the crops it may have been loaded with are past
    before = picture.key
    picture.save(update_fields=["key"])
    changed = {f"crop:{crop}": pair for crop, pair in changed.items()}
    note(picture, KINDS.CROPPED, by=by, changed=changed)
    keep_key(picture, before)
    return picture

"""Which pictures of the library look like one another, whatever their files are.

A look is a perceptual hash of 64 bits: which of the 64 slowest waves in a picture's brightness are
stronger than the middle one (pHash). The one rule: a likeness is a hint to a person and never
decides anything. Measured in docs/decisions/0013-pictures-that-look-alike.md.
"""

import logging
import math
from itertools import combinations

from django.core.files.storage import storages
from django.db.models import Q
from PIL import Image, ImageStat

from articles import imaging
from articles.imaging import PictureRefused
from articles.models import Picture

logger = logging.getLogger(__name__)

MOST_BITS = 12  # that may differ: rescaled, recompressed, greyed, trimmed by a thirtieth
SHOWN = 5  # pictures that look like one
LOOKED_AT = 25  # pictures in one round of the chore

SIDE, WAVES, PART_BITS = 32, 8, 16
FLATTEST = 3.0  # standard deviation of brightness, of 255; a wall, a sky, a blank page is below it
NO_LOOK = 1 << PART_BITS  # kept in place of a part where there is nothing to compare

_WAVE = [
    [math.cos(math.pi / SIDE * (place + 0.5) * wave) for place in range(SIDE)]
    for wave in range(WAVES)
]
# A part with none, one or two of its bits turned: with each of four parts looked up like this,
# every picture within eleven bits is found, for twelve are needed to turn three in each.
_TURNED = [
    sum(1 << bit for bit in bits)
    for turned in range(3)
    for bits in combinations(range(PART_BITS), turned)
]


def look_of(image: Image.Image) -> int | None:
    """The look of an upright picture of any size, as 64 bits; None where it has nothing to see."""
    grey = image.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS)
    if ImageStat.Stat(grey).stddev[0] < FLATTEST:
        return None
    pixels = grey.tobytes()
    across = [
        [sum(map(float.__mul__, wave, map(float, line))) for wave in _WAVE]
        for line in (pixels[start : start + SIDE] for start in range(0, len(pixels), SIDE))
    ]
    strengths = [
        sum(wave[row] * across[row][column] for row in range(SIDE))
        for wave in _WAVE
        for column in range(WAVES)
    ]
    middle = sorted(strengths[1:])[(WAVES * WAVES - 1) // 2]  # the first is mere brightness
    return sum(1 << bit for bit, strength in enumerate(strengths) if strength > middle)


def note_look(picture, image):
    """Put the look of `image`, the picture made small, onto the picture; saves nothing."""
    look = look_of(image)
    for part in range(4):
        value = NO_LOOK if look is None else look >> part * PART_BITS & 0xFFFF
        setattr(picture, f"look_{part}", value)


def alike(picture):
    """Pictures that look like this one, the likest first: pairs of picture and bits that differ."""
    mine = _parts(picture)
    if None in mine or NO_LOOK in mine:
        return []
    near = Q()
    for part, value in enumerate(mine):
        near |= Q(**{f"look_{part}__in": [value ^ turned for turned in _TURNED]})
    names = [f"look_{part}" for part in range(4)]
    found = Picture.objects.filter(near).exclude(pk=picture.pk).values_list("pk", *names)
    differing = ((pk, _bits_between(mine, other)) for pk, *other in found.iterator())
    likest = sorted((bits, pk) for pk, bits in differing if bits <= MOST_BITS)[:SHOWN]
    pictures = Picture.objects.in_bulk(pk for _bits, pk in likest)
    return [(pictures[pk], bits) for bits, pk in likest if pk in pictures]


def look_at_earlier_pictures():
    """Note look and size of some pictures that came before looks were noted.

    Returns how many. One whose original cannot be read gets a look that is like no other.
    """
    pictures = list(Picture.objects.not_looked_at()[:LOOKED_AT])
    for picture in pictures:
        storage = storages["originals"]
        face = None
        try:
            with storage.open(picture.original.name) as file:
                face = imaging.face_of(file)
            picture.size = storage.size(picture.original.name)
        except (FileNotFoundError, PictureRefused):
            logger.warning("The original of picture %s cannot be looked at", picture.pk)
        note_look(picture, face or Image.new("L", (1, 1)))
        noted = {f"look_{part}": getattr(picture, f"look_{part}") for part in range(4)}
        Picture.objects.filter(pk=picture.pk, checksum=picture.checksum).update(
            size=picture.size, **noted
        )
    return len(pictures)


def _parts(picture):
    return [picture.look_0, picture.look_1, picture.look_2, picture.look_3]


def _bits_between(mine, others):
    return sum((one ^ other).bit_count() for one, other in zip(mine, others, strict=True))

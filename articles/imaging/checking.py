"""Judges what comes in.

The one rule: nothing is believed of a file but what decoding the whole of it has shown, and what it
declares is judged before decoding begins.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image

from . import apart
from .cutting import cut
from .decoding import (
    PictureRefused,
    one_at_a_time,
    opened,
    orientation,
    plain,
    reduced,
    refusing_broken,
    turned,
    upright,
)
from .formats import (
    FACE,
    HUNGRY,
    LONGEST_SIDE,
    MOST_FRAMES,
    MOST_MOVING_PIXELS,
    MOST_SCANS,
    MOST_STRETCHED,
    SUFFIXES,
)

START_OF_SCAN = b"\xff\xda"  # stands nowhere within what a JPEG has encoded
SMALLEST = (256, 256)  # pixels; a large JPEG is read to its end but not worked out in full


@dataclass(frozen=True)
class Checked:
    """What a wholly decoded picture turned out to be."""

    format: str  # one of TAKEN
    width: int  # pixels, upright
    height: int
    size: int  # bytes
    checksum: str  # SHA-256, hex
    colour: str  # the commonest colour, "#rrggbb"
    face: Image.Image  # the whole of it, upright, as small as FACE
    frames: int = 1  # more than one: it moves
    remark: str = ""  # a sentence about what is strange, though it was taken


def check(file: BinaryIO, *, max_bytes: int, max_pixels: int) -> Checked:
    """Decode the whole of an uploaded file and say what it is.

    Raises PictureRefused with the reason where it is empty, too large, of another kind, or broken.
    """
    size = _refuse_by_size(file, max_bytes)
    with one_at_a_time:
        image = opened(file)
        kind = "JPEG" if image.format == "MPO" else image.format  # several JPEGs in one file
        _refuse_by_pixels(image, kind, max_pixels)
        _refuse_by_cost(file, kind)
        with refusing_broken():
            width, height = image.size
            image.draft(None, SMALLEST)
            small = reduced(plain(image), min(image.size) // SMALLEST[0])
            # Only now: looking for it may decode a file, and hide that it is damaged.
            declared = orientation(image)
            face = turned(cut(small, size=FACE), declared)
            colour = _commonest_colour(face)
            frames = _decode_frames(image, kind, max_pixels)
    if declared >= 5:
        width, height = height, width
    remark = _remark(file, kind)
    return Checked(kind, width, height, size, _checksum(file), colour, face, frames, remark)


def face_of(file: BinaryIO) -> Image.Image:
    """An original as small as FACE, upright: all that is needed to compare pictures.

    Raises PictureRefused where the file cannot be decoded.
    """
    image = upright(file, share=0.05)
    with refusing_broken():
        return cut(image, size=FACE)


def _refuse_by_size(file, max_bytes):
    file.seek(0, os.SEEK_END)
    size = file.tell()
    if not size:
        raise PictureRefused(_("This file is empty."))
    if size > max_bytes:
        raise PictureRefused(
            _("This file has %(size).1f MB; a picture may have %(most)d MB.")
            % {"size": size / 1024**2, "most": max_bytes // 1024**2}
        )
    return size


def _refuse_by_pixels(image, kind, max_pixels):
    width, height = image.size
    most = max_pixels * HUNGRY.get(kind, 1)
    if width * height > most:
        raise PictureRefused(
            _(
                "This picture has %(width)d by %(height)d pixels, which is %(millions).1f million; "
                "a %(kind)s may have %(most)d million."
            )
            % {
                "width": width,
                "height": height,
                "millions": width * height / 1_000_000,
                "kind": kind,
                "most": most // 1_000_000,
            }
        )
    if max(width, height) > LONGEST_SIDE:
        raise PictureRefused(
            _("A side of this picture is longer than %(most)d pixels.") % {"most": LONGEST_SIDE}
        )
    if max(width, height) > MOST_STRETCHED * min(width, height):
        raise PictureRefused(
            _(
                "This picture is a strip of %(width)d by %(height)d pixels; one side may be "
                "%(most)d times the other."
            )
            % {"width": width, "height": height, "most": MOST_STRETCHED}
        )


def _refuse_by_cost(file, kind):
    """Refuse what would cost its decoder far more than its pixels let expect."""
    if kind not in {"JPEG", "AVIF"}:
        return
    file.seek(0)
    content = file.read()
    file.seek(0)
    if kind == "JPEG" and content.count(START_OF_SCAN) > MOST_SCANS:
        raise PictureRefused(
            _("This JPEG would have to be drawn more than %(most)d times over to be read.")
            % {"most": MOST_SCANS}
        )
    if kind == "AVIF" and not apart.decodes(content):
        raise PictureRefused(
            _("This AVIF is damaged or incomplete, or takes far more memory than its size allows.")
        )


def _decode_frames(image, kind, max_pixels):
    """Decode the frames after the first and count all; each is judged before.

    Later ones may claim to be larger, and nobody knows how many there are before the last.
    """
    frames = 1
    if kind == "JPEG" or not getattr(image, "is_animated", False):
        return frames
    while _has_frame(image, frames):
        _refuse_by_pixels(image, kind, max_pixels)
        frames += 1
        if frames > MOST_FRAMES:
            raise PictureRefused(
                _("This animation has more than %(most)d frames.") % {"most": MOST_FRAMES}
            )
        if frames * image.width * image.height > MOST_MOVING_PIXELS:
            raise PictureRefused(
                _(
                    "This animation has frames of %(width)d by %(height)d pixels, and at least "
                    "%(frames)d of them; all together may have %(most)d million pixels."
                )
                % {
                    "frames": frames,
                    "width": image.width,
                    "height": image.height,
                    "most": MOST_MOVING_PIXELS // 1_000_000,
                }
            )
        image.load()
    return frames


def _has_frame(image, number):
    try:
        image.seek(number)
    except EOFError:
        return False
    return True


def _remark(file, kind):
    """What is said of a file whose name says another kind than its content."""
    name = PurePath(getattr(file, "name", None) or "").name
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if not suffix or suffix in SUFFIXES[kind]:
        return ""
    return _("“%(name)s” is a %(kind)s whatever its name says, and was taken as one.") % {
        "name": name[-80:],
        "kind": kind,
    }


def _commonest_colour(image):
    few = image.quantize(6)
    _count, index = max(few.getcolors())
    red, green, blue = few.getpalette()[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"


def _checksum(file):
    file.seek(0)
    digest = hashlib.sha256()
    while block := file.read(1 << 20):
        digest.update(block)
    return digest.hexdigest()

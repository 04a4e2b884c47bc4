"""Decodes files under bounds: formats by name, one at a time, in as little memory as can be."""

import struct
import threading
import warnings
import zlib
from contextlib import contextmanager
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image

from .formats import TAKEN

# Pillow refuses twice this many by itself, while it opens a file and for any frame of it, and warns
# before. The limit that counts, and speaks, is the one passed to `check`.
Image.MAX_IMAGE_PIXELS = 100_000_000
warnings.simplefilter("ignore", Image.DecompressionBombWarning)

# What Pillow's decoders raise on files that are not what they say.
BROKEN = (
    OSError,
    SyntaxError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
    Warning,  # where a test run makes errors of them
    struct.error,
    zlib.error,
)
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)

# A decoded picture takes up to four bytes for each pixel, so a process decodes one at a time.
one_at_a_time = threading.RLock()

# How to turn a picture upright, by the orientation its EXIF data declares (EXIF 2.32, 4.6.4.A).
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# Kinds of file people try, by what stands at a place in their first bytes.
RECOGNISED = (
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif1", "HEIF"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"%PDF", "PDF"),
    (0, b"8BPS", "Photoshop"),
    (0, b"%!PS", "PostScript"),
    (0, b"BM", "BMP"),
    (0, b"PK\x03\x04", "ZIP"),
    (0, b"<svg", "SVG"),
    (0, b"<?php", "PHP"),
    (0, b"<?xml", "XML or SVG"),
    (0, b"<!doctype html", "HTML"),
    (0, b"<html", "HTML"),
)
BAND = 256  # rows that are worked on at a time, where a copy of the whole would be too large


class PictureRefused(Exception):
    """A file cannot be a picture here; the message is a sentence that names the reason."""


def opened(file: BinaryIO) -> Image.Image:
    """A file as a picture whose size is known and of which nothing is decoded yet.

    Raises PictureRefused.
    """
    file.seek(0)
    try:
        return Image.open(file, formats=TAKEN)
    except TOO_LARGE:
        raise PictureRefused(_("This picture has far too many pixels.")) from None
    except BROKEN as error:
        raise PictureRefused(_unpacked_too_far(error) or _not_a_picture(file)) from None


@contextmanager
def refusing_broken():
    """Turns what decoders raise into PictureRefused."""
    try:
        yield
    except TOO_LARGE:
        raise PictureRefused(_("This picture has far too many pixels.")) from None
    except BROKEN as error:
        raise PictureRefused(
            _unpacked_too_far(error)
            or _("This picture is damaged or incomplete: it could not be read to its end.")
        ) from None


def upright(file: BinaryIO, *, share: float = 1.0) -> Image.Image:
    """Decode an original and turn it the right way up.

    Args:
        share: how much of its width is needed, from 0 to 1; for less, less memory is used.

    Raises PictureRefused where the file cannot be decoded.
    """
    image = opened(file)
    with refusing_broken():
        # Twice what is needed keeps the later reduction as fine as from the full size.
        needed = min(1, share * 2)
        width = image.width
        image.draft(None, tuple(max(1, round(side * needed)) for side in image.size))
        needed *= width / image.width
        decoded = reduced(plain(image), int(1 / needed))
        return turned(decoded, orientation(image))


def plain(image):
    """The picture decoded, in a mode that can be resized: grey, RGB or CMYK, maybe transparent."""
    image.load()
    if image.mode.startswith(("I", "F")):  # sixteen bits of grey and more
        return _in_eight_bits(image)
    if image.has_transparency_data:
        return image if image.mode in {"LA", "RGBA"} else image.convert("RGBA")
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def orientation(image):
    """The orientation declared by EXIF data; 1, upright, where there is none to be read."""
    try:
        declared = image.getexif().get(0x0112, 1)
    except BROKEN:
        return 1
    return declared if declared in TURNS else 1


def turned(image, declared):
    """The picture upright, by the orientation that was declared."""
    turn = TURNS.get(declared)
    return image if turn is None else image.transpose(turn)


def reduced(image, factor):
    """The picture made smaller by a whole number, a band at a time."""
    if factor < 2:
        return image
    width, height = image.size
    small = Image.new(image.mode, (-(-width // factor), -(-height // factor)))
    small.info = image.info
    rows = factor * max(1, BAND // factor)
    for top in range(0, height, rows):
        band = image.crop((0, top, width, min(top + rows, height)))
        small.paste(band.reduce(factor), (0, top // factor))
    return small


def _in_eight_bits(image):
    """Grey of sixteen bits and more in eight, a band at a time."""
    grey = Image.new("L", image.size)
    grey.info = image.info
    for top in range(0, image.height, BAND):
        band = image.crop((0, top, image.width, min(top + BAND, image.height)))
        grey.paste(band.convert("I").point(lambda value: value / 257).convert("L"), (0, top))
    return grey


def _unpacked_too_far(error):
    """The sentence for compressed metadata that grew past Pillow's bound, or ""."""
    if "too large" not in str(error).lower() and "too much memory" not in str(error).lower():
        return ""
    return _("What is packed into this file beside the picture unpacks to far more than it may.")


def _not_a_picture(file):
    file.seek(0)
    start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    for place, mark, kind in RECOGNISED:
        if start[place : place + len(mark)].lower() == mark.lower():
            return _(
                "This is a file of another kind (%(kind)s). Save the picture as JPEG, PNG, WebP, "
                "AVIF or GIF."
            ) % {"kind": kind}
    return _("This is no picture in JPEG, PNG, WebP, AVIF or GIF, or it is damaged beyond reading.")

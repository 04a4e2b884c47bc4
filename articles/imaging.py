"""Pictures as bytes: judges what comes in, makes what readers get.

Pure: no database, no settings; limits are passed in. The one rule: nothing is believed of a file
but what decoding the whole of it has shown, and its declared size is judged before decoding begins.
See docs/decisions/0006-rendition-encoders.md.
"""

import hashlib
import io
import os
import struct
import warnings
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageCms

# Only the decoders of these ever see a file; Pillow knows seventy more, one of which runs programs.
TAKEN = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
LONGEST_SIDE = 65_535  # pixels; what a JPEG can hold
TALLEST = 16_383  # pixels; what a WebP can hold
FACE = (48, 48)  # pixels; enough to tell colour and likeness
MOST_STRETCHED = 100  # times; encoders fail on what is much narrower than it is tall

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

ENCODERS = {
    "avif": ("AVIF", {"quality": 55, "speed": 8}),
    "webp": ("WEBP", {"quality": 78, "method": 2}),
    "jpg": ("JPEG", {"quality": 80, "progressive": True, "optimize": True}),
}
MIME_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}

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
    (0, b"<svg", "SVG"),
    (0, b"<?xml", "XML or SVG"),
    (0, b"<!doctype html", "HTML"),
    (0, b"<html", "HTML"),
)


class PictureRefused(Exception):
    """A file cannot be a picture here; the message is a sentence that names the reason."""


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


def check(file: BinaryIO, *, max_bytes: int, max_pixels: int) -> Checked:
    """Decode the whole of an uploaded file and say what it is.

    Raises PictureRefused with the reason where it is empty, too large, of another kind, or broken.
    """
    size = _refuse_by_size(file, max_bytes)
    image = _open(file)
    _refuse_by_pixels(image, max_pixels)
    with _refusing_broken():
        kind = "JPEG" if image.format == "MPO" else image.format  # several JPEGs in one file
        decoded = _plain(image)
        orientation = _orientation(image)
        width, height = reversed(image.size) if orientation >= 5 else image.size
        face = _turned(cut(decoded, size=FACE), orientation)
        colour = _commonest_colour(face)
    return Checked(kind, width, height, size, _checksum(file), colour, face)


def face_of(file: BinaryIO) -> Image.Image:
    """An original as small as FACE, upright: all that is needed to compare pictures.

    Raises PictureRefused where the file cannot be decoded.
    """
    image = upright(file, share=0.05)
    with _refusing_broken():
        return cut(image, size=FACE)


def upright(file: BinaryIO, *, share: float = 1.0) -> Image.Image:
    """Decode an original and turn it the right way up.

    Args:
        share: how much of its width is needed, from 0 to 1; large JPEGs decode faster for less.

    Raises PictureRefused where the file cannot be decoded.
    """
    image = _open(file)
    with _refusing_broken():
        # Twice what is needed keeps the later reduction as fine as from the full size.
        image.draft(None, tuple(max(1, round(side * min(1, share * 2))) for side in image.size))
        decoded = _plain(image)
        return _turned(decoded, _orientation(image))


def cut(image: Image.Image, *, size, ratio=None, focal=(0.5, 0.5)) -> Image.Image:
    """A part of a picture in sRGB, transparency on white, without any metadata.

    Args:
        image: from `upright`.
        size: width and height of what is returned, in pixels.
        ratio: of the part to take, as width and height; None takes the whole.
        focal: what has to stay in sight, from the left and from the top, each from 0 to 1.
    """
    box = part(*image.size, ratio, focal)
    small = image.resize(size, Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
    transparency = small.getchannel("A") if "A" in small.getbands() else None
    coloured = _in_srgb(small.convert(small.mode.removesuffix("A")), image.info.get("icc_profile"))
    flat = Image.new("RGB", size, "white")
    flat.paste(coloured, mask=transparency)
    return flat


def encode(image: Image.Image, extension: str) -> bytes:
    """A picture from `cut` as a file of the kind its extension names in ENCODERS."""
    kind, options = ENCODERS[extension]
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def part(width: int, height: int, ratio=None, focal=(0.5, 0.5)) -> tuple[float, ...]:
    """The largest part of the given ratio, as near around the focal point as the edges allow."""
    if ratio is None:
        return (0, 0, width, height)
    across, down = ratio
    wide = min(width, height * across / down)
    high = min(height, width * down / across)
    left = min(max(focal[0] * width - wide / 2, 0), width - wide)
    top = min(max(focal[1] * height - high / 2, 0), height - high)
    return (left, top, left + wide, top + high)


def widest(width: int, height: int, ratio=None) -> int:
    """How wide a part of the given ratio can be made without enlarging it."""
    if ratio is None:
        return max(1, min(width, TALLEST * width // height))
    return max(1, min(width, height * ratio[0] // ratio[1]))


def size_at(target: int, width: int, height: int, ratio=None) -> tuple[int, int]:
    """Width and height of a picture, or of its part of the given ratio, `target` pixels wide."""
    across, down = ratio or (width, height)
    return target, max(1, round(target * down / across))


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


def _open(file):
    file.seek(0)
    try:
        return Image.open(file, formats=TAKEN)
    except TOO_LARGE:
        raise PictureRefused(_("This picture has far too many pixels.")) from None
    except BROKEN:
        raise PictureRefused(_not_a_picture(file)) from None


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


def _refuse_by_pixels(image, max_pixels):
    width, height = image.size
    if width * height > max_pixels:
        raise PictureRefused(
            _(
                "This picture has %(width)d by %(height)d pixels, which is %(millions).1f million; "
                "it may have %(most)d million."
            )
            % {
                "width": width,
                "height": height,
                "millions": width * height / 1_000_000,
                "most": max_pixels // 1_000_000,
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


@contextmanager
def _refusing_broken():
    try:
        yield
    except TOO_LARGE:
        raise PictureRefused(_("This picture has far too many pixels.")) from None
    except BROKEN:
        raise PictureRefused(
            _("This picture is damaged or incomplete: it could not be read to its end.")
        ) from None


def _plain(image):
    """The picture decoded, in a mode that can be resized: grey, RGB or CMYK, maybe transparent."""
    image.load()
    if image.mode.startswith(("I", "F")):  # sixteen bits of grey and more
        return image.convert("I").point(lambda value: value / 257).convert("L")
    if image.has_transparency_data:
        return image if image.mode in {"LA", "RGBA"} else image.convert("RGBA")
    if image.mode in {"L", "RGB", "CMYK"}:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _orientation(image):
    """The orientation declared by EXIF data; 1, upright, where there is none to be read."""
    try:
        declared = image.getexif().get(0x0112, 1)
    except BROKEN:
        return 1
    return declared if declared in TURNS else 1


def _turned(image, orientation):
    turn = TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _in_srgb(image, profile):
    """The picture in the colours every screen can show; by its profile where it has a sound one."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, *BROKEN):
            pass  # a broken profile, or one for another kind of picture, says nothing
    return image.convert("RGB")


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

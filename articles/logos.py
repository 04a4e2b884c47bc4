"""The newspaper's logo: a small picture of its own, at an address that changes with what it shows.

The rule: nothing of an uploaded file goes out but its pixels, written anew as PNG. A file that was
given out once stays where it was: a page that somebody kept finds its logo.
"""

import hashlib
import io
import re
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from articles import imaging

MOST_BYTES = 4 * 1024 * 1024
MOST_PIXELS = 20_000_000
LARGEST = (1200, 480)  # twice what any screen shows of it
SMALLEST_SIDE = 32
ICON_SIDE = 180  # what phones ask for; browsers' tabs make it smaller
ICON_MARGIN = 14
MOST_OBLONG = 2.5  # what is wider would be a line in a browser's tab
PAPER = "#fdfcf8"  # behind an icon: phones put black there where nothing is
NO_ALPHA = ("CMYK", "YCbCr", "LAB", "HSV")
FORMATS = ("PNG", "WEBP", "JPEG")
BEGINNINGS = (b"\x89PNG", b"RIFF", b"\xff\xd8")  # of their files


class LogoRefused(Exception):
    """A file is no logo; the message is a sentence for whoever sent it."""


@dataclass(frozen=True)
class Logo:
    """A logo as it will be given out."""

    content: bytes
    width: int  # pixels
    height: int

    @property
    def digest(self):
        return hashlib.sha256(self.content).hexdigest()[:20]

    def as_json(self):
        return {"digest": self.digest, "width": self.width, "height": self.height}


def read(file):
    """The logo in an uploaded file. Raises LogoRefused."""
    taken = _("A logo is a PNG, WebP or JPEG that does not move; it cannot be an SVG.")
    file.seek(0)
    if (beginning := file.read(8)) and not beginning.startswith(BEGINNINGS):
        raise LogoRefused(taken)
    try:
        found = imaging.check(file, max_bytes=MOST_BYTES, max_pixels=MOST_PIXELS)
    except imaging.PictureRefused as refused:
        raise LogoRefused(str(refused)) from None
    if found.format not in FORMATS or found.frames > 1:
        raise LogoRefused(taken)
    if min(found.width, found.height) < SMALLEST_SIDE:
        raise LogoRefused(
            _("A logo is at least %(side)s pixels wide and high.") % {"side": SMALLEST_SIDE}
        )
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as image:
            drawn = ImageOps.exif_transpose(image)
            drawn = (drawn.convert("RGB") if drawn.mode in NO_ALPHA else drawn).convert("RGBA")
    except (OSError, ValueError):
        raise LogoRefused(_("This picture could not be read to its end.")) from None
    drawn.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    if min(drawn.size) < SMALLEST_SIDE:
        raise LogoRefused(
            _("This is too narrow a strip for a logo: made to fit, it has %(width)s by %(height)s.")
            % {"width": drawn.width, "height": drawn.height}
        )
    written = io.BytesIO()
    drawn.save(written, "PNG", optimize=True)
    return Logo(written.getvalue(), *drawn.size)


def icon_of(logo, margin=ICON_MARGIN):
    """The logo on a square of paper, for tabs and phones; None where it is too oblong for one."""
    with Image.open(io.BytesIO(logo.content)) as image:
        drawn = image.convert("RGBA")
    drawn = drawn.crop(drawn.getchannel("A").getbbox())
    if max(drawn.size) > MOST_OBLONG * min(drawn.size):
        return None
    drawn = ImageOps.contain(drawn, (ICON_SIDE - 2 * margin,) * 2, Image.Resampling.LANCZOS)
    icon = Image.new("RGBA", (ICON_SIDE, ICON_SIDE), PAPER)
    icon.alpha_composite(drawn, ((ICON_SIDE - drawn.width) // 2, (ICON_SIDE - drawn.height) // 2))
    written = io.BytesIO()
    icon.convert("RGB").save(written, "PNG", optimize=True)
    return Logo(written.getvalue(), *icon.size)


def keep(logo):
    """Put a logo where readers find it; the very same one is there once."""
    if not default_storage.exists(place_of(logo.digest)):
        default_storage.save(place_of(logo.digest), ContentFile(logo.content))


def kept(digest):
    """The logo of that digest, where it was put before; else None."""
    if not re.fullmatch("[0-9a-f]{20}", digest) or not default_storage.exists(place_of(digest)):
        return None
    with opened(digest) as file:
        content = file.read()
    with Image.open(io.BytesIO(content), formats=["PNG"]) as image:
        return Logo(content, *image.size)


def opened(digest):
    """The file of a logo. Raises FileNotFoundError."""
    return default_storage.open(place_of(digest))


def place_of(digest):
    return f"logos/{digest}.png"

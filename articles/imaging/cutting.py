"""Takes the part of a picture that a place wants, at its size, and makes a file of it.

The one rule: of what an original says of itself nothing gets into a file but its pixels; the words
inside are those that are passed in.
"""

import io

from PIL import Image, ImageCms

from .decoding import BROKEN
from .formats import ENCODERS, TALLEST


def cut(image: Image.Image, *, size, ratio=None, focal=(0.5, 0.5), box=None) -> Image.Image:
    """A part of a picture in sRGB, transparency on white, without any metadata.

    Args:
        image: from `upright`.
        size: width and height of what is returned, in pixels.
        ratio: of the part to take, as width and height; None takes the whole.
        focal: what has to stay in sight, from the left and from the top, each from 0 to 1.
        box: a part chosen by hand, in place of what the focal point gives: left, top, width and
            height as parts of the whole.
    """
    taken = part(*image.size, ratio, focal, box)
    small = image.resize(size, Image.Resampling.LANCZOS, box=taken, reducing_gap=2.0)
    transparency = small.getchannel("A") if "A" in small.getbands() else None
    coloured = _in_srgb(small.convert(small.mode.removesuffix("A")), image.info.get("icc_profile"))
    flat = Image.new("RGB", size, "white")
    flat.paste(coloured, mask=transparency)
    return flat


def encode(image: Image.Image, extension: str, words: dict | None = None) -> bytes:
    """A picture from `cut` as a file of the kind its extension names in ENCODERS.

    Args:
        words: what the file says of itself, as keyword arguments for Pillow's `save`.
    """
    kind, options = ENCODERS[extension]
    buffer = io.BytesIO()
    image.save(buffer, kind, **options, **(words or {}))
    return buffer.getvalue()


def part(width, height, ratio=None, focal=(0.5, 0.5), box=None) -> tuple[float, ...]:
    """The part of the given ratio: within a box by hand, else the largest around the focal point.

    As near around it as the edges allow. Of a box that has not quite the ratio its middle is taken.
    """
    if ratio is None:
        return (0, 0, width, height)
    if box is not None:
        left, top, wide, high = (
            box[0] * width,
            box[1] * height,
            min(box[2], 1 - box[0]) * width,
            min(box[3], 1 - box[1]) * height,
        )
        inner = part(wide, high, ratio)
        return (left + inner[0], top + inner[1], left + inner[2], top + inner[3])
    across, down = ratio
    wide = min(width, height * across / down)
    high = min(height, width * down / across)
    left = min(max(focal[0] * width - wide / 2, 0), width - wide)
    top = min(max(focal[1] * height - high / 2, 0), height - high)
    return (left, top, left + wide, top + high)


def widest(width: int, height: int, ratio=None, box=None) -> int:
    """How wide a part of the given ratio can be made without enlarging it."""
    if ratio is None:
        return max(1, min(width, TALLEST * width // height))
    if box is not None:
        left, _top, right, _bottom = part(width, height, ratio, box=box)
        return max(1, int(right - left + 1e-6))
    return max(1, min(width, height * ratio[0] // ratio[1]))


def size_at(target: int, width: int, height: int, ratio=None) -> tuple[int, int]:
    """Width and height of a picture, or of its part of the given ratio, `target` pixels wide."""
    across, down = ratio or (width, height)
    return target, max(1, round(target * down / across))


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

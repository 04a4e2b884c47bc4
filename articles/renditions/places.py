"""Where pictures stand on pages, and so which renditions a picture needs.

Pure but for making addresses: no query, no file. The one rule: a picture is never enlarged.
"""

from dataclasses import dataclass

from django.urls import reverse

from articles import imaging


@dataclass(frozen=True)
class Crop:
    """A part of every picture, and the widths (in pixels) and formats it is made in."""

    ratio: tuple[int, int] | None
    widths: tuple[int, ...]
    extensions: tuple[str, ...] = ("avif", "webp", "jpg")  # best first; the last is the fallback


@dataclass(frozen=True)
class Place:
    """Where on a page a picture stands: its crop, how wide it shows there, and what `src` is."""

    crop: str
    sizes: str
    width: int


CROPS = {
    "full": Crop(None, (320, 640, 960, 1280, 1920)),
    "card": Crop((3, 2), (320, 640, 960)),
    "square": Crop((1, 1), (96, 192, 320)),
    "social": Crop((1200, 630), (1200,), ("jpg",)),
}

SHARED_BY = "shared"  # what a rendition's address carries the token of a share link as

# Said by static/css: a page is at most 80rem wide, a lead picture 60rem, one in the text 48rem;
# a feature takes half the page or more, cards stand in one, two or four columns.
PLACES = {
    "lead": Place("full", "(min-width: 64rem) 60rem, 100vw", 1280),
    "inline": Place("full", "(min-width: 52rem) 48rem, 100vw", 960),
    "gallery": Place("full", "(min-width: 52rem) 40rem, 88vw", 960),
    "feature": Place("card", "(min-width: 80rem) 43rem, (min-width: 48rem) 58vw, 100vw", 960),
    "card": Place(
        "card",
        "(min-width: 80rem) 19rem, (min-width: 60rem) 25vw, (min-width: 40rem) 50vw, 100vw",
        640,
    ),
    "row": Place("card", "(min-width: 64rem) 17rem, (min-width: 48rem) 15rem, 26vw", 320),
    "small": Place("square", "6rem", 192),
    "portrait": Place("square", "6rem", 192),
    "social": Place("social", "", 1200),
}


@dataclass(frozen=True)
class Sources:
    """What an `img` and the `source` elements before it say."""

    src: str
    width: int  # of src; with `height`, for the attributes that keep the page from jumping
    height: int
    sizes: str
    srcset: str
    alternatives: tuple[tuple[str, str], ...]  # MIME type and srcset, best first


def sources(picture, place):
    """The addresses of `picture` in one of PLACES; no query, no file.

    On a page shown by a share link they carry the link's token.
    """
    place = PLACES[place]
    crop = CROPS[place.crop]
    widths = _widths(picture, crop)
    width = max((one for one in widths if one <= place.width), default=widths[0])
    *alternatives, fallback = crop.extensions
    src = reverse("articles:rendition", args=[picture.key, place.crop, width, fallback])
    folder = src.rpartition("/")[0]
    query = f"?{SHARED_BY}={picture.shared_by}" if picture.shared_by else ""

    def srcset(extension):
        return ", ".join(f"{folder}/{place.crop}-{one}.{extension}{query} {one}w" for one in widths)

    _width, height = imaging.size_at(width, picture.width, picture.height, crop.ratio)
    return Sources(
        src=f"{src}{query}",
        width=width,
        height=height,
        sizes=place.sizes,
        srcset=srcset(fallback) if place.sizes else "",
        alternatives=tuple((imaging.MIME_TYPES[one], srcset(one)) for one in alternatives),
    )


def wanted(picture):
    """The names of all renditions that `picture` is to have."""
    return {
        f"{picture.key}/{crop}-{width}.{extension}"
        for crop, described in CROPS.items()
        for width in _widths(picture, described)
        for extension in described.extensions
    }


def crop_and_size(picture, name):
    """The crop of a wanted rendition, and its width and height in pixels."""
    crop, _dash, width = name.rpartition("/")[2].partition(".")[0].partition("-")
    ratio = CROPS[crop].ratio
    return CROPS[crop], imaging.size_at(int(width), picture.width, picture.height, ratio)


def _widths(picture, crop):
    """The widths of a crop that this picture fills, its own the last where it is smaller.

    A step less than a tenth narrower than the next would save nobody anything.
    """
    widest = imaging.widest(picture.width, picture.height, crop.ratio)
    own = min(widest, crop.widths[-1])
    return [width for width in crop.widths if width < 0.9 * own] + [own]

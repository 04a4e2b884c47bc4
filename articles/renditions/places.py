"""Where pictures stand on pages, and so which renditions a picture needs.

Pure but for making addresses: no query, no file. The one rule: a picture is never enlarged.
"""

import hashlib
from dataclasses import dataclass

from articles import imaging
from articles.ways import Way


@dataclass(frozen=True)
class Crop:
    """A part of every picture, and the widths (in pixels) and formats it is made in."""

    ratio: tuple[int, int] | None
    widths: tuple[int, ...]
    extensions: tuple[str, ...] = ("avif", "webp", "jpg")  # best first; the last is the fallback
    within: str = ""  # the crop whose part by hand it is taken from; nobody cuts it by hand itself


@dataclass(frozen=True)
class Place:
    """Where on a page a picture stands: its crop, how wide it shows there, and what `src` is."""

    crop: str
    sizes: str
    width: int
    moves: bool = False  # in a story: a kept animation moves here, and on paper it is another crop


# What is made of every picture. Widths grow by a third to a half: a finer step saves nobody much.
CROPS = {
    "full": Crop(None, (320, 640, 960, 1280, 1920, 2560)),
    "card": Crop((3, 2), (320, 640, 960)),
    "square": Crop((1, 1), (96, 192, 320)),
    "social": Crop((1200, 630), (1200,)),
    "print": Crop(None, (2100,)),  # a column of 178 mm at 300 dots to the inch
    "moving": Crop(None, (640,), ("webp", "gif")),
    # What search engines ask for, of a story's lead picture; see articles.structured_data.
    "1x1": Crop((1, 1), (1200,), ("jpg",), within="square"),
    "4x3": Crop((4, 3), (1200,), ("jpg",), within="card"),
    "16x9": Crop((16, 9), (1200,), ("jpg",), within="social"),
}

RENDITION = Way("articles:rendition", "0123456789abcdef01234567", "full", 1701, "avif")
SHARED_BY = "shared"  # what a rendition's address carries the token of a share link as

# As static/css shows them (tests/browser/test_sizes.py measures it): a page leaves some 94 of its
# hundred parts to what it shows and is at most 80rem wide. A lead picture has the whole of a phone.
PLACES = {
    "lead": Place("full", "(min-width: 48rem) min(60rem, 94vw), 100vw", 1280, moves=True),
    "inline": Place("full", "min(48rem, 94vw)", 960, moves=True),
    "gallery": Place("full", "min(40rem, 82vw)", 960),
    "still": Place("full", "min(37rem, 94vw)", 960),  # of an embed
    "full": Place("full", "100vw", 2560),
    "top": Place(
        "card", "(min-width: 64rem) min(36.5rem, 46vw), (min-width: 48rem) 94vw, 100vw", 960
    ),
    "second": Place(
        "card",
        "(min-width: 64rem) min(16rem, 20vw), (min-width: 48rem) 46vw, 94vw",
        640,
    ),
    "opener": Place("card", "(min-width: 36.5rem) min(36.5rem, 46vw), 94vw", 960),
    "half": Place(  # an opener, too, where two bands stand side by side
        "card",
        "(min-width: 74rem) min(18rem, 22.5vw), (min-width: 36.5rem) 46vw, 94vw",
        640,
    ),
    "third": Place(  # and where three do; on a phone it stands beside its words
        "card",
        "(min-width: 64rem) min(24rem, 30vw), (min-width: 36.5rem) 46vw, 36vw",
        640,
    ),
    "beside": Place(  # below a section's lead, as many as the page is wide enough for
        "card", "(min-width: 52rem) min(24rem, 30vw), (min-width: 34rem) 46vw, 94vw", 640
    ),
    "feature": Place("card", "(min-width: 48rem) min(43.25rem, 54vw), 94vw", 960),
    "card": Place(
        "card",
        "(min-width: 68.5rem) min(18rem, 22.5vw), (min-width: 51rem) 30vw, "
        "(min-width: 33.75rem) 46vw, 36vw",
        640,
    ),
    "row": Place("card", "(min-width: 64rem) 14rem, clamp(5.5rem, 24.5vw, 15rem)", 320),
    "portrait": Place("square", "6rem", 192),
    "social": Place("social", "", 1200),
    "print": Place("print", "", 2100),
    "1x1": Place("1x1", "", 1200),
    "4x3": Place("4x3", "", 1200),
    "16x9": Place("16x9", "", 1200),
}

UPRIGHT = "min(28rem, 100vw)"  # in a story: what is taller than wide shows narrow

# Of which table and recipe a picture's renditions are: those of another are made anew in time.
MADE_FOR = hashlib.sha256(repr((imaging.RECIPE, CROPS)).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Sources:
    """What an `img` and the `source` elements before it say."""

    src: str
    width: int  # of src; with `height`, for the attributes that keep the page from jumping
    height: int
    sizes: str
    srcset: str
    alternatives: tuple[tuple[str, str], ...]  # MIME type and srcset, best first
    printed: tuple[tuple[str, str], ...] = ()  # the same for paper
    moving: tuple[tuple[str, str], ...] = ()  # the same for whoever does not mind movement


def sources(picture, place):
    """The addresses of `picture` in one of PLACES; no query, no file.

    On a page shown by a share link they carry the link's token.
    """
    place, token, known = PLACES[place], _token(picture), {}

    def crop_of(name):
        """The addresses of a crop of this picture, as a form, and its widths."""
        if name not in known:
            known[name] = RENDITION.form(picture.key, name), _widths(picture, name)
        return known[name]

    def srcset(name, extension):
        form, widths = crop_of(name)
        described = [f"{form.format(one, extension)}{token} {one}w" for one in widths]
        # Of one width alone, such as on paper, nothing is to be chosen by it.
        return ", ".join(described) if place.sizes else described[0].partition(" ")[0]

    def instead(name):
        form, (only, *_others) = crop_of(name)
        return tuple(
            (imaging.MIME_TYPES[one], f"{form.format(only, one)}{token} {only}w")
            for one in CROPS[name].extensions
        )

    crop = CROPS[place.crop]
    form, widths = crop_of(place.crop)
    width = max((one for one in widths if one <= place.width), default=widths[0])
    _width, height = imaging.size_at(width, picture.width, picture.height, crop.ratio)
    *alternatives, fallback = crop.extensions
    return Sources(
        src=form.format(width, fallback) + token,
        width=width,
        height=height,
        sizes=UPRIGHT if place.moves and picture.height > picture.width else place.sizes,
        srcset=srcset(place.crop, fallback) if place.sizes else "",
        alternatives=tuple(
            (imaging.MIME_TYPES[one], srcset(place.crop, one)) for one in alternatives
        ),
        printed=instead("print") if place.moves and picture.for_print else (),
        moving=instead("moving") if place.moves and picture.moves else (),
    )


def fitting(picture, crop, most_wide, most_high):
    """The largest file of a crop, in its last format, of at most so many pixels; or None."""
    described = CROPS[crop]
    for width in reversed(_widths(picture, crop)):
        _width, height = imaging.size_at(width, picture.width, picture.height, described.ratio)
        if width <= most_wide and height <= most_high:
            src = address(picture, crop, width, described.extensions[-1])
            return Sources(src, width, height, sizes="", srcset="", alternatives=())
    return None


def address(picture, crop, width, extension):
    """Where a rendition is found; with the token of the share link whose page shows it."""
    return RENDITION.to(picture.key, crop, width, extension) + _token(picture)


def _token(picture):
    return f"?{SHARED_BY}={picture.shared_by}" if picture.shared_by else ""


def wanted(picture):
    """The names of all renditions that `picture` is to have."""
    return {
        f"{picture.key}/{crop}-{width}.{extension}"
        for crop in crops_of(picture)
        for width in _widths(picture, crop)
        for extension in CROPS[crop].extensions
    }


def crops_of(picture):
    """The crops that are made of a picture: for paper, and moving, only where it may and does."""
    made = {"print": picture.for_print, "moving": picture.moves}
    return [crop for crop in CROPS if made.get(crop, True)]


def nearest(picture, crop, width, extension):
    """The wanted rendition that comes nearest to what an earlier address of a picture named."""
    crop = crop if crop in crops_of(picture) else "full"
    extensions = CROPS[crop].extensions
    extension = extension if extension in extensions else extensions[-1]
    width = min(_widths(picture, crop), key=lambda one: (abs(one - width), -one))
    return f"{picture.key}/{crop}-{width}.{extension}"


def still_of(picture, name):
    """The rendition that stands still as large as one that moves."""
    _crop, (width, _height) = crop_and_size(picture, name)
    return nearest(picture, "full", width, "jpg")


def taken_apart(name):
    """The key, crop, width and extension in a rendition's name."""
    key, _slash, rest = name.partition("/")
    crop, _dash, rest = rest.rpartition("-")
    width, _dot, extension = rest.partition(".")
    return key, crop, int(width), extension


def crop_and_size(picture, name):
    """The name of the crop of a wanted rendition, and its width and height in pixels."""
    _key, crop, width, _extension = taken_apart(name)
    return crop, imaging.size_at(width, picture.width, picture.height, CROPS[crop].ratio)


def part_by_hand(picture, crop):
    """What somebody chose a crop to be taken from, as `Picture.boxes` has it; None for nothing."""
    return picture.boxes.get(CROPS[crop].within or crop)


def _widths(picture, crop):
    """The widths of a crop that this picture fills, its own the last where it is smaller.

    A step less than a tenth narrower than the next would save nobody anything.
    """
    described = CROPS[crop]
    box = part_by_hand(picture, crop)
    widest = imaging.widest(picture.width, picture.height, described.ratio, box)
    own = min(widest, described.widths[-1])
    return [width for width in described.widths if width < 0.9 * own] + [own]

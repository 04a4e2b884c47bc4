"""Proofs: small copies of a whole picture for the desk alone, lawful or not, used or not.

The one rule: what readers may not see has its face here and nowhere else. A proof lies apart from
renditions, by the checksum of its original, and goes with it.
"""

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from articles import imaging, metadata
from articles.background import background, defer
from articles.models import Picture

from .files import write_whole
from .making import OriginalUnreadable, decoded

WIDTHS = (320, 1280)  # pixels


def proof(picture, width):
    """A proof of one of WIDTHS open for reading, made first where it is missing.

    Raises OriginalUnreadable, OSError where there is no room to make it, ValueError for a width
    that there is none of.
    """
    if width not in WIDTHS:
        raise ValueError(width)
    storage, name = storages["proofs"], _name(picture.checksum, width)
    try:
        return storage.open(name)
    except FileNotFoundError:
        _make(picture, [width])
        return storage.open(name)


def proof_size(picture, width):
    """How wide and high a proof is, in pixels: never larger than the original."""
    own = min(width, imaging.widest(picture.width, picture.height))
    return imaging.size_at(own, picture.width, picture.height)


@background(queue="pictures")
def make_proofs(picture_pk):
    """Make the missing proofs of a picture, if it still exists."""
    picture = Picture.objects.filter(pk=picture_pk).first()
    if picture is None:
        return
    exists = storages["proofs"].exists
    if missing := [one for one in WIDTHS if not exists(_name(picture.checksum, one))]:
        _make(picture, missing)


def proofs_soon(picture):
    """Have the proofs made after the commit."""
    defer(make_proofs, picture.pk)


def delete_proofs(checksum):
    """Delete the proofs of an original that no picture has any more."""
    for width in WIDTHS:
        storages["proofs"].delete(_name(checksum, width))


def _make(picture, widths):
    share = proof_size(picture, max(widths))[0] / picture.width
    with imaging.one_at_a_time:
        image = decoded(picture, share)
        for width in widths:
            small = imaging.cut(image, size=proof_size(picture, width))
            words = metadata.packets("webp", made_of=picture.checksum)  # so it equals no upload
            content = ContentFile(imaging.encode(small, "webp", words))
            write_whole(storages["proofs"], _name(picture.checksum, width), content)


def _name(checksum, width):
    return f"{checksum[:2]}/{checksum}-{width}.webp"


__all__ = [
    "WIDTHS",
    "OriginalUnreadable",
    "delete_proofs",
    "make_proofs",
    "proof",
    "proof_size",
    "proofs_soon",
]

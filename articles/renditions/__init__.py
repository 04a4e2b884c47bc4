"""What readers get of a picture: its renditions, made from an original that nobody but us reads.

The one rule: a rendition is made again whenever it is missing, so losing one costs time and losing
an original costs the picture. The desk gets proofs.
"""

from articles.imaging import PictureRefused

from .files import write_whole
from .making import (
    NotYetMade,
    OriginalUnreadable,
    bring_up_to_date,
    delete_unused_files,
    existing,
    find,
    forget,
    forget_soon,
    make,
    make_renditions,
    opened,
    refresh_soon,
)
from .places import (
    CROPS,
    MADE_FOR,
    PLACES,
    SHARED_BY,
    Sources,
    address,
    fitting,
    sources,
    taken_apart,
    wanted,
)
from .proofs import delete_proofs, proof, proof_size, proofs_soon

__all__ = [
    "CROPS",
    "MADE_FOR",
    "PLACES",
    "SHARED_BY",
    "NotYetMade",
    "OriginalUnreadable",
    "PictureRefused",
    "Sources",
    "address",
    "bring_up_to_date",
    "delete_proofs",
    "delete_unused_files",
    "existing",
    "find",
    "fitting",
    "forget",
    "forget_soon",
    "make",
    "make_renditions",
    "opened",
    "proof",
    "proof_size",
    "proofs_soon",
    "refresh_soon",
    "sources",
    "taken_apart",
    "wanted",
    "write_whole",
]

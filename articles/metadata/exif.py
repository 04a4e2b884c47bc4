"""EXIF: the few fields that say something about the picture, and none about the camera.

Follows EXIF 2.32 and TIFF 6.0. The one rule: only the fields named here are looked at, so a file
cannot make us hold what it says a thousand times over, nor does its place on earth get further.
"""

import struct

from .characters import clean, words

ASCII = {
    0x010E: "ImageDescription",
    0x013B: "Artist",
    0x8298: "Copyright",
    0x9003: "DateTimeOriginal",
}
WINDOWS = {  # written by Windows' Explorer, in UTF-16 whatever their declared type
    0x9C9B: "XPTitle",
    0x9C9C: "XPComment",
    0x9C9D: "XPAuthor",
    0x9C9E: "XPKeywords",
    0x9C9F: "XPSubject",
}
SUB_IFD = 0x8769
UNITS = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1, 129: 1}  # octets of a value by its type; 129 is EXIF 3's
MOST_OCTETS = 256 * 1024
MOST_ENTRIES = 1_000


def read(block: bytes) -> dict[str, str]:
    """The fields of an EXIF block by their names; what is broken is left out."""
    start = next((at for at in range(16) if block[at : at + 4] in (b"II*\0", b"MM\0*")), None)
    if start is None:
        return {}
    tiff = block[start:]
    order = "<" if tiff[:1] == b"I" else ">"
    fields = {}
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        beyond = _read_ifd(tiff, order, first, fields)
        if beyond:
            _read_ifd(tiff, order, beyond, fields)
    except struct.error:
        pass  # it ends before it should: what was found stands
    return {name: text for name, text in fields.items() if text}


def _read_ifd(tiff, order, at, fields):
    """Read one directory into `fields`; returns where the one of EXIF's own fields lies, or 0."""
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    beyond = 0
    for entry in range(at + 2, at + 2 + min(count, MOST_ENTRIES) * 12, 12):
        tag, kind, number = struct.unpack_from(f"{order}HHI", tiff, entry)
        if tag == SUB_IFD:
            (beyond,) = struct.unpack_from(f"{order}I", tiff, entry + 8)
        elif (name := ASCII.get(tag) or WINDOWS.get(tag)) and name not in fields:
            size = number * UNITS.get(kind, 0)
            if size <= 4:
                value = tiff[entry + 8 : entry + 8 + size]
            else:
                (where,) = struct.unpack_from(f"{order}I", tiff, entry + 8)
                value = tiff[where : where + min(size, MOST_OCTETS)]
            fields[name] = _text(name, value)
    return beyond


def _text(name, value):
    if name.startswith("XP"):
        text = value[: len(value) // 2 * 2].decode("utf-16-le", "replace")
        return clean(text.partition("\0")[0].replace("\ufffd", ""))
    if name == "Copyright":  # the photographer's, NUL, the editor's; EXIF 2.32, 4.6.4.D
        halves = (words(half) for half in value.split(b"\0")[:2])
        return "; ".join(half for half in halves if half)
    return words(value.partition(b"\0")[0])

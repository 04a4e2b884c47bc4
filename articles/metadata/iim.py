"""IPTC-IIM: the fields that picture agencies have sent since 1991, inside Photoshop's resources.

Follows IPTC-NAA Information Interchange Model 4.2 (chapter 1 and record 2) and, for the resources
around it, Adobe's Photoshop File Formats Specification ("Image Resource Blocks"). The one rule: a
dataset is taken whole or not at all.
"""

import hashlib
from dataclasses import dataclass, field

from .characters import declared, guessed, words

IIM, DIGEST = 0x0404, 0x0425
SIGNATURES = (b"8BIM", b"AgHg", b"DCSR", b"PHUT", b"MeSa")
NO_DIGEST = bytes(16)
MOST_DATASETS = 20_000

# The datasets of record 2 that say something for us, and how many octets the standard gives them.
NAMES = {
    5: ("Title", 64),
    25: ("Keywords", 64),
    40: ("Instructions", 256),
    55: ("Date created", 8),
    80: ("By-line", 32),
    85: ("By-line title", 32),
    90: ("City", 32),
    92: ("Sublocation", 32),
    95: ("Province or state", 32),
    101: ("Country", 64),
    105: ("Headline", 256),
    110: ("Credit", 32),
    115: ("Source", 32),
    116: ("Copyright", 128),
    120: ("Caption", 2000),
    122: ("Caption writer", 32),
}
REPEATED = ("Keywords", "By-line")  # as lists
LIMITS = dict(NAMES.values())


@dataclass
class Iim:
    """What an IIM block says, and whether it was changed after the XMP beside it was written."""

    says: dict[str, str | list[str]] = field(default_factory=dict)
    full: set[str] = field(default_factory=set)  # fields cut at the length the standard allows
    is_newer_than_xmp: bool = False


def read(resources: bytes, alone: bytes = b"") -> Iim:
    """The fields of the IIM in Photoshop's resources, or of a block that stands alone.

    A digest among the resources (0x0425: the MD5 of the IIM, from when XMP was last made to agree
    with it) that differs tells that a program which knows nothing of XMP changed the IIM since
    (Metadata Working Group, Guidelines for Handling Image Metadata 2.0, on the IPTC-IIM digest).
    """
    found = _resources(bytes(resources))
    block = found.get(IIM, alone)
    digest = found.get(DIGEST, NO_DIGEST)[:16]
    read = _fields(_datasets(block))
    read.is_newer_than_xmp = digest not in (NO_DIGEST, _digest(block))
    return read


def _digest(block):
    return hashlib.md5(block, usedforsecurity=False).digest()


def _resources(data):
    """Photoshop's resources by number; several blocks of IIM are joined."""
    found, at = {}, 0
    while data[at : at + 4] in SIGNATURES and at + 12 <= len(data):
        number = int.from_bytes(data[at + 4 : at + 6], "big")
        at += 6
        at += (data[at] + 2) & ~1  # the name, with its length, padded to an even number
        size = int.from_bytes(data[at : at + 4], "big")
        content = data[at + 4 : at + 4 + size]
        if number == IIM:
            found[number] = found.get(number, b"") + content
        else:
            found.setdefault(number, content)
        at += 4 + size + (size & 1)
    return found


def _datasets(block):
    """Each dataset as record, number and value, up to the first that is no dataset or cut off."""
    at = 0
    for _count in range(MOST_DATASETS):
        if block[at : at + 1] != b"\x1c" or at + 5 > len(block):
            return
        record, number = block[at + 1], block[at + 2]
        size = int.from_bytes(block[at + 3 : at + 5], "big")
        at += 5
        if size & 0x8000:  # an extended dataset: this is the length of the length
            octets = size & 0x7FFF
            size = int.from_bytes(block[at : at + octets], "big") if octets <= 8 else len(block)
            at += octets
        if at + size > len(block):
            return
        yield record, number, block[at : at + size]
        at += size


def _fields(datasets):
    characters, values = "", {}
    for record, number, value in datasets:
        if (record, number) == (1, 90):
            characters = declared(value)
        elif record == 2 and number in NAMES:
            values.setdefault(NAMES[number][0], []).append(value)
    guess = guessed(*(value for several in values.values() for value in several))
    read = Iim()
    for name, several in values.items():
        said = [text for value in several if (text := words(value, characters or guess))]
        if not said:
            continue
        # Some programs write a long caption as several datasets of one number.
        read.says[name] = said if name in REPEATED else "\n".join(dict.fromkeys(said[:50]))
        if any(len(value) >= LIMITS[name] - 3 for value in several):
            read.full.add(name)
    return read

"""What each block of a file said, for the desk to see beside what was made of it.

The one rule: small and ready for JSON, whatever the file held, and nothing of the camera or of its
place on earth.
"""

from .characters import cut

LONGEST = 2_000  # characters of one field
MOST_ITEMS = 40

SHOWN = (
    "dc:description",
    "dc:title",
    "dc:creator",
    "dc:rights",
    "dc:subject",
    "photoshop:Headline",
    "photoshop:AuthorsPosition",
    "photoshop:CaptionWriter",
    "photoshop:Credit",
    "photoshop:Source",
    "photoshop:Instructions",
    "photoshop:DateCreated",
    "photoshop:City",
    "photoshop:State",
    "photoshop:Country",
    "photoshop:TransmissionReference",
    "Iptc4xmpCore:Location",
    "Iptc4xmpCore:AltTextAccessibility",
    "Iptc4xmpCore:ExtDescrAccessibility",
    "Iptc4xmpExt:LocationCreated",
    "Iptc4xmpExt:LocationShown",
    "Iptc4xmpExt:PersonInImage",
    "Iptc4xmpExt:Event",
    "Iptc4xmpExt:DigitalSourceType",
    "xmpRights:Marked",
    "xmpRights:UsageTerms",
    "xmpRights:WebStatement",
    "xmpRights:Owner",
    "cc:license",
    "plus:Licensor",
    "plus:CopyrightOwner",
    "plus:DataMining",
    "exif:DateTimeOriginal",
)


def flat(value) -> str:
    """A value of any shape as words: lists and structures with commas between their parts."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return ", ".join(filter(None, map(flat, value)))
    return value


def everything_said(exif: dict, iim, xmp: dict) -> dict:
    """The blocks by name, each with its fields as words or lists of words."""
    shown = {name: xmp[name] for name in SHOWN if name in xmp}
    said = {"exif": _bounded(exif), "iptc": _bounded(iim.says), "xmp": _bounded(shown)}
    if said["iptc"] and said["xmp"]:
        said["iptc"]["Digest"] = "changed since the XMP" if iim.is_newer_than_xmp else "unchanged"
    return {block: fields for block, fields in said.items() if fields}


def _bounded(fields):
    return {name: _short(value) for name, value in fields.items() if value}


def _short(value):
    if isinstance(value, list):
        return [cut(flat(item), LONGEST // MOST_ITEMS * 4) for item in value[:MOST_ITEMS]]
    return cut(flat(value), LONGEST)

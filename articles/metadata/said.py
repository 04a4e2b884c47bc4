"""What a file says of itself, put together from all who wrote into it.

Follows the Metadata Working Group's Guidelines for Handling Image Metadata 2.0 (November 2010, on
a consumer's reconciliation of the three; ExifTool's MWG module reads it the same way) and the IPTC
Photo Metadata Standard: EXIF before the others for description, creator, copyright and day, where
it says anything; of XMP and IPTC-IIM the XMP, unless the digest shows that the IIM was changed
since; what only one says is taken from it. Two exceptions: what cameras write where nobody wrote
anything says nothing, and what a narrower field made of the same words gives way to them. The one
rule: nothing is made up, and no file is a reason to fail.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from . import blocks, exif, iim, xmp
from .characters import cut, line
from .credentials import content_credentials
from .dates import day
from .raw import everything_said, flat
from .vocabulary import GENERATED, address, digital_source, licence_named_in

LONGEST = {  # characters; what the library's columns hold, and for running text what is sensible
    "headline": 300,
    "byline": 120,
    "credit": 200,
    "source": 200,
    "copyright": 200,
    "place": 200,
    "alt": 400,
    "keyword": 100,
    "text": 20_000,
}
MOST_KEYWORDS = 200

# What cameras and programs write where nobody wrote anything.
FILLERS = re.compile(
    r"(\w+ ){0,2}digital camera|sony dsc|dcim\\.*|untitled|default|unknown|none|n/?a|-+|"
    r"(picture|image|photo|img|dsc)[ _-]*[0-9]*(\.jpe?g)?|your name|picasa|created with gimp|"
    r"(image|photo) description|screenshot|processed with .{0,40}|camera|user|photographer",
    re.IGNORECASE,
)

LEGACY_PLACE = (
    ("Iptc4xmpCore:Location", "Sublocation"),
    ("photoshop:City", "City"),
    ("photoshop:State", "Province or state"),
    ("photoshop:Country", "Country"),
)
PLACE_PARTS = (
    "Iptc4xmpExt:Sublocation",
    "Iptc4xmpExt:City",
    "Iptc4xmpExt:ProvinceState",
    "Iptc4xmpExt:CountryName",
)


@dataclass(frozen=True)
class Said:
    """What a file says of itself, clean, and no longer than the library keeps."""

    caption: str = ""
    headline: str = ""
    byline: str = ""
    credit: str = ""
    source: str = ""
    copyright: str = ""
    instructions: str = ""  # the notice to editors
    keywords: tuple[str, ...] = ()
    place: str = ""
    taken_on: date | None = None
    usage_terms: str = ""
    licence_url: str = ""
    digital_source: str = ""  # a code of vocabulary.CODES
    alt: str = ""
    # By block ("exif", "iptc", "xmp") and name of the field there: words, or a list of words.
    raw: dict[str, dict] = field(default_factory=dict)


def read(file: BinaryIO) -> Said:
    """What a picture file says of itself; nothing where it says nothing or cannot be read."""
    found = blocks.find(file)
    said = _Reconciled(
        exif.read(found.exif),
        iim.read(found.resources, found.iim),
        xmp.read(found.xmp, found.extended),
    )
    made = digital_source(flat(said.xmp.get("Iptc4xmpExt:DigitalSourceType", "")))
    if not made and found.has_credentials:
        made = _signed_for(file)
    copyright = said.one("dc:rights", "Copyright", first="Copyright")
    usage_terms = flat(said.xmp.get("xmpRights:UsageTerms", ""))
    return Said(
        caption=cut(said.caption(), LONGEST["text"]),
        headline=line(
            said.one("photoshop:Headline", "Headline", last="XPTitle"), LONGEST["headline"]
        ),
        byline=line(said.byline(), LONGEST["byline"]),
        credit=line(said.one("photoshop:Credit", "Credit"), LONGEST["credit"]),
        source=line(said.one("photoshop:Source", "Source"), LONGEST["source"]),
        copyright=line(copyright, LONGEST["copyright"]),
        instructions=cut(said.one("photoshop:Instructions", "Instructions"), LONGEST["text"]),
        keywords=_keywords(said.keywords()),
        place=line(said.place(), LONGEST["place"]),
        taken_on=said.taken_on(),
        usage_terms=cut(usage_terms, LONGEST["text"]),
        licence_url=_licence_url(said.xmp, usage_terms, copyright),
        digital_source=made,
        alt=line(flat(said.xmp.get("Iptc4xmpCore:AltTextAccessibility", "")), LONGEST["alt"]),
        raw=everything_said(said.exif, said.iim, said.xmp),
    )


def _signed_for(file):
    """How the picture was made by its Content Credentials; by broken ones only if generated."""
    told = content_credentials(file) or {}
    code = told.get("digital_source", "")
    return code if told.get("state") == "valid" or code in GENERATED else ""


class _Reconciled:
    """The three blocks of a file, asked for one thing at a time."""

    def __init__(self, exif_says, iim_block, xmp_says):
        self.exif, self.iim, self.xmp = exif_says, iim_block, xmp_says

    def one(self, xmp_name, iim_name, *, first="", last=""):
        """The words for a field; `first` and `last` name EXIF's, and whether they go before."""
        modern, old = flat(self.xmp.get(xmp_name, "")), flat(self.iim.says.get(iim_name, ""))
        found = modern or old
        if old and self.iim.is_newer_than_xmp:
            was_cut = iim_name in self.iim.full and _is_worn(old, modern)
            found = modern if was_cut else old
        camera = self.exif.get(first, "")
        if camera and not FILLERS.fullmatch(camera) and not _is_worn(camera, found):
            found = camera
        return found or self.exif.get(last, "")

    def caption(self):
        caption = self.one("dc:description", "Caption", first="ImageDescription", last="XPComment")
        return caption or self.exif.get("XPSubject", "")

    def byline(self):
        """Names joined by commas; EXIF parts several by "; " (MWG 2.0, on Creator)."""
        byline = self.one("dc:creator", "By-line", first="Artist", last="XPAuthor")
        names = (name.strip() for name in byline.split(";"))
        return ", ".join(re.sub(r'^"([^"]*)"$', r"\1", name) for name in names if name)

    def keywords(self):
        modern, old = self.xmp.get("dc:subject") or [], self.iim.says.get("Keywords") or []
        found = old if old and self.iim.is_newer_than_xmp else modern or old
        return found or self.exif.get("XPKeywords", "")

    def place(self):
        """Where it was taken, else what it shows, from the nearest to the country."""
        places = [tuple(self.one(*names) for names in LEGACY_PLACE)]
        for name in ("Iptc4xmpExt:LocationCreated", "Iptc4xmpExt:LocationShown"):
            said = self.xmp.get(name)
            first = said[0] if isinstance(said, list) and said else said
            if isinstance(first, dict):
                places.append(tuple(flat(first.get(part, "")) for part in PLACE_PARTS))
        parts = next((parts for parts in places if any(parts)), ())
        return ", ".join(dict.fromkeys(part.strip(" ,") for part in parts if part.strip(" ,")))

    def taken_on(self):
        created = self.one("photoshop:DateCreated", "Date created")
        for said in (
            self.exif.get("DateTimeOriginal", ""),
            created,
            flat(self.xmp.get("exif:DateTimeOriginal", "")),
        ):
            if found := day(said):
                return found
        return None


def _is_worn(worn, whole):
    """Whether `worn` is what a narrower field made of `whole`: cut short, or robbed of accents."""
    bare = ["".join(c if c.isascii() else "?" for c in text) for text in (worn, whole)]
    return len(worn) <= len(whole) and bare[1].startswith(bare[0])


def _keywords(said):
    """Keywords once each, in their order; several in one field are parted."""
    if not isinstance(said, list) or len(said) == 1:
        said = flat(said)
        said = said.split(";" if ";" in said else ",")
    words = (line(flat(word), LONGEST["keyword"]) for word in said)
    once = {}
    for word in filter(None, words):
        once.setdefault(word.casefold(), word)
        if len(once) == MOST_KEYWORDS:
            break
    return tuple(once.values())


def _licence_url(xmp_says, usage_terms, copyright):
    for name in ("xmpRights:WebStatement", "cc:license"):
        if found := address(flat(xmp_says.get(name, ""))):
            return found
    return licence_named_in(usage_terms) or licence_named_in(copyright)

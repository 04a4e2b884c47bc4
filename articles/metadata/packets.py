"""What every rendition carries inside: who made it, whose it is and on what terms.

Follows the IPTC Photo Metadata Standard 2024.1, Google's "Image metadata in Google Images"
(developers.google.com/search/docs/appearance/structured-data/image-license-metadata: creator,
credit, copyright, web statement of rights, licensor) and, so that the two blocks of a JPEG agree,
the Metadata Working Group's Guidelines for Handling Image Metadata 2.0. The one rule: the same
words give the same bytes, small enough for a segment of a JPEG and for a picture on a phone.
"""

import hashlib
import struct

from lxml import etree

from .characters import clean, cut, line
from .iim import DIGEST, IIM, NAMES
from .vocabulary import DIGITAL_SOURCES, address
from .xmp import PREFIXES, RDF

LONGEST = {"caption": 1_000, "usage_terms": 1_000}  # characters; 200 for all others
NAMESPACES = (
    {"rdf": RDF.strip("{}")}
    | {
        prefix: uri
        for uri, prefix in PREFIXES.items()
        if prefix in ("dc", "photoshop", "xmpRights", "plus", "Iptc4xmpExt")
    }
    | {"xmpMM": "http://ns.adobe.com/xap/1.0/mm/"}
)
# Adobe's marks around a packet (XMP part 1, 7.3.2), for those who look for it without knowing the
# file. "r" says that it is not to be changed in its place.
BEFORE = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'.encode()
AFTER = b'<?xpacket end="r"?>'
TEXT_IN_UTF_8 = b"\x1b%G"
OCTETS = {name: (number, most) for number, (name, most) in NAMES.items()}


def packets(
    extension: str,
    *,
    caption: str = "",
    byline: str = "",
    credit: str = "",
    source: str = "",
    copyright: str = "",
    usage_terms: str = "",
    licence_url: str = "",
    digital_source: str = "",
    licensor_url: str = "",
    made_of: str = "",
) -> dict:
    """Keyword arguments for Pillow's `save`, so that a file of that kind carries these words.

    XMP for AVIF, WebP and JPEG, with IPTC-IIM beside it in a JPEG; a comment in a GIF, since Pillow
    writes no XMP there. Nothing where there are no words.

    Args:
        extension: of the file, such as "jpg".
        licence_url: the page with the terms of the licence ("Web Statement of Rights").
        digital_source: a code of https://cv.iptc.org/newscodes/digitalsourcetype/.
        licensor_url: the page where a licence can be had, where one is known.
        made_of: what identifies the original, in letters and digits.
    """
    said = {
        "caption": cut(clean(caption), LONGEST["caption"]),
        "usage_terms": cut(clean(usage_terms), LONGEST["usage_terms"]),
        "byline": line(clean(byline), 200),
        "credit": line(clean(credit), 200),
        "source": line(clean(source), 200),
        "copyright": line(clean(copyright), 200),
        "licence_url": address(licence_url),
        "digital_source": digital_source,
        "licensor_url": address(licensor_url),
        "made_of": made_of,
    }
    if not any(said.values()):
        return {}
    if extension == "gif":
        parts = (said["credit"], said["copyright"], said["usage_terms"], made_of)
        words = "\n".join(filter(None, parts))
        return {"comment": words.encode()} if words else {}
    if extension == "jpg":
        return {"xmp": _xmp(said), "extra": _app13(_iim(said))}
    return {"xmp": _xmp(said)}


def _xmp(said):
    """The words as an XMP packet, without the padding that only those who edit in place need."""
    root = etree.Element("{adobe:ns:meta/}xmpmeta", nsmap={"x": "adobe:ns:meta/"})
    rdf = etree.SubElement(root, f"{RDF}RDF", nsmap=NAMESPACES)
    about = etree.SubElement(rdf, f"{RDF}Description", {f"{RDF}about": ""})
    _alternatives(about, "dc:description", said["caption"])
    _list(about, "dc:creator", said["byline"])
    _alternatives(about, "dc:rights", said["copyright"])
    _words(about, "photoshop:Credit", said["credit"])
    _words(about, "photoshop:Source", said["source"])
    if said["copyright"]:
        _words(about, "xmpRights:Marked", "True")
    _alternatives(about, "xmpRights:UsageTerms", said["usage_terms"])
    _words(about, "xmpRights:WebStatement", said["licence_url"])
    if said["digital_source"]:
        address = DIGITAL_SOURCES + said["digital_source"]
        _words(about, "Iptc4xmpExt:DigitalSourceType", address)
    if said["licensor_url"]:
        sellers = etree.SubElement(_property(about, "plus:Licensor"), f"{RDF}Seq")
        seller = etree.SubElement(sellers, f"{RDF}li", {f"{RDF}parseType": "Resource"})
        _words(seller, "plus:LicensorURL", said["licensor_url"])
    if said["made_of"]:
        _words(about, "xmpMM:OriginalDocumentID", f"xmp.did:{said['made_of']}")
    etree.cleanup_namespaces(root, keep_ns_prefixes=["rdf"])
    return BEFORE + etree.tostring(root, encoding="utf-8") + AFTER


def _property(parent, name):
    prefix, _, local = name.partition(":")
    return etree.SubElement(parent, f"{{{NAMESPACES[prefix]}}}{local}")


def _words(parent, name, text):
    if text:
        _property(parent, name).text = text


def _alternatives(parent, name, text):
    if text:
        kinds = etree.SubElement(_property(parent, name), f"{RDF}Alt")
        item = etree.SubElement(kinds, f"{RDF}li")
        item.set("{http://www.w3.org/XML/1998/namespace}lang", "x-default")
        item.text = text


def _list(parent, name, text):
    if text:
        items = etree.SubElement(_property(parent, name), f"{RDF}Seq")
        etree.SubElement(items, f"{RDF}li").text = text


def _iim(said):
    """The words as IPTC-IIM in UTF-8, each cut to the octets that the standard gives it."""
    block = _dataset(1, 90, TEXT_IN_UTF_8) + _dataset(2, 0, struct.pack(">H", 4))
    for name, text in (
        ("By-line", said["byline"]),
        ("Credit", said["credit"]),
        ("Source", said["source"]),
        ("Copyright", said["copyright"]),
        ("Caption", said["caption"]),
    ):
        number, most = OCTETS[name]
        if text:
            value = text.encode()[:most].decode("utf-8", "ignore").encode()
            block += _dataset(2, number, value)
    return block


def _dataset(record, number, value):
    return struct.pack(">BBBH", 0x1C, record, number, len(value)) + value


def _app13(iim):
    """The segment of a JPEG in which Photoshop keeps IIM, with the digest that goes with it.

    The digest tells readers that the XMP says the same at greater length.
    """
    digest = hashlib.md5(iim, usedforsecurity=False).digest()
    resources = _resource(IIM, iim) + _resource(DIGEST, digest)
    data = b"Photoshop 3.0\0" + resources
    return b"\xff\xed" + struct.pack(">H", len(data) + 2) + data


def _resource(number, data):
    return b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + bytes(len(data) & 1)

"""XMP: RDF in XML, in every shape that programs write it.

Follows ISO 16684-1 (XMP part 1), chapter 7 and annex C on shapes, and XMP part 3 on extended
packets. The one rule: the XML is hostile. No document type, no entity, no network, a bounded size;
what breaks its own grammar is read as far as it makes sense.
"""

import re
from itertools import islice

from lxml import etree

from .blocks import MOST_BYTES
from .characters import UNWANTED, clean

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://creativecommons.org/ns#": "cc",
    "http://web.resource.org/cc/": "cc",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/xmp/note/": "xmpNote",
    "http://ns.adobe.com/lightroom/1.0/": "lr",
}
# What a property was called before it got the name that we look for.
ALIASES = {
    "xmp:Author": "dc:creator",
    "xmp:Authors": "dc:creator",
    "photoshop:Author": "dc:creator",
    "tiff:Artist": "dc:creator",
    "xmp:Description": "dc:description",
    "photoshop:Caption": "dc:description",
    "tiff:ImageDescription": "dc:description",
    "xmpRights:Copyright": "dc:rights",
    "photoshop:Copyright": "dc:rights",
    "tiff:Copyright": "dc:rights",
    "xmp:Keywords": "dc:subject",
    "photoshop:Keywords": "dc:subject",
    "xmp:Title": "dc:title",
    "photoshop:WebStatement": "xmpRights:WebStatement",
    "Iptc4xmpExt:DigitalSourcefileType": "Iptc4xmpExt:DigitalSourceType",
}
DEEPEST = 8  # structures in structures
MOST_ITEMS = 2_000  # of a list
MOST_ATTRIBUTES = 500  # of one element; lxml looks for each from the first on
LONGEST = 200_000  # characters of one value

DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
DECLARATION = re.compile(r"\s*<\?xml\s[^?>]{0,200}\?>")


def read(packet: bytes, extended: dict[bytes, list] | None = None) -> dict:
    """The properties of a packet by prefixed names, such as "dc:creator": words, lists, dicts.

    Args:
        packet: as it stood in the file.
        extended: the parts that a JPEG carries besides it, by their GUID (XMP part 3, 1.1.3.1).

    Alternatives in several languages give the default one, or the first.
    """
    properties = _properties(packet)
    guid = str(properties.pop("xmpNote:HasExtendedXMP", "")).encode("ascii", "ignore")
    if extended and guid in extended:
        for name, value in _properties(_joined(extended[guid])).items():
            properties.setdefault(name, value)
    return properties


def _joined(parts):
    """The parts of an extended packet as one; empty where one is missing or lies about its size."""
    full = parts[0][0]
    if full > MOST_BYTES or sum(len(data) for _full, _offset, data in parts) != full:
        return b""
    whole = bytearray(full)
    for _full, offset, data in parts:
        whole[offset : offset + len(data)] = data
    return bytes(whole[:full])


def _properties(packet):
    root = _parsed(packet)
    if root is None:
        return {}
    found = {}
    for rdf in islice(root.iter(f"{RDF}RDF"), 10):
        for description in islice(_elements(rdf), MOST_ITEMS):
            for name, value in _fields(description, DEEPEST):
                if value:
                    found.setdefault(name, value)
    for old, name in ALIASES.items():
        if old in found:
            found.setdefault(name, found.pop(old))
    return found


def _parsed(packet):
    if len(packet) > MOST_BYTES:
        return None
    text = UNWANTED.sub("", _decoded(packet))
    declared = DECLARATION.match(text)  # it would contradict what we hand over, which is UTF-8
    text = text[declared.end() if declared else 0 :].strip()
    if not text or DOCTYPE.search(text):
        return None
    for recover in (False, True):
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            recover=recover,
            encoding="utf-8",
        )
        try:
            return etree.fromstring(text.encode("utf-8", "replace"), parser)
        except (etree.XMLSyntaxError, ValueError):
            continue
    return None


def _decoded(packet):
    """A packet as text, which may be in UTF-8, UTF-16 or UTF-32, and often only claims to be."""
    for mark, name in (
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"<\0\0\0", "utf-32-le"),
        (b"\0\0\0<", "utf-32-be"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if packet.startswith(mark):
            return packet.decode(name, "replace")
    try:
        return packet.decode("utf-8")
    except UnicodeDecodeError:
        return packet.decode("cp1252", "replace")


def _elements(parent):
    return (child for child in parent if isinstance(child.tag, str))


def _name(tag):
    """A tag or attribute as a prefixed name; None for the namespaces that say nothing for us."""
    if not tag.startswith("{"):
        return None
    namespace, _, local = tag[1:].partition("}")
    prefix = PREFIXES.get(namespace)
    return f"{prefix}:{local}" if prefix else None


def _fields(element, depth):
    """The properties of a node, which stand as attributes or as elements."""
    attributes = element.attrib
    for tag, value in attributes.items() if len(attributes) <= MOST_ATTRIBUTES else ():
        if name := _name(tag):
            yield name, clean(value[:LONGEST])
    for child in islice(_elements(element), MOST_ITEMS):
        if name := _name(child.tag):
            yield name, _value(child, depth - 1)


def _value(element, depth):
    """What a property is: words, an address, a list, the default of alternatives, a structure."""
    if depth <= 0:
        return ""
    if resource := element.get(f"{RDF}resource"):
        return clean(resource[:LONGEST])
    children = list(islice(_elements(element), MOST_ITEMS))
    for child in children:
        if child.tag == f"{RDF}Alt":
            return _default(child, depth)
        if child.tag in (f"{RDF}Bag", f"{RDF}Seq"):
            return _items(child, depth)
        if child.tag == f"{RDF}value":  # with qualifiers beside it
            return _value(child, depth - 1)
    if element.get(f"{RDF}parseType") == "Resource":
        return dict(_fields(element, depth))
    if children and all(_name(child.tag) is None for child in children):  # a typed node
        inner = children[0]
        values = [child for child in _elements(inner) if child.tag == f"{RDF}value"]
        return _value(values[0], depth - 1) if values else dict(_fields(inner, depth - 1))
    structure = dict(_fields(element, depth))
    return structure or clean((element.text or "")[:LONGEST])


def _items(collection, depth):
    found = (_value(item, depth - 1) for item in islice(_elements(collection), MOST_ITEMS))
    return [value for value in found if value]


def _default(alternatives, depth):
    """The words for no language in particular, or the first there are (XMP part 1, 8.2.2.4)."""
    said = {}
    for item in islice(_elements(alternatives), MOST_ITEMS):
        if value := _value(item, depth - 1):
            said.setdefault(item.get(XML_LANG, "").lower(), value)
    return said.get("x-default") or next(iter(said.values()), "")

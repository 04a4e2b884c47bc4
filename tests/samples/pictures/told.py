"""Pictures that say something of themselves, block by block, for the tests of what is read.

Every function makes bytes: the blocks as programs write them, and the files around them. `make.py`
writes the files of `told()`.
"""

import hashlib
import io
import struct

from PIL import Image

CAPTION = "Zoë Müller läuft über die Brücke in Łódź – “endlich”, sagt sie."
WESTERN = "Zoë Müller läuft über die Brücke in Besançon, à côté de la forêt."
XMP_HEAD = b"http://ns.adobe.com/xap/1.0/\0"
EXTENDED_HEAD = b"http://ns.adobe.com/xmp/extension/\0"

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
        "xmpNote": "http://ns.adobe.com/xmp/note/",
        "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
        "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
        "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
        "cc": "http://creativecommons.org/ns#",
        "tiff": "http://ns.adobe.com/tiff/1.0/",
    }.items()
)


def dataset(number, value, *, record=2, extended=False):
    """A dataset of IIM; `extended` gives it the length of four octets that long ones need."""
    size = struct.pack(">HI", 0x8004, len(value)) if extended else struct.pack(">H", len(value))
    return bytes((0x1C, record, number)) + size + value


def iim(fields, *, characters="utf-8", escape=b""):
    """A block of IIM from pairs of number and words."""
    block = dataset(90, escape, record=1) if escape else b""
    return block + b"".join(dataset(number, text.encode(characters)) for number, text in fields)


def resource(number, data):
    return b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + bytes(len(data) & 1)


def resources(block, *, digest=None):
    """Photoshop's resources around a block of IIM; `digest` is what 0x0425 says it was."""
    data = resource(0x03ED, bytes(16)) + resource(0x0404, block)
    return data + (resource(0x0425, digest) if digest else b"")


def digest_of(block):
    return hashlib.md5(block, usedforsecurity=False).digest()


def segment(marker, data):
    return bytes((0xFF, marker)) + struct.pack(">H", len(data) + 2) + data


def app13(data):
    """Photoshop's resources as segments; several where one cannot hold them."""
    most = 65_000
    return b"".join(
        segment(0xED, b"Photoshop 3.0\0" + data[at : at + most]) for at in range(0, len(data), most)
    )


def xmp(inside, *, attributes=""):
    """An XMP packet around what stands in its one description."""
    return (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta '
        f'xmlns:x="adobe:ns:meta/"><rdf:RDF {NAMESPACES}><rdf:Description rdf:about="" '
        f'{attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def alternatives(name, **texts):
    """A property in several languages; the underline of a keyword stands for a hyphen."""
    items = "".join(
        f'<rdf:li xml:lang="{language.replace("_", "-")}">{text}</rdf:li>'
        for language, text in texts.items()
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def collection(name, *items, kind="Bag"):
    inside = "".join(f"<rdf:li>{item}</rdf:li>" for item in items)
    return f"<{name}><rdf:{kind}>{inside}</rdf:{kind}></{name}>"


def app1(packet):
    return segment(0xE1, XMP_HEAD + packet)


def extended_app1(packet, *, size=40_000):
    """A packet in parts, as a JPEG carries what one segment cannot; with its GUID first."""
    guid = hashlib.md5(packet, usedforsecurity=False).hexdigest().upper().encode()
    head = EXTENDED_HEAD + guid + struct.pack(">I", len(packet))
    parts = [
        segment(0xE1, head + struct.pack(">I", at) + packet[at : at + size])
        for at in range(0, len(packet), size)
    ]
    return guid.decode(), b"".join(reversed(parts))  # in no order that can be relied on


def exif(fields, *, order="<"):
    """An EXIF block by hand: tag to bytes; ASCII but for Windows' own tags, which are bytes."""
    beyond = {tag: value for tag, value in fields.items() if 0x9000 <= tag < 0x9C00}
    first = {tag: value for tag, value in fields.items() if tag not in beyond}
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    count = len(first) + bool(beyond)
    end = 8 + 2 + 12 * count + 4
    if beyond:
        first[0x8769] = end
        end += 2 + 12 * len(beyond) + 4
    table, data = b"", b""
    for directory in filter(None, (first, beyond)):
        table += struct.pack(f"{order}H", len(directory))
        for tag, value in sorted(directory.items()):
            if isinstance(value, int):
                table += struct.pack(f"{order}HHII", tag, 4, 1, value)
                continue
            kind = 1 if tag >= 0x9C00 else 2
            where = struct.pack(f"{order}I", end + len(data)) if len(value) > 4 else value
            table += struct.pack(f"{order}HHI", tag, kind, len(value)) + where.ljust(4, b"\0")
            data += value if len(value) > 4 else b""
        table += bytes(4)
    return head + table + data


def jpeg(*segments, size=(16, 12)):
    """A picture with these segments before its own."""
    plain = encoded("JPEG", size=size)
    return plain[:2] + b"".join(segments) + plain[2:]


def encoded(kind, *, size=(16, 12), **options):
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, kind, **options)
    return buffer.getvalue()


def png(*chunks):
    """A picture with these chunks, pairs of kind and bytes, after its header."""
    plain = encoded("PNG")
    made = b"".join(
        struct.pack(">I", len(data)) + kind + data + bytes(4)  # nobody checks these sums
        for kind, data in chunks
    )
    return plain[:33] + made + plain[33:]


def gif(packet):
    """A picture with XMP in an extension, and behind it the 258 octets that lead past it."""
    plain = encoded("GIF")
    trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    start = 13 + (3 << (plain[10] & 7) + 1 if plain[10] & 0x80 else 0)
    extension = b"!\xff\x0bXMP DataXMP" + packet + trailer
    return plain[:start] + extension + plain[start:]


def full():
    """A packet that says everything the library keeps, mostly as elements."""
    return xmp(
        alternatives("dc:description", de="Die Brücke", x_default=CAPTION)
        + alternatives("dc:rights", x_default="© 2026 Agentur")
        + alternatives("xmpRights:UsageTerms", x_default="Once, in one newspaper")
        + alternatives("Iptc4xmpCore:AltTextAccessibility", x_default="A woman on a bridge")
        + collection("dc:creator", "Zoë Müller", "Jan Kowalski", kind="Seq")
        + collection("dc:subject", "bridge", "Łódź", "Bridge", " ")
        + "<photoshop:Headline>Over the bridge</photoshop:Headline>"
        "<photoshop:Credit>Photo: Z. Müller/Agentur</photoshop:Credit>"
        "<photoshop:Source>Agentur</photoshop:Source>"
        "<photoshop:Instructions>Not for Switzerland</photoshop:Instructions>"
        "<photoshop:City>Łódź</photoshop:City><photoshop:State>Łódź</photoshop:State>"
        "<photoshop:Country>Poland</photoshop:Country>"
        "<Iptc4xmpCore:Location>Old bridge</Iptc4xmpCore:Location>"
        "<photoshop:DateCreated>2026-03-05T23:40:00+01:00</photoshop:DateCreated>"
        "<xmpRights:WebStatement>https://example.com/terms</xmpRights:WebStatement>"
        "<Iptc4xmpExt:DigitalSourceType>"
        "http://cv.iptc.org/newscodes/digitalsourcetype/compositeCapture"
        "</Iptc4xmpExt:DigitalSourceType>"
    )


FIELDS = [
    (120, WESTERN),
    (105, "Über die Brücke"),
    (80, "Zoë Müller"),
    (80, "Jan Kowalski"),
    (110, "Agentur/Müller"),
    (115, "Agentur"),
    (116, "© 2026 Agentur"),
    (40, "Nicht für die Schweiz"),
    (25, "brücke"),
    (25, "läufer"),
    (90, "Besançon"),
    (95, "Doubs"),
    (101, "France"),
    (55, "20260305"),
]

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)).replace("&a0;", "&a;")
    + f']><rdf:RDF {NAMESPACES}><rdf:Description rdf:about="">'
    "<photoshop:Credit>&a9;</photoshop:Credit></rdf:Description></rdf:RDF>"
).encode()
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">'
    f']><rdf:RDF {NAMESPACES}><rdf:Description rdf:about="">'
    "<photoshop:Credit>&secret;</photoshop:Credit></rdf:Description></rdf:RDF>"
).encode()


def told():
    """The files that are kept, by name."""
    yield from _told_in_iim()
    yield from _told_in_xmp()
    yield from _told_in_exif()
    yield from _told_twice()


def _told_in_iim():
    for name, characters, escape in (
        ("utf-8", "utf-8", b"\x1b%G"),
        ("latin-1", "latin-1", b"\x1b.A"),
        ("latin-1-in-g1", "latin-1", b"\x1b-A"),
        ("undeclared-utf-8", "utf-8", b""),
        ("undeclared-windows", "cp1252", b""),
        ("undeclared-mac", "mac-roman", b""),
        ("declared-wrongly", "latin-1", b"\x1b%G"),
    ):
        block = iim(FIELDS, characters=characters, escape=escape)
        yield f"iim-{name}.jpg", jpeg(app13(resources(block)))
    polish = iim([(120, "Zażółć gęślą jaźń")], characters="iso8859-2", escape=b"\x1b-B")
    yield "iim-latin-2.jpg", jpeg(app13(resources(polish)))
    russian = iim([(120, "Мост через реку")], characters="iso8859-5", escape=b"\x1b-L")
    yield "iim-cyrillic.jpg", jpeg(app13(resources(russian)))
    whole = iim(FIELDS, escape=b"\x1b%G")
    yield "iim-cut-off.jpg", jpeg(app13(resources(whole[: len(whole) - 20])))
    digits = b"\niptc\n%8d\n" % len(whole) + whole.hex().encode() + b"\n"
    yield "iim.png", png((b"tEXt", b"Raw profile type iptc\0" + digits))


def _told_in_xmp():
    yield "xmp.jpg", jpeg(app1(full()))
    yield "xmp.png", png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + full()))
    yield "xmp.webp", encoded("WEBP", xmp=full())
    yield "xmp.avif", encoded("AVIF", xmp=full(), speed=8)
    yield "xmp.gif", gif(full())
    short = xmp("", attributes='photoshop:Credit="Agentur" photoshop:City="Łódź" dc:creator="Zoë"')
    yield "xmp-attributes.jpg", jpeg(app1(short))
    yield "xmp-utf-16.jpg", jpeg(app1(full().decode().encode("utf-16")))
    yield "xmp-bomb.jpg", jpeg(app1(BOMB))
    yield "xmp-outside.jpg", jpeg(app1(OUTSIDE))
    broken = full().replace(b"</rdf:RDF>", b"").replace(b"Switzerland", b"Switz\x0berland\x00")
    yield "xmp-broken.jpg", jpeg(app1(broken))
    guid, rest = extended_app1(full())
    main = xmp(f"<xmpNote:HasExtendedXMP>{guid}</xmpNote:HasExtendedXMP>")
    yield "xmp-extended.jpg", jpeg(app1(main), rest)


def _told_in_exif():
    words = {
        0x010E: b"The bridge\0",
        0x013B: b"Zo\xc3\xab M\xc3\xbcller; Jan Kowalski\0",
        0x8298: b"Zoe Mueller\0Agentur\0",
        0x9003: b"2026:03:05 10:11:12\0",
    }
    for name, order in (("", "<"), ("-big-endian", ">")):
        yield f"exif{name}.jpg", jpeg(segment(0xE1, b"Exif\0\0" + exif(words, order=order)))
    windows = {
        0x9C9B: "Überschrift\0".encode("utf-16-le"),
        0x9C9C: "Die Brücke 🌉\0".encode("utf-16-le") + b"\x00\xd8",  # half of a pair at the end
        0x9C9D: "Zoë;Jan\0".encode("utf-16-le"),
        0x9C9E: "brücke;läufer\0".encode("utf-16-le"),
    }
    yield "exif-windows.jpg", jpeg(segment(0xE1, b"Exif\0\0" + exif(windows)))
    yield "exif.webp", encoded("WEBP", exif=b"Exif\0\0" + exif(words))
    yield "exif.png", png((b"eXIf", exif(words)))


def _told_twice():
    """Blocks that contradict each other; the names say what shows which of them is right."""
    block = iim([(120, "From the IIM"), (110, "IIM credit"), (25, "old")], escape=b"\x1b%G")
    packet = xmp(
        alternatives("dc:description", x_default="From the XMP")
        + collection("dc:subject", "new")
        + "<photoshop:Credit>XMP credit</photoshop:Credit>"
    )
    camera = segment(0xE1, b"Exif\0\0" + exif({0x010E: b"From the EXIF\0"}))
    filler = segment(0xE1, b"Exif\0\0" + exif({0x010E: b"OLYMPUS DIGITAL CAMERA         \0"}))
    same = app13(resources(block, digest=digest_of(block)))
    changed = app13(resources(block, digest=digest_of(b"as it was")))
    yield "agreed.jpg", jpeg(app1(packet), same)
    yield "iim-changed-since.jpg", jpeg(app1(packet), changed)
    yield "no-digest.jpg", jpeg(app1(packet), app13(resources(block)))
    yield "camera-too.jpg", jpeg(camera, app1(packet), same)
    yield "camera-says-nothing.jpg", jpeg(filler, app1(packet), same)

"""Where metadata lies in a file: the raw blocks of a JPEG, PNG, WebP, AVIF or GIF.

The one rule: only the blocks are read. Pixels are stepped over and never decoded, and what a file
can make us hold or step through is bounded, however it lies about its sizes.
"""

import re
import struct
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from PIL import Image

MOST_BYTES = 2 * 1024**2  # of one block; XML takes thirty times that while it is read
MOST_STEPS = 10_000  # segments, chunks

ADOBE_XMP = b"http://ns.adobe.com/xap/1.0/\0"
ADOBE_EXTENDED = b"http://ns.adobe.com/xmp/extension/\0"
PHOTOSHOP = (b"Photoshop 3.0\0", b"Adobe_Photoshop2.5:")

# What a file that is not what it says makes the readers raise.
UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    LookupError,
    ArithmeticError,
    MemoryError,
    RuntimeError,
    TypeError,
    AttributeError,
    Warning,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


@dataclass
class Blocks:
    """The blocks found in a file, as bytes that nobody has looked into yet."""

    resources: bytearray = field(default_factory=bytearray)  # Photoshop's, with IIM among them
    iim: bytes = b""  # where it stands alone
    xmp: bytes = b""
    extended: dict[bytes, list] = field(default_factory=dict)  # by GUID: (full, offset, bytes)
    exif: bytes = b""
    has_credentials: bool = False  # a C2PA manifest store lies in it
    held: int = 0

    def may_hold(self, size: int) -> bool:
        self.held += size
        return self.held <= 2 * MOST_BYTES


def find(file: BinaryIO) -> Blocks:
    """The blocks of metadata in a file; what cannot be read is left out."""
    blocks = Blocks()
    try:
        file.seek(0)
        start = file.read(16)
        for mark, step_through in WALKS:
            if mark.match(start):
                step_through(file, blocks)
                break
    except UNREADABLE:
        pass  # what was found before it broke is worth keeping
    file.seek(0)
    return blocks


def _walk_jpeg(file, blocks):
    """Segments up to the picture itself (ITU-T T.81, B.1.1.4; XMP part 3, 1.1.3)."""
    file.seek(2)
    for _step in range(MOST_STEPS):
        head = file.read(2)
        while head == b"\xff\xff":  # fill bytes
            head = head[1:] + file.read(1)
        if len(head) < 2 or head[0] != 0xFF or head[1] in (0xDA, 0xD9):
            return
        if head[1] == 0x01 or 0xD0 <= head[1] <= 0xD8:  # these stand alone
            continue
        (length,) = struct.unpack(">H", file.read(2))
        if length < 2:
            return
        if head[1] in (0xE1, 0xEB, 0xED) and blocks.may_hold(length):
            data = file.read(length - 2)
            with suppress(*UNREADABLE):  # one that is broken, not those behind it
                _keep_segment(head[1], data, blocks)
        else:
            file.seek(length - 2, 1)


def _keep_segment(marker, data, blocks):
    if marker == 0xED:
        for name in PHOTOSHOP:
            if data.startswith(name):
                blocks.resources += data[len(name) :]
    elif marker == 0xEB:
        blocks.has_credentials |= data.startswith(b"JP") and b"c2pa" in data
    elif data.startswith(ADOBE_XMP):
        blocks.xmp = blocks.xmp or data[len(ADOBE_XMP) :]
    elif data.startswith(ADOBE_EXTENDED):
        rest = data[len(ADOBE_EXTENDED) :]
        full, offset = struct.unpack_from(">II", rest, 32)
        blocks.extended.setdefault(rest[:32], []).append((full, offset, rest[40:]))
    elif data.startswith(b"Exif\0"):
        blocks.exif = blocks.exif or data[6:]


def _walk_png(file, blocks):
    """Chunks to the end, since text may follow the picture (PNG 3, 11.3.3; XMP part 3, 1.1.5)."""
    file.seek(8)
    for _step in range(MOST_STEPS):
        length, kind = struct.unpack(">I4s", file.read(8))
        if kind == b"IEND":
            return
        blocks.has_credentials |= kind == b"caBX"
        wanted = kind in (b"iTXt", b"zTXt", b"tEXt", b"eXIf") and length <= MOST_BYTES
        if wanted and blocks.may_hold(length):
            data = file.read(length)
            with suppress(*UNREADABLE):
                _keep_chunk(kind, data, blocks)
            file.seek(4, 1)
        else:
            file.seek(length + 4, 1)


def _keep_chunk(kind, data, blocks):
    if kind == b"eXIf":
        blocks.exif = blocks.exif or data
        return
    name, _, rest = data.partition(b"\0")
    packed = kind == b"zTXt"
    if kind == b"iTXt":
        packed = rest[:1] == b"\1"
        rest = rest[2:].split(b"\0", 2)[2]
    elif packed:
        rest = rest[1:]
    if name != b"XML:com.adobe.xmp" and not name.startswith(b"Raw profile type "):
        return
    text = zlib.decompressobj().decompress(rest, MOST_BYTES + 1) if packed else rest
    if name == b"XML:com.adobe.xmp":
        blocks.xmp = blocks.xmp or text
    else:
        _keep_profile(name.rpartition(b" ")[2].lower(), text, blocks)


def _keep_profile(name, text, blocks):
    """A block as ImageMagick writes it into a PNG: its name, its length, hexadecimal digits."""
    found = re.match(rb"\s*\S+\s+[0-9]+\s(?P<digits>[0-9a-fA-F\s]*)", text)
    if not found:
        return
    digits = re.sub(rb"\s", b"", found["digits"])
    data = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    if name in (b"iptc", b"8bim"):
        if data.startswith(b"8BIM"):
            blocks.resources += data
        else:
            blocks.iim = blocks.iim or data
    elif name == b"xmp":
        blocks.xmp = blocks.xmp or data
    elif name in (b"exif", b"app1"):
        blocks.exif = blocks.exif or data.removeprefix(b"Exif\0\0")


def _walk_webp(file, blocks):
    """Chunks of the RIFF container (WebP container specification, "Extended File Format")."""
    file.seek(12)
    for _step in range(MOST_STEPS):
        kind, length = struct.unpack("<4sI", file.read(8))
        blocks.has_credentials |= kind == b"C2PA"
        if kind in (b"XMP ", b"EXIF") and length <= MOST_BYTES and blocks.may_hold(length):
            data = file.read(length)
            if kind == b"EXIF":
                blocks.exif = blocks.exif or data.removeprefix(b"Exif\0\0")
            else:
                blocks.xmp = blocks.xmp or data
            file.seek(length & 1, 1)
        else:
            file.seek(length + (length & 1), 1)


def _walk_gif(file, blocks):
    """Extensions before the first frame; XMP stands in one as it is (XMP part 3, 1.1.2)."""
    file.seek(10)
    (flags,) = file.read(1)
    file.seek(2 + (3 << (flags & 7) + 1 if flags & 0x80 else 0), 1)
    for _step in range(MOST_STEPS):
        if file.read(1) != b"!":
            return
        is_application = file.read(1) == b"\xff"
        while length := file.read(1)[0]:
            data = file.read(length)
            if is_application and data == b"XMP DataXMP":
                # Its last 258 bytes lead a reader that knows nothing of XMP to the end of it.
                blocks.xmp = file.read(MOST_BYTES).partition(b"\x01\xff\xfe\xfd")[0]
                return
            blocks.has_credentials |= is_application and data[:8] == b"C2PA_GIF"
            if not blocks.may_hold(MOST_BYTES // MOST_STEPS):  # each counts, however short
                return


def _walk_avif(file, blocks):
    """Items of the container, as the decoder lists them before it decodes."""
    file.seek(0)
    with Image.open(file, formats=["AVIF"]) as image:
        blocks.xmp = bytes(image.info.get("xmp", b""))[: MOST_BYTES + 1]
        blocks.exif = bytes(image.info.get("exif", b""))[:MOST_BYTES]
    file.seek(0)
    blocks.has_credentials = b"c2pa" in file.read(64 * 1024)


WALKS = (
    (re.compile(rb"\xff\xd8\xff"), _walk_jpeg),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), _walk_png),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), _walk_webp),
    (re.compile(rb"GIF8[79]a"), _walk_gif),
    (re.compile(rb"....ftyp(?:avi[fs]|mif1|msf1)", re.DOTALL), _walk_avif),
)

"""Makes the awkward pictures beside it, which the tests of the picture library try to get in.

Run it again after changing it: `python tests/samples/pictures/make.py`. All are small files; what
is large about some of them is what they claim or unpack to. The signed ones need the extra `c2pa`,
and are left as they are without it.
"""

import io
import struct
import zipfile
import zlib
from pathlib import Path

from PIL import Image, ImageDraw
from told import told as unsigned

HERE = Path(__file__).parent
SCRIPT = b"<script>alert(document.domain)</script>"


def photograph(size=(120, 80)):
    """A picture whose four corners differ, so that turning it shows: red, green, blue, white."""
    width, height = size
    image = Image.new("RGB", size, (128, 128, 128))
    draw = ImageDraw.Draw(image)
    middle = (width // 2, height // 2)
    draw.rectangle((0, 0, middle[0] - 1, middle[1] - 1), (220, 30, 30))
    draw.rectangle((middle[0], 0, width, middle[1] - 1), (30, 160, 60))
    draw.rectangle((0, middle[1], middle[0] - 1, height), (30, 60, 200))
    draw.rectangle((middle[0], middle[1], width, height), (250, 250, 250))
    return image


def encoded(image, kind, **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png(width, height, *, depth=8, colour=0, rows=b"", beside=()):
    """A PNG by hand, so that it can claim what it likes and carry what it likes `beside`."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + b"".join(chunk(kind, data) for kind, data in beside)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def profile(red, green, blue, name):
    """An ICC version 2 display profile with a gamma of 2.2 and the given primaries (XYZ, D50)."""

    def fixed(value):
        return struct.pack(">i", round(value * 65536))

    def xyz(values):
        return b"XYZ \0\0\0\0" + b"".join(map(fixed, values))

    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, 563) + b"\0\0"
    words = name.encode() + b"\0"
    description = b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + bytes(78)
    description += bytes(-len(description) % 4)
    parts = {
        b"desc": description,
        b"wtpt": xyz((0.9642, 1.0, 0.8249)),
        b"rXYZ": xyz(red),
        b"gXYZ": xyz(green),
        b"bXYZ": xyz(blue),
        b"rTRC": gamma,
        b"gTRC": gamma,
        b"bTRC": gamma,
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
    }
    table, body = struct.pack(">I", len(parts)), b""
    start = 128 + 4 + 12 * len(parts)
    for tag, data in parts.items():
        table += tag + struct.pack(">II", start + len(body), len(data))
        body += data
    head = struct.pack(">III", start + len(body), 0, 0x02100000) + b"mntrRGB XYZ "
    head += bytes(12) + b"acsp" + bytes(28) + b"".join(map(fixed, (0.9642, 1.0, 0.8249)))
    return head.ljust(128, b"\0") + table + body


DISPLAY_P3 = profile(
    (0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407), "P3"
)
ADOBE_RGB = profile(
    (0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457), "Adobe"
)


def exif(orientation=None, *, located=False):
    tags = Image.Exif()
    if orientation:
        tags[0x0112] = orientation
    if located:
        tags[0x010F] = "Camera maker"
        tags[0xA431] = "SERIAL-12345"
        tags.get_ifd(0x8825).update(
            {1: "N", 2: (51.0, 28.0, 40.0), 3: "W", 4: (0.0, 0.0, 5.0), 29: "2026:11:21"}
        )
    return tags.tobytes()


def archive():
    """A ZIP that holds a page."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(zipfile.ZipInfo("index.html"), SCRIPT)
    return buffer.getvalue()


def spinning(count=3, size=(40, 30)):
    """Frames that differ."""
    return [Image.new("RGB", size, (index * 83 % 256, 90, 160)) for index in range(count)]


def animated(kind, frames, **options):
    options = {"save_all": True, "append_images": frames[1:], "duration": 200, "loop": 0, **options}
    return encoded(frames[0], kind, **options)


def lying_avif():
    """An AVIF that says it has 100 by 100 pixels and decodes to 16,384 by 16,384.

    Takes a minute and three gigabytes to make.
    """
    content = encoded(Image.new("RGB", (16_384, 16_384)), "AVIF", speed=10, subsampling="4:4:4")
    place = content.index(b"ispe") + 8
    return content[:place] + struct.pack(">II", 100, 100) + content[place + 8 :]


def good():
    """Pictures that are taken, strange as they are."""
    picture = photograph()
    photo = encoded(picture, "JPEG", quality=85)
    for orientation in range(1, 9):
        yield f"turned-{orientation}.jpg", encoded(picture, "JPEG", exif=exif(orientation))
    yield "plain.jpg", photo
    yield "plain.webp", encoded(picture, "WEBP")
    yield "plain.avif", encoded(picture, "AVIF", speed=8)
    yield "png-in-disguise.jpg", encoded(picture, "PNG")
    yield "plain.gif", encoded(picture, "GIF")
    secrets = {"exif": exif(located=True), "xmp": b"<x>SECRET-XMP</x>"}
    yield "located.jpg", encoded(picture, "JPEG", comment=b"SECRET-COMMENT", **secrets)
    yield "located.webp", encoded(picture, "WEBP", **secrets)
    yield "cmyk.jpg", encoded(Image.new("CMYK", (60, 40), (0, 255, 255, 0)), "JPEG")
    ramp = struct.pack(">256H", *(step * 257 for step in range(256)))
    yield "sixteen-bit-grey.png", png(256, 8, depth=16, rows=(b"\0" + ramp) * 8)
    colours = struct.pack(">3H", 0xFFFF, 0x8080, 0x0101) * 64
    yield "sixteen-bit-colour.png", png(64, 8, depth=16, colour=2, rows=(b"\0" + colours) * 8)
    palette = Image.new("P", (60, 40), 0)
    palette.putpalette([255, 0, 0, 0, 0, 255])
    palette.paste(1, (30, 0, 60, 40))
    yield "palette-transparent.png", encoded(palette, "PNG", transparency=0)
    glass = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    glass.paste((0, 0, 0, 255), (30, 0, 60, 40))
    yield "transparent.png", encoded(glass, "PNG")
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "lime", "blue")]
    yield "animated.gif", encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    yield "several.jpg", encoded(frames[0], "MPO", save_all=True, append_images=frames[1:])
    saturated = Image.new("RGB", (60, 40), (200, 100, 50))
    yield "display-p3.jpg", encoded(saturated, "JPEG", quality=95, icc_profile=DISPLAY_P3)
    yield "adobe-rgb.png", encoded(saturated, "PNG", icc_profile=ADOBE_RGB)
    yield "broken-profile.jpg", encoded(saturated, "JPEG", quality=95, icc_profile=b"no profile")
    yield "broken-exif.jpg", encoded(picture, "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff")
    yield "one-pixel.png", encoded(Image.new("RGB", (1, 1), "navy"), "PNG")
    yield "panorama.png", encoded(Image.new("RGB", (10000, 300), "teal"), "PNG", optimize=True)
    yield "tower.png", encoded(Image.new("L", (500, 30000), 90), "PNG", optimize=True)
    yield "jpeg-in-disguise.png", photo
    yield "archive-appended.jpg", photo + archive()
    yield "program-appended.png", encoded(picture, "PNG") + b"<?php system($_GET['c']); ?>"
    yield "animated.webp", animated("WEBP", spinning())
    yield "animated.avif", animated("AVIF", spinning(), speed=10)
    yield "animated.png", animated("PNG", spinning())
    yield "polyglot.jpg", encoded(picture, "JPEG", comment=SCRIPT) + SCRIPT
    yield "polyglot.gif", encoded(picture, "GIF") + b"*/=1;" + SCRIPT


def bad():
    """Files that are refused."""
    photo = encoded(photograph((400, 300)), "JPEG", quality=85)
    yield "truncated.jpg", photo[: len(photo) * 2 // 3]
    modern = encoded(photograph((400, 300)), "WEBP")
    yield "truncated.webp", modern[: len(modern) // 2]
    newest = encoded(photograph((400, 300)), "AVIF", speed=8)
    yield "truncated.avif", newest[: len(newest) * 2 // 3]
    drawing = encoded(photograph((400, 300)), "PNG")
    yield "truncated.png", drawing[: len(drawing) // 2]
    yield "scribbled-over.png", drawing[:60] + b"\xff" * 20 + drawing[80:]
    yield "empty.jpg", b""
    yield "svg-in-disguise.jpg", b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
    yield "page-in-disguise.png", b"<!DOCTYPE html><title>Picture</title>" + SCRIPT
    yield "postscript.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n"
    yield "tiff-in-disguise.jpg", encoded(photograph((10, 10)), "TIFF")
    yield "phone.heic", struct.pack(">I", 24) + b"ftypheic\0\0\0\0mif1heic" + bytes(40)
    yield "claims-60000-square.png", png(60_000, 60_000, rows=b"\0")
    yield "bomb-120-megapixels.png", png(12_000, 10_000, depth=1, rows=bytes(1501) * 10_000)
    yield "thin-bomb.png", png(200_000, 10, depth=1, rows=bytes(25_001) * 10)
    canvas = struct.pack("<I", 16_382)[:3]
    frame = encoded(photograph((16, 16)), "WEBP", lossless=True)[12:]
    body = b"WEBPVP8X" + struct.pack("<II", 10, 0) + canvas * 2 + frame
    yield "claims-16383-square.webp", b"RIFF" + struct.pack("<I", len(body)) + body
    nothing = zlib.compress(bytes(200_000_000), 9)
    row = bytes(11) * 10
    yield "packed-profile.png", png(10, 10, rows=row, beside=[(b"iCCP", b"p\0\0" + nothing)])
    yield "packed-words.png", png(10, 10, rows=row, beside=[(b"zTXt", b"Comment\0\0" + nothing)])
    slow = encoded(photograph((400, 300)), "JPEG", progressive=True)
    last = slow.rindex(b"\xff\xda")
    yield "drawn-500-times.jpg", slow[:-2] + slow[last:-2] * 500 + slow[-2:]
    yield "700-frames.gif", animated("GIF", spinning(700, (2, 2)), optimize=False)
    yield "100-large-frames.gif", animated("GIF", [*spinning(50, (2000, 1000))] * 2)
    yield "second-frame-cut-short.gif", animated("GIF", spinning(4, (200, 150)))[:-160]
    yield "lying.avif", lying_avif()
    yield "no-size.gif", b"GIF89a" + bytes(7) + b";"


def told():
    """Pictures that say something of themselves, some with Content Credentials."""
    yield from unsigned()
    try:
        from signing import signed
    except ImportError:
        return
    yield from signed()


if __name__ == "__main__":
    for maker in (good, bad, told):
        folder = HERE / maker.__name__
        folder.mkdir(exist_ok=True)
        for name, content in maker():
            (folder / name).write_bytes(content)

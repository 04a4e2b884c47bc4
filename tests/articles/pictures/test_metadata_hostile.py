"""No file, broken or hostile, makes the reading fail, take long or hold much."""

import io
import json
import random
import struct
import time
import tracemalloc
import zlib

import pytest
from PIL import Image

from articles.metadata import read
from tests.samples.pictures.told import (
    BOMB,
    app1,
    app13,
    collection,
    dataset,
    encoded,
    exif,
    iim,
    jpeg,
    png,
    resources,
    segment,
    xmp,
)

from .conftest import BAD, GOOD
from .told import TOLD, content, said_in

SLOWEST = 2.0  # seconds for a single hostile file, on a machine that has other things to do
LOUDEST = 64 * 1024  # characters of what is kept of what a file said


def quickly(data):
    """Read a file within the bounds that hold for every file."""
    started = time.process_time()
    said = read(io.BytesIO(data))
    assert time.process_time() - started < SLOWEST
    assert len(json.dumps(said.raw)) < LOUDEST
    json.dumps(said.raw, ensure_ascii=False).encode()  # no half of a pair is left
    assert len(said.caption) <= 20_000
    assert len(said.keywords) <= 200
    return said


def spoiled(data, chance):
    """The file with bytes flipped, cut out, doubled or its end gone."""
    data = bytearray(data)
    for _time in range(chance.randint(1, 12)):
        at = chance.randrange(len(data) or 1)
        act = chance.randrange(5)
        if act == 0 and data:
            data[at] = chance.randrange(256)
        elif act == 1:
            del data[at : at + chance.randint(1, 40)]
        elif act == 2:
            data[at:at] = data[at : at + chance.randint(1, 60)]
        elif act == 3:
            data[at : at + 4] = chance.choice((b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff"))
        elif chance.random() < 0.2:
            del data[at:]
    return bytes(data)


@pytest.mark.parametrize("name", TOLD)
def test_no_sample_however_spoiled_makes_the_reading_fail(name):
    whole, chance = content(name), random.Random(name)  # the same spoiling on every run
    for _time in range(60):
        quickly(spoiled(whole, chance))


@pytest.mark.parametrize("name", TOLD)
def test_a_sample_cut_off_anywhere_is_read_as_far_as_it_goes(name):
    whole = content(name)
    for end in range(0, len(whole), max(1, len(whole) // 80)):
        quickly(whole[:end])


@pytest.mark.parametrize("name", [*GOOD, *BAD])
def test_the_awkward_samples_of_the_library_are_read_without_a_word(name, sample):
    quickly(sample(name).read())


@pytest.mark.parametrize("name", ["xmp-bomb.jpg", "xmp-outside.jpg"])
def test_xml_with_a_document_type_is_refused(name):
    said = quickly(content(name))
    assert said.credit == ""
    assert said.raw == {}


@pytest.mark.parametrize("characters", ["utf-16-le", "utf-16", "utf-32"])
def test_a_document_type_in_another_encoding_is_refused_too(characters):
    assert quickly(jpeg(app1(BOMB.decode().encode(characters)))).credit == ""


def test_iim_cut_off_gives_what_came_before():
    said = quickly(content("iim-cut-off.jpg"))
    assert said.credit == "Agentur/Müller"
    assert said.taken_on is None


@pytest.mark.parametrize(
    "block",
    [
        b"\x1c\x02\x78\xff\xff" + bytes(8),  # an extended dataset with a length of 32,767 octets
        b"\x1c\x02\x78\x80\x08" + b"\xff" * 8 + b"abc",
        b"\x1c\x02\x78\x80\x00abc",
        b"\x1c\x02",
        b"\x1c" * 5_000,
        dataset(120, b"") * 10_000,
        dataset(90, b"\x1b" * 3_000, record=1) + dataset(120, b"caption"),
    ],
)
def test_absurd_datasets_are_stepped_over_or_left_out(block):
    quickly(jpeg(app13(resources(block))))


def test_resources_that_lie_about_their_sizes_are_left_out():
    for size in (0xFFFFFFFF, 0x7FFFFFFF, 60_000):
        lying = b"8BIM\x04\x04\0\0" + struct.pack(">I", size) + iim([(110, "Agentur")])
        quickly(jpeg(segment(0xED, b"Photoshop 3.0\0" + lying)))
    quickly(jpeg(segment(0xED, b"Photoshop 3.0\0" + b"8BIM\x04\x04\xff")))


def test_ten_thousand_keywords_become_two_hundred():
    names = [f"keyword {number}" for number in range(10_000)]
    old = quickly(jpeg(app13(resources(iim([(25, name) for name in names])))))
    new = quickly(
        png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(collection("dc:subject", *names))))
    )
    assert old.keywords == new.keywords == tuple(names[:200])


def test_a_caption_of_two_hundred_thousand_bytes_is_cut():
    caption = ("word " * 40_000).encode()
    said = quickly(jpeg(app13(resources(dataset(120, caption, extended=True)))))
    assert said.caption.startswith("word word")
    assert said.caption.endswith("…")
    assert 19_000 < len(said.caption) <= 20_000


def test_xml_as_deep_as_it_can_be_is_read_to_a_depth():
    deep = "<rdf:Description><dc:source>" * 5_000 + "</dc:source></rdf:Description>" * 5_000
    quickly(
        jpeg(app1(xmp("<photoshop:Credit>A</photoshop:Credit>")[:-70] + deep.encode()[:50_000]))
    )
    packet = xmp(f"<dc:source>{deep}</dc:source>")
    quickly(png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet)))


@pytest.mark.parametrize(
    "inside",
    [
        "<dc:subject>" * 120_000,
        "<dc:subject>a</dc:subject>" * 55_000,
        "<dc:subject><rdf:Bag>" + "<rdf:li/>" * 160_000 + "</rdf:Bag></dc:subject>",
        "<xmp:a " + " ".join(f'xmp:b{number}="1"' for number in range(100_000)) + "/>",
        "<xmp:a " + " ".join(f'xmlns:b{number}="u"' for number in range(80_000)) + "/>",
        "<dc:rights>" + "&foo;" * 250_000 + "</dc:rights>",
        "<dc:rights>" + "<!---->x" * 180_000 + "</dc:rights>",
        "<?xml" * 300_000,
        "<" * 1_500_000,
        "<dc:creator>" + " " * 1_500_000 + "</dc:creator>",
    ],
    ids=lambda inside: inside[:16],
)
def test_a_packet_made_to_be_slow_is_not(inside):
    quickly(png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(inside))))
    quickly(png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + inside.encode())))


def test_a_packet_beyond_all_measure_is_left_out():
    packet = xmp(f"<photoshop:Credit>{'a' * 5_000_000}</photoshop:Credit>")
    assert quickly(png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet))).credit == ""


def test_a_compressed_chunk_unpacks_to_a_bounded_size():
    bomb = zlib.compress(bytes(50_000_000), 9)
    tracemalloc.start()
    quickly(png((b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + bomb)))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40_000_000


def test_exif_that_points_to_the_same_bytes_a_thousand_times_is_read_once():
    entries = b"".join(struct.pack("<HHII", 0x010E, 2, 60_000, 8) for _entry in range(4_000))
    block = b"II*\0" + struct.pack("<IH", 8, 4_000) + entries
    quickly(jpeg(segment(0xE1, b"Exif\0\0" + block)))


def test_exif_whose_directories_lead_in_a_circle_ends():
    quickly(jpeg(segment(0xE1, b"Exif\0\0" + exif({0x8769: 8, 0x010E: b"The bridge\0"}))))


def test_a_file_of_a_million_segments_is_left_in_time():
    assert quickly(b"\xff\xd8" + segment(0xE2, b"") * 1_000_000).raw == {}
    assert quickly(encoded("PNG")[:33] + (bytes(4) + b"abCd" + bytes(4)) * 1_000_000).raw == {}
    assert quickly(encoded("GIF")[:13] + b"!\xfe" + b"\x01a" * 1_000_000).raw == {}


def test_a_block_that_is_broken_does_not_hide_those_behind_it():
    broken = segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0short")
    assert quickly(jpeg(broken, app1(xmp("<dc:rights>A</dc:rights>")))).copyright == "A"
    chunks = [(b"iTXt", b"XML:com.adobe.xmp\0"), (b"zTXt", b"Raw profile type iptc\0\0no zlib")]
    chunks += [(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp("<dc:rights>A</dc:rights>"))]
    assert quickly(png(*chunks)).copyright == "A"


def test_properties_of_the_wrong_shape_are_read_as_words():
    said = quickly(
        jpeg(
            app1(
                xmp(
                    "<dc:subject xmp:a='x' xmp:b='y'/><dc:creator xmp:a='Zoe'/>"
                    "<photoshop:Credit><rdf:Bag><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Bag>"
                    "</photoshop:Credit><xmpNote:HasExtendedXMP xmp:a='1'/>"
                    "<Iptc4xmpExt:LocationShown>Delft</Iptc4xmpExt:LocationShown>"
                    "<Iptc4xmpExt:DigitalSourceType xmp:a='composite'/>"
                )
            )
        )
    )
    assert (said.keywords, said.byline, said.credit) == (("x", "y"), "Zoe", "A, B")


def test_a_file_that_is_no_picture_says_nothing():
    for data in (b"", b"\xff", b"\xff\xd8\xff", b"RIFF", b"%PDF-1.7", bytes(5_000)):
        assert said_in(data).raw == {}


def test_reading_begins_at_the_start_of_a_file_and_leaves_it_there():
    file = io.BytesIO(content("xmp.jpg"))
    file.seek(500)
    assert read(file).source == "Agentur"
    assert file.tell() == 0


def test_a_photograph_of_twelve_megapixels_is_read_without_its_pixels():
    """A decoded one would hold 36 MB and take a tenth of a second and more."""
    noise = Image.effect_noise((4000, 3000), 40)
    buffer = io.BytesIO()
    noise.save(buffer, "JPEG", quality=85)
    plain = buffer.getvalue()
    whole = plain[:2] + content("xmp.jpg")[2:2_000] + plain[2:]
    tracemalloc.start()
    said = read(io.BytesIO(whole))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said.source == "Agentur"
    assert peak < 2_000_000

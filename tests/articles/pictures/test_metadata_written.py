"""What renditions carry inside is what was said, for readers that know nothing of ours."""

import hashlib
import io
from xml.etree import ElementTree

import pytest
from PIL import Image, IptcImagePlugin

from articles.metadata import packets

from .told import said_in

KINDS = {"jpg": "JPEG", "webp": "WEBP", "avif": "AVIF", "gif": "GIF"}
WORDS = {
    "caption": "Zoë & <Anna>\ncross the bridge – “at last” 🌉",
    "byline": "Zoë Müller",
    "credit": "Photo: Z. Müller/Agentur",
    "source": "Agentur",
    "copyright": "© 2026 Agentur",
    "usage_terms": "Once, in one newspaper",
    "licence_url": "https://creativecommons.org/licenses/by/4.0/",
    "digital_source": "compositeCapture",
}
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def saved(extension, **words):
    options = {"quality": 80, "progressive": True, "optimize": True} if extension == "jpg" else {}
    buffer = io.BytesIO()
    image = Image.new("RGB", (64, 48), "teal")
    image.save(buffer, KINDS[extension], **options, **packets(extension, **words))
    return buffer.getvalue()


def leaves(packet):
    """The texts of a packet by the local names of the properties they stand in."""
    found = {}
    for description in ElementTree.fromstring(packet).iter(f"{RDF}Description"):
        for each in description:
            found[each.tag.partition("}")[2]] = "".join(each.itertext())
    return found


@pytest.mark.parametrize("extension", ["jpg", "webp", "avif"])
def test_pillow_and_a_plain_reader_of_xml_find_the_words(extension):
    with Image.open(io.BytesIO(saved(extension, **WORDS))) as image:
        found = leaves(image.info["xmp"])
    assert found == {
        "description": WORDS["caption"],
        "creator": "Zoë Müller",
        "rights": "© 2026 Agentur",
        "Credit": "Photo: Z. Müller/Agentur",
        "Source": "Agentur",
        "Marked": "True",
        "UsageTerms": "Once, in one newspaper",
        "WebStatement": "https://creativecommons.org/licenses/by/4.0/",
        "DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/compositeCapture",
    }


def test_pillow_finds_the_words_in_the_iptc_of_a_jpeg_in_utf_8():
    with Image.open(io.BytesIO(saved("jpg", **WORDS))) as image:
        found = IptcImagePlugin.getiptcinfo(image)
        resources = image.info["photoshop"]
    assert found[1, 90] == b"\x1b%G"
    assert found[2, 80].decode() == "Zoë Müller"
    assert found[2, 110].decode() == "Photo: Z. Müller/Agentur"
    assert found[2, 116].decode() == "© 2026 Agentur"
    assert found[2, 120].decode() == WORDS["caption"]
    digest = hashlib.md5(resources[0x0404], usedforsecurity=False).digest()
    assert resources[0x0425] == digest


@pytest.mark.parametrize("extension", ["jpg", "webp", "avif"])
def test_we_read_back_what_we_wrote(extension):
    said = said_in(saved(extension, **WORDS))
    assert {name: getattr(said, name) for name in WORDS} == WORDS


def test_a_gif_carries_credit_and_terms_as_its_comment():
    with Image.open(io.BytesIO(saved("gif", **WORDS))) as image:
        lines = image.info["comment"].decode().split("\n")
    assert lines == ["Photo: Z. Müller/Agentur", "© 2026 Agentur", "Once, in one newspaper"]


@pytest.mark.parametrize("extension", KINDS)
def test_the_same_words_give_the_same_bytes(extension):
    assert packets(extension, **WORDS) == packets(extension, **dict(reversed(WORDS.items())))
    assert packets(extension, **WORDS) != packets(extension, **{**WORDS, "credit": "Another"})


@pytest.mark.parametrize("extension", KINDS)
def test_without_words_nothing_is_written(extension):
    assert packets(extension) == {}


def test_what_was_not_said_is_not_written():
    found = leaves(packets("webp", credit="Agentur")["xmp"])
    assert found == {"Credit": "Agentur"}


@pytest.mark.parametrize("character", ["é", "&", "🌉", "\u200f"])
@pytest.mark.parametrize("extension", KINDS)
def test_a_text_of_any_length_fits_the_file(extension, character):
    long = {name: character * 200_000 for name in WORDS if name != "digital_source"}
    written = saved(extension, **long)
    assert len(written) < 60_000
    with Image.open(io.BytesIO(written)) as image:
        image.load()


def test_iim_cut_at_its_limits_stays_whole_characters_and_the_xmp_has_all():
    words = {**WORDS, "credit": "Übergrößenträgerfotografenagenturösterreich"}
    with Image.open(io.BytesIO(saved("jpg", **words))) as image:
        credit = IptcImagePlugin.getiptcinfo(image)[2, 110]
    assert len(credit) <= 32
    assert words["credit"].startswith(credit.decode())
    assert said_in(saved("jpg", **words)).credit == words["credit"]


@pytest.mark.parametrize("extension", KINDS)
def test_what_xml_cannot_hold_does_not_stop_the_writing(extension):
    dirty = {name: "a\x00b\x07\ud800\ufffe]]>" for name in WORDS if name != "digital_source"}
    saved(extension, **dirty)
    if extension != "gif":
        assert said_in(saved(extension, **dirty)).credit == "a b]]>"


def test_an_address_that_is_none_is_not_written():
    found = leaves(packets("webp", **{**WORDS, "licence_url": "javascript:alert(1)"})["xmp"])
    assert "WebStatement" not in found


def test_where_a_licence_can_be_had_is_written_where_it_is_known():
    written = packets("webp", **WORDS, licensor_url="https://example.com/buy")["xmp"]
    assert leaves(written)["Licensor"] == "https://example.com/buy"
    assert b"plus:LicensorURL" in written


def test_nothing_of_the_packets_makes_a_small_picture_heavy():
    assert len(saved("jpg", **WORDS)) - len(saved("jpg")) < 1_900
    assert len(saved("webp", **WORDS)) - len(saved("webp")) < 1_600

"""EXIF gives the words and the day, and keeps the camera and its place to itself."""

import json

import pytest
from PIL import Image

from tests.samples.pictures.told import exif, jpeg, segment

from .told import said_in


def shot(fields):
    return said_in(jpeg(segment(0xE1, b"Exif\0\0" + exif(fields))))


@pytest.mark.parametrize("name", ["exif.jpg", "exif-big-endian.jpg", "exif.webp", "exif.png"])
def test_words_and_day_are_read_in_either_order_of_bytes(name):
    said = said_in(name)
    assert said.caption == "The bridge"
    assert said.byline == "Zoë Müller, Jan Kowalski"
    assert said.taken_on.isoformat() == "2026-03-05"


def test_photographer_and_editor_share_the_copyright():
    assert said_in("exif.jpg").copyright == "Zoe Mueller; Agentur"
    assert shot({0x8298: b"Agentur\0"}).copyright == "Agentur"
    assert shot({0x8298: b" \0Agentur\0"}).copyright == "Agentur"


def test_what_windows_writes_in_its_own_fields_is_read():
    said = said_in("exif-windows.jpg")
    assert said.headline == "Überschrift"
    assert said.caption == "Die Brücke 🌉"
    assert said.byline == "Zoë, Jan"
    assert said.keywords == ("brücke", "läufer")


@pytest.mark.parametrize("characters", ["utf-8", "cp1252", "mac-roman"])
def test_exif_that_calls_itself_ascii_may_be_anything(characters):
    said = shot({0x010E: "Élève à l’école".encode(characters) + b"\0"})
    assert said.caption == "Élève à l’école"


def test_the_cameras_serial_number_and_place_get_nowhere(sample):
    said = said_in(sample("located.jpg").read())
    assert "SERIAL" not in json.dumps(said.raw)
    assert said.place == ""


def test_pillow_reads_the_same(tmp_path):
    """The samples are what they are meant to be: another reader says so."""
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg(segment(0xE1, b"Exif\0\0" + exif({0x010E: b"The bridge\0"}))))
    with Image.open(path) as image:
        assert image.getexif()[0x010E] == "The bridge"

"""Of three blocks that contradict each other, the one counts that the guidance says."""

import pytest

from tests.samples.pictures.told import (
    alternatives,
    app1,
    app13,
    collection,
    digest_of,
    exif,
    iim,
    jpeg,
    resources,
    segment,
    xmp,
)

from .told import said_in


def camera(fields):
    return segment(0xE1, b"Exif\0\0" + exif(fields))


def test_xmp_goes_before_iim_that_it_agreed_with():
    said = said_in("agreed.jpg")
    assert said.caption == "From the XMP"
    assert said.credit == "XMP credit"
    assert said.keywords == ("new",)


def test_iim_goes_before_xmp_where_the_digest_shows_that_it_was_changed_since():
    said = said_in("iim-changed-since.jpg")
    assert said.caption == "From the IIM"
    assert said.credit == "IIM credit"
    assert said.keywords == ("old",)


def test_xmp_goes_before_iim_where_no_digest_tells():
    assert said_in("no-digest.jpg").caption == "From the XMP"


def test_exif_goes_before_both_where_it_says_anything():
    said = said_in("camera-too.jpg")
    assert said.caption == "From the EXIF"
    assert said.credit == "XMP credit"


@pytest.mark.parametrize(
    "filler", [b"SONY DSC", b"   ", b"DCIM\\100MEDIA\\DJI_0042.JPG", b"IMG_1234", b"default"]
)
def test_what_a_camera_writes_where_nobody_did_says_nothing(filler):
    packet = xmp(alternatives("dc:description", x_default="From the XMP"))
    said = said_in(jpeg(camera({0x010E: filler + b"\0"}), app1(packet)))
    assert said.caption == "From the XMP"
    assert said_in(jpeg(camera({0x010E: filler + b"\0"}))).caption == ""


def test_a_sample_of_a_camera_that_says_nothing_gives_the_agencys_caption():
    assert said_in("camera-says-nothing.jpg").caption == "From the XMP"


@pytest.mark.parametrize("worn", ["Zo? M?ller", "Zo"])
def test_what_exif_could_not_hold_gives_way_to_the_whole(worn):
    packet = xmp(collection("dc:creator", "Zoë Müller", kind="Seq"))
    said = said_in(jpeg(camera({0x013B: worn.encode() + b"\0"}), app1(packet)))
    assert said.byline == "Zoë Müller"


def test_iim_cut_at_its_limit_gives_way_to_the_whole_in_the_xmp():
    whole = "Agentur für Fotografie und Reportagen, Köln"
    block = iim([(110, whole[:31]), (115, "changed")], escape=b"\x1b%G")
    packet = xmp(
        f"<photoshop:Credit>{whole}</photoshop:Credit><photoshop:Source>was</photoshop:Source>"
    )
    said = said_in(jpeg(app1(packet), app13(resources(block, digest=digest_of(b"other")))))
    assert said.credit == whole
    assert said.source == "changed"


def test_a_caption_made_shorter_in_iim_alone_stays_shorter():
    block = iim([(120, "He fell.")], escape=b"\x1b%G")
    packet = xmp(alternatives("dc:description", x_default="He fell. He was drunk."))
    said = said_in(jpeg(app1(packet), app13(resources(block, digest=digest_of(b"other")))))
    assert said.caption == "He fell."


def test_what_only_one_block_says_is_taken_from_it():
    block = iim([(110, "IIM credit")], escape=b"\x1b%G")
    packet = xmp("<photoshop:Source>XMP source</photoshop:Source>")
    for digest in (digest_of(block), digest_of(b"other"), None):
        said = said_in(jpeg(app1(packet), app13(resources(block, digest=digest))))
        assert (said.credit, said.source) == ("IIM credit", "XMP source")


def test_a_digest_of_zeros_is_none():
    block = iim([(110, "IIM credit")], escape=b"\x1b%G")
    packet = xmp("<photoshop:Credit>XMP credit</photoshop:Credit>")
    said = said_in(jpeg(app1(packet), app13(resources(block, digest=bytes(16)))))
    assert said.credit == "XMP credit"


@pytest.mark.parametrize(
    ("artist", "byline"),
    [
        (b"Zoe Miller; Jan Kowalski", "Zoe Miller, Jan Kowalski"),
        (b'"Miller, Zoe"; Jan Kowalski;', "Miller, Zoe, Jan Kowalski"),
        (b'Trevor "Freespace"', 'Trevor "Freespace"'),
    ],
)
def test_several_names_in_one_field_of_exif_are_parted(artist, byline):
    assert said_in(jpeg(camera({0x013B: artist + b"\0"}))).byline == byline


def test_the_day_is_exifs_else_the_one_in_xmp():
    packet = xmp("<photoshop:DateCreated>1999-12-31T23:59:59-08:00</photoshop:DateCreated>")
    shot = camera({0x9003: b"2026:03:05 10:11:12\0"})
    assert said_in(jpeg(shot, app1(packet))).taken_on.isoformat() == "2026-03-05"
    never_set = camera({0x9003: b"0000:00:00 00:00:00\0"})
    assert said_in(jpeg(never_set, app1(packet))).taken_on.isoformat() == "1999-12-31"


def test_the_desk_sees_what_each_block_said():
    raw = said_in("iim-changed-since.jpg").raw
    assert raw["iptc"]["Caption"] == "From the IIM"
    assert raw["iptc"]["Digest"] == "changed since the XMP"
    assert raw["xmp"]["dc:description"] == "From the XMP"
    assert said_in("camera-too.jpg").raw["exif"] == {"ImageDescription": "From the EXIF"}

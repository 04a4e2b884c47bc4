"""XMP is understood in every shape in which programs write it, from every kind of file."""

import pytest

from tests.samples.pictures.told import (
    CAPTION,
    alternatives,
    app1,
    collection,
    extended_app1,
    full,
    jpeg,
    xmp,
)

from .told import said_in

WHOLE = ["xmp.jpg", "xmp.png", "xmp.webp", "xmp.avif", "xmp.gif", "xmp-utf-16.jpg"]


def read_packet(inside, **more):
    return said_in(jpeg(app1(xmp(inside, **more))))


@pytest.mark.parametrize("name", [*WHOLE, "xmp-extended.jpg"])
def test_everything_is_read_from_every_kind_of_file(name):
    said = said_in(name)
    assert said.caption == CAPTION
    assert said.headline == "Over the bridge"
    assert said.byline == "Zoë Müller, Jan Kowalski"
    assert said.credit == "Photo: Z. Müller/Agentur"
    assert said.source == "Agentur"
    assert said.copyright == "© 2026 Agentur"
    assert said.instructions == "Not for Switzerland"
    assert said.keywords == ("bridge", "Łódź")
    assert said.place == "Old bridge, Łódź, Poland"
    assert said.taken_on.isoformat() == "2026-03-05"
    assert said.usage_terms == "Once, in one newspaper"
    assert said.licence_url == "https://example.com/terms"
    assert said.digital_source == "compositeCapture"
    assert said.alt == "A woman on a bridge"


def test_properties_that_stand_as_attributes_are_read():
    said = said_in("xmp-attributes.jpg")
    assert (said.credit, said.place, said.byline) == ("Agentur", "Łódź", "Zoë")


def test_a_packet_that_breaks_its_own_grammar_is_read_as_far_as_it_makes_sense():
    said = said_in("xmp-broken.jpg")
    assert said.caption == CAPTION
    assert said.instructions == "Not for Switzerland"


@pytest.mark.parametrize(
    "inside",
    [
        "<dc:rights>Agentur</dc:rights>",
        alternatives("dc:rights", de="Agentur", fr="Agence"),
        alternatives("dc:rights", fr="Agence", x_default="Agentur"),
        collection("dc:rights", "Agentur"),
        "<dc:rights rdf:parseType='Resource'><rdf:value>Agentur</rdf:value></dc:rights>",
        "<dc:rights><rdf:Description><rdf:value>Agentur</rdf:value></rdf:Description></dc:rights>",
        "<dc:rights><rdf:Alt><rdf:li>Agentur</rdf:li></rdf:Alt></dc:rights>",
        "<dc:rights><![CDATA[Agentur]]></dc:rights>",
        "<dc:rights>  Agentur\n </dc:rights>",
        "<tiff:Copyright>Agentur</tiff:Copyright>",
        "<xmpRights:Copyright>Agentur</xmpRights:Copyright>",
    ],
)
def test_every_shape_of_a_property_gives_its_words(inside):
    assert read_packet(inside).copyright == "Agentur"


@pytest.mark.parametrize(
    "place",
    [
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'>{}</rdf:li></rdf:Bag>"
        "</Iptc4xmpExt:LocationShown>",
        "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li><rdf:Description>{}</rdf:Description>"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>",
        "<Iptc4xmpExt:LocationCreated rdf:parseType='Resource'>{}</Iptc4xmpExt:LocationCreated>",
    ],
)
def test_a_place_in_the_newer_fields_is_read(place):
    parts = (
        "<Iptc4xmpExt:City>Delft</Iptc4xmpExt:City>"
        "<Iptc4xmpExt:CountryName>Netherlands</Iptc4xmpExt:CountryName>"
    )
    assert read_packet(place.format(parts)).place == "Delft, Netherlands"


def test_where_it_was_taken_goes_before_what_it_shows():
    said = read_packet(
        "<Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li Iptc4xmpExt:City='Far'/></rdf:Bag>"
        "</Iptc4xmpExt:LocationShown><Iptc4xmpExt:LocationCreated><rdf:Bag>"
        "<rdf:li Iptc4xmpExt:City='Near'/></rdf:Bag></Iptc4xmpExt:LocationCreated>"
    )
    assert said.place == "Near"


def test_several_descriptions_are_one():
    packet = full().replace(
        b"</rdf:Description></rdf:RDF>",
        b"</rdf:Description><rdf:Description photoshop:Urgency='1'>"
        b"<photoshop:Credit>Later</photoshop:Credit></rdf:Description></rdf:RDF>",
    )
    assert said_in(jpeg(app1(packet))).credit == "Photo: Z. Müller/Agentur"


@pytest.mark.parametrize(
    ("inside", "address"),
    [
        ("<xmpRights:WebStatement>http://example.com/a</xmpRights:WebStatement>", "http://example.com/a"),
        ("<cc:license rdf:resource='https://creativecommons.org/licenses/by/4.0/'/>",
         "https://creativecommons.org/licenses/by/4.0/"),
        ("<dc:rights>CC BY-SA http://creativecommons.org/licenses/by-sa/3.0/de, Zoë</dc:rights>",
         "https://creativecommons.org/licenses/by-sa/3.0/de/"),
        ("<xmpRights:WebStatement>www.example.com/a</xmpRights:WebStatement>", "https://www.example.com/a"),
        ("<xmpRights:WebStatement>javascript:alert(1)</xmpRights:WebStatement>", ""),
        ("<xmpRights:WebStatement>https://[bad</xmpRights:WebStatement>", ""),
        ("<xmpRights:WebStatement>see our site</xmpRights:WebStatement>", ""),
        (f"<xmpRights:WebStatement>https://e.com/{'a' * 300}</xmpRights:WebStatement>", ""),
    ],
)  # fmt: skip
def test_the_address_of_the_licence_is_one_that_a_link_can_have(inside, address):
    assert read_packet(inside).licence_url == address


def test_keywords_in_one_field_are_parted_and_kept_once():
    assert read_packet(collection("dc:subject", "a; b; A ;c")).keywords == ("a", "b", "c")
    assert read_packet("<dc:subject>a, b</dc:subject>").keywords == ("a", "b")
    assert read_packet(collection("dc:subject", "Paris, France", "river")).keywords == (
        "Paris, France",
        "river",
    )


def test_an_extended_packet_with_a_part_missing_or_of_another_picture_is_left_out():
    guid, parts = extended_app1(full(), size=1_000)
    main = xmp(f"<xmpNote:HasExtendedXMP>{guid}</xmpNote:HasExtendedXMP>")
    assert said_in(jpeg(app1(main), parts)).caption == CAPTION
    assert said_in(jpeg(app1(main), parts[1_079:])).caption == ""
    other = xmp(f"<xmpNote:HasExtendedXMP>{'0' * 32}</xmpNote:HasExtendedXMP>")
    assert said_in(jpeg(app1(other), parts)).caption == ""

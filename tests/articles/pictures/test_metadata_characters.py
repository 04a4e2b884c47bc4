"""Words arrive whole, in whichever character set a program of the last thirty years wrote them."""

import pytest

from articles.metadata.characters import clean, cut, declared, guessed, words
from tests.samples.pictures.told import FIELDS, WESTERN, app13, iim, jpeg, resources

from .told import said_in

SAME_WORDS = [
    "iim-utf-8.jpg",
    "iim-latin-1.jpg",
    "iim-latin-1-in-g1.jpg",
    "iim-undeclared-utf-8.jpg",
    "iim-undeclared-windows.jpg",
    "iim-undeclared-mac.jpg",
    "iim-declared-wrongly.jpg",
    "iim.png",
]


@pytest.mark.parametrize("name", SAME_WORDS)
def test_the_same_words_come_out_of_every_character_set(name):
    said = said_in(name)
    assert said.caption == WESTERN
    assert said.headline == "Über die Brücke"
    assert said.byline == "Zoë Müller, Jan Kowalski"
    assert said.credit == "Agentur/Müller"
    assert said.source == "Agentur"
    assert said.copyright == "© 2026 Agentur"
    assert said.instructions == "Nicht für die Schweiz"
    assert said.keywords == ("brücke", "läufer")
    assert said.place == "Besançon, Doubs, France"
    assert said.taken_on.isoformat() == "2026-03-05"


def test_a_declared_set_of_another_part_of_the_world_is_believed():
    assert said_in("iim-latin-2.jpg").caption == "Zażółć gęślą jaźń"
    assert said_in("iim-cyrillic.jpg").caption == "Мост через реку"


@pytest.mark.parametrize(
    ("escape", "name"),
    [
        (b"\x1b%G", "utf-8"),
        (b"\x1b%/I", "utf-8"),
        (b"\x1b-A", "cp1252"),
        (b"\x1b.A", "cp1252"),
        (b"\x1b/A", "cp1252"),
        (b"\x1b-F", "iso8859-7"),
        (b"\x1b.b", "iso8859-15"),
        (b"\x1b%/E", "utf-16-be"),
        (b"\x1b(B", ""),
        (b"", ""),
        (b"UTF-8", ""),
        (b"\x1b-\xff", ""),
    ],
)
def test_an_escape_sequence_names_its_character_set(escape, name):
    assert declared(escape) == name


@pytest.mark.parametrize(
    "text",
    ["café à la crème", "d’été “à Noël”", "Grüße aus Köln", "¿Señor Peña?", "€ 5 – São João"],
)
def test_undeclared_words_of_windows_and_of_the_mac_are_told_apart(text):
    assert guessed(text.encode("cp1252")) == "cp1252"
    assert guessed(text.encode("mac-roman")) == "mac-roman"
    assert guessed(text.encode()) == "utf-8"


def test_one_long_text_settles_the_set_of_the_short_ones_beside_it():
    """“Š” alone could be either; the caption in the same block says which."""
    block = iim([(120, WESTERN), (90, "äöü")], characters="mac-roman")
    assert said_in(jpeg(app13(resources(block)))).place == "äöü"


def test_words_garbled_before_they_reached_us_are_left_for_a_person_to_see():
    garbled = "Zoë Müller".encode().decode("cp1252")
    said = said_in(jpeg(app13(resources(iim([(80, garbled)], escape=b"\x1b%G")))))
    assert said.byline == garbled == "ZoÃ« MÃ¼ller"


@pytest.mark.parametrize(
    ("dirty", "tidy"),
    [
        ("a\0b", "a b"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\x07\x1b\x9f\x7fb", "ab"),
        ("a\ud800b\udfff", "ab"),
        ("\ufeffa\ufffe\uffff", "a"),
        ("Zoe\u0308", "Zoë"),
        ("  line  \n  two \n\n", "line\n  two"),
        ("tab\tstays", "tab\tstays"),
        ("🌉", "🌉"),
    ],
)
def test_what_no_words_hold_is_cleaned_away(dirty, tidy):
    assert clean(dirty) == tidy


def test_bytes_that_no_set_explains_still_become_words():
    assert words(bytes(range(0x80, 0x100)), "utf-8")


def test_words_are_cut_between_words_and_say_so():
    assert cut("one two three", 9) == "one two…"
    assert cut("unbreakable", 5) == "unbr…"
    assert cut("as it is", 8) == "as it is"


def test_every_field_of_the_library_holds_what_is_read():
    """The bounds here and the columns there are one and the same."""
    from articles.metadata.said import LONGEST
    from articles.models import Picture
    from articles.models.picture_parts import Keyword

    for name in ("byline", "credit", "source", "copyright", "place", "alt"):
        assert Picture._meta.get_field(name).max_length == LONGEST[name]
    assert Keyword._meta.get_field("name").max_length >= LONGEST["keyword"]


@pytest.mark.parametrize("number", sorted({number for number, _words in FIELDS} - {55}))
def test_no_field_is_longer_than_its_column(number):
    block = iim([(number, "é" * 15_000)], escape=b"\x1b%G")
    said = said_in(jpeg(app13(resources(block))))
    for value, most in (
        (said.byline, 120),
        (said.credit, 200),
        (said.source, 200),
        (said.copyright, 200),
        (said.place, 200),
        (said.headline, 300),
        (said.caption, 20_000),
        (said.instructions, 20_000),
        *((word, 100) for word in said.keywords),
    ):
        assert len(value) <= most

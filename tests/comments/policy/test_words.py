"""Words of a list, found in whatever dress, and never inside other words."""

import time

import pytest

from comments import text


@pytest.mark.parametrize(
    "written",
    [
        "casino",
        "CASINO!",
        "“Casino”, he said",
        "cásinó",
        "a\u0301 ca\u0301sino",
        "сasino",  # with a letter of the Cyrillic alphabet
        "саѕino",
        "cаsіnо",
        "ϲasino",
        "cas1no",
        "c4sin0",
        "c@sino",
        "ca$ino",
        "ca\u200bsi\u200dno",
        "cas\u00adino",
        "\u202ecasino\u202c",
        "\u2067casino\u2069",
        "𝐜𝐚𝐬𝐢𝐧𝐨",
        "ｃａｓｉｎｏ",
        "🅲🅰🆂🅸🅽🅾",
        "ᴄᴀsɪɴᴏ",
        "ⓒⓐⓢⓘⓝⓞ",
        "c a s i n o",
        "c.a.s.i.n.o",
        "c-a-s-1-n-o",
        "#casino",
        "_casino_",
        "casino's",
        "two\ncasino\nthree",
        "casıno",
    ],
)
def test_a_word_is_found_in_every_disguise(written):
    assert text.words_in(f"Come to {written} today.", "casino") == ["casino"]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("I was born in Scunthorpe and live in Penistone.", "cunt\npenis"),
        ("An assessment of the class passage, en masse.", "ass"),
        ("Specialist socialism", "cialis"),
        ("casinos", "casino"),
        ("the casi no", "casino"),
        ("What the hell", "heil"),
        ("It will fall and fail", "fai1\nfa11"),
        ("Take the A55 to Bangor", "ass"),
        ("In 1055 and 455 pounds", "loss\nass"),
        ("Мой рот и нос", "pot\nhoc"),
        ("рот", "pot"),
        ("me@home.example", "meathome"),
        ("a b", "ab"),
        ("", "casino"),
        ("casino", ""),
        ("casino", "\n \n!!!\n"),
        ("去北京", "京北"),
        ("か", "が"),
        ("กา", "กี"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(written, wanted):
    assert text.find_words(written, wanted) == []


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Earn FREE   money now", "free money"),
        ("free, money", "Free Money"),
        ("fr33 m0ney", "free money"),
        ("a well known face", "well-known"),
        ("去澳门赌场玩", "赌场"),
        ("카지노에서", "카지노"),
        ("ไปบ่อนพนัน", "บ่อน"),
        ("パチンコで", "パチンコ"),
        ("дуpaк с латинскими буквами", "дурак"),
        ("ДУРАК", "дурак"),
        ("שָׁלוֹם", "שלום"),
        ("كَازِينُو", "كازينو"),
        ("see 🖕🏽 this", "🖕"),
        ("heIIo", "hello"),
        ("STRASSE", "straße"),
        ("Ørsted", "orsted"),
        ("sh!t happens", "shit"),
        ("That is shit!", "shit"),
    ],
)
def test_phrases_and_other_scripts_are_found(written, wanted):
    assert text.words_in(written, wanted) == [wanted]


def test_marking_keeps_every_character_and_marks_the_text_as_it_was_typed():
    typed = "Go to the C\u200bÁSINO, the c.a.s.i.n.o <b>or</b> s1ots!"
    pieces = text.marked(typed, ["casino", "slots", "casino"])
    assert "".join(piece for piece, _is_marked in pieces) == typed
    assert [piece for piece, is_marked in pieces if is_marked] == [
        "C\u200bÁSINO",
        "c.a.s.i.n.o",
        "s1ots",
    ]


def test_words_that_overlap_are_marked_once():
    pieces = text.marked("free money back", ["free money", "money back"])
    assert pieces == [("free money", True), (" back", True)]


def test_nothing_wanted_marks_nothing():
    assert text.marked("As it was.", []) == [("As it was.", False)]
    assert text.marked("", ["x"]) == []


@pytest.mark.parametrize(
    "value",
    ["\x00", "\ud800", "\u0301" * 50, "\u200b" * 9, "🇳🇪🇼🇸", "!|@$", "٣", "\u202e", "ſ", "ﷺ", "½"],
)
def test_any_text_can_be_looked_through(value):
    text.find_words(value * 3, "casino\nnews")
    assert "".join(piece for piece, _ in text.marked(value, ["news"])) == value


@pytest.mark.parametrize("letter", ["a", "a ", "é", "赌", "a.", "1", "І"])
def test_a_text_of_twenty_thousand_letters_and_a_thousand_words_take_no_second(letter):
    wanted = "\n".join(f"{letter}{letter}word{number}" for number in range(1000))
    began = time.process_time()
    text.find_words((letter * 20_000)[:20_000], wanted)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("no address here. None.At all", 0),
        ("write to ada@example.com", 0),
        ("http://a.example", 1),
        ("HTTPS://A.EXAMPLE/path?x and http://b.example", 2),
        ("www.example.hu/x", 1),
        ("go to best-casino.com, now", 1),
        ("casino.example.top/win casino.xyz", 2),
        ("version 2.0.1 costs 3.50", 0),
    ],
)
def test_web_addresses_are_counted_with_and_without_http(written, number):
    assert text.count_addresses(written) == number

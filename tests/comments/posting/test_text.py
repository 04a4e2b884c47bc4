"""What readers type, as it is kept and as it is shown."""

import sys
from html import unescape

import pytest
from django.utils.html import escape

from comments import text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("  a  \n \n\t\nb ", "a\n\nb"),
        ("nul\x00 bell\x07 del\x7f", "nul bell del"),
        ("half \ud800 a pair", "half \ufffd a pair"),
        ("whole \ud83d\ude00 pair", "whole \U0001f600 pair"),
        ("e\u0301", "é"),
        ("tab\tstays", "tab\tstays"),
        ("👩‍👩‍👧 stays", "👩‍👩‍👧 stays"),
    ],
)
def test_a_text_is_tidied(typed, kept):
    assert text.tidy(typed) == kept
    assert text.tidy(kept) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ada \n Lovelace ", "Ada Lovelace"),
        ("Ada\u202eecalevoL", "AdaecalevoL"),
        ("A\u200bda", "Ada"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_name_stays_on_one_line_and_turns_nothing_around(typed, kept):
    assert text.tidy_line(typed) == kept


def test_towers_of_combining_marks_are_cut_down():
    assert len(text.tidy("Z" + "\u0336" * 500)) == 1 + text.MARKS_IN_A_ROW


@pytest.mark.parametrize(
    "value", ["", " \t\n", "\u200b\u200d\ufeff", "\u00a0\u3000\u2003", "\u0301", "\u3164", "\u2800"]
)
def test_what_shows_nothing_is_blank(value):
    assert text.is_blank(value)


@pytest.mark.parametrize("value", ["a", "?", "…", "1", "€", "🙂", "ب", "日", "\u200bx"])
def test_what_shows_something_is_not_blank(value):
    assert not text.is_blank(value)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "<a href='javascript:alert(1)'>x</a>",
        "&lt;b&gt; & <b>",
        "{{ settings.SECRET_KEY }} {% load x %}",
        "'; DROP TABLE comments_reply; --",
        "</p></article></body>",
    ],
)
def test_markup_is_shown_as_text(hostile):
    html = str(text.html_of(hostile))
    without_paragraph = html.removeprefix('<p dir="auto">').removesuffix("</p>")
    assert "<" not in without_paragraph

    assert unescape(without_paragraph) == hostile


def test_empty_lines_make_paragraphs_and_single_ones_breaks():
    assert text.html_of("a\nb\n\nc") == '<p dir="auto">a<br>b</p><p dir="auto">c</p>'


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("see https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&c=2"),
        ("(http://example.org/a_(b))", "http://example.org/a_(b)"),
        ("HTTPS://EXAMPLE.ORG/X, then", "HTTPS://EXAMPLE.ORG/X"),
        ("<https://example.org/>", "https://example.org/"),
        ("“https://example.org/q”", "https://example.org/q"),
        ("https://example.org/a'b", "https://example.org/a"),
    ],
)
def test_web_addresses_become_links_that_lend_no_weight(typed, address):

    link = f'<a href="{escape(address)}" rel="ugc nofollow noopener">{escape(address)}</a>'
    assert link in text.html_of(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "ftp://example.org/",
        "https://",
        "http://[broken",
        "https://bank.example@evil.example/",
        "https://exam\u202eple.org/",
        "data:text/html,x",
        "www.example.org",
    ],
)
def test_nothing_else_becomes_a_link(typed):
    assert "<a" not in text.html_of(typed)


def test_two_ways_to_write_an_address_are_one_writer():
    assert text.fold_address(" Ada@EXAMPLE.org") == text.fold_address("ada@example.ORG")


@pytest.mark.parametrize(
    "hostile", ["http://" * 430, "(" * 3000, "https://a" + ")" * 2990, "\n" * 3000]
)
def test_showing_hostile_text_takes_no_longer_than_any_other(hostile):
    """Counted in steps, so that a quadratic pattern cannot hide behind a fast machine."""

    taken = 0

    def count(frame, event, argument):
        nonlocal taken
        taken += 1
        return count

    earlier = sys.gettrace()
    sys.settrace(count)
    text.html_of(hostile)
    sys.settrace(earlier)
    assert taken < 60_000

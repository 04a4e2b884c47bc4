"""What somebody types into the search box is understood, or passed over; it never fails."""

from datetime import date

import pytest

from articles.search import parse
from articles.search.letters import fold, parted


def words(question):
    return [term.words for term in question.terms]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ferry harbour", [("ferry",), ("harbour",)]),
        ('"ferry timetable" town', [("ferry", "timetable"), ("town",)]),
        ("“ferry timetable”", [("ferry", "timetable")]),
        ('"never closed', [("never", "closed")]),
        ("co-op O'Brien", [("co", "op"), ("o", "brien")]),
        ("the council's", [("the",), ("council",)]),
        ("CAFÉ Straße", [("cafe",), ("strasse",)]),
        ("北京市", [("北京", "京市")]),
        ("京", [("京",)]),
    ],
)
def test_words_and_quotations_are_rows_of_folded_words(typed, found):
    assert words(parse(typed)) == found


def test_a_minus_before_a_word_a_quotation_or_a_filter_leaves_it_out():
    question = parse('ferry -strike -"night boat" -section:sport well-known')
    assert words(question) == [("ferry",), ("well", "known")]
    assert [term.words for term in question.without] == [("strike",), ("night", "boat")]
    assert [(one.name, one.value, one.is_without) for one in question.filters] == [
        ("section", "sport", True)
    ]


def test_filters_take_a_word_or_a_quotation_with_or_without_a_space():
    question = parse('author:"Zoë Marsh" SECTION: town topic:ferry')
    assert [(one.name, one.value) for one in question.filters] == [
        ("author", "Zoë Marsh"),
        ("section", "town"),
        ("tag", "ferry"),
    ]
    assert not question.terms


@pytest.mark.parametrize(
    ("typed", "since", "until"),
    [
        ("after:2026-01-31", date(2026, 1, 31), None),
        ("before:2026-02", None, date(2026, 2, 1)),
        ("year:2019", date(2019, 1, 1), date(2020, 1, 1)),
        ("after:2018 before:2019-06-01", date(2018, 1, 1), date(2019, 6, 1)),
        ("after:2018 after:2019", date(2019, 1, 1), None),
    ],
)
def test_dates_are_days_from_one_on_and_before_another(typed, since, until):
    question = parse(typed)
    assert (question.since, question.until) == (since, until)


@pytest.mark.parametrize(
    "typed",
    ["after:2026-02-30", "after:0000", "year:2019-05", "before:tomorrow", "author:", "-after:2019"],
)
def test_what_makes_no_sense_is_passed_over_and_named(typed):
    question = parse(f"ferry {typed}")
    assert question.passed_over == (typed,)
    assert words(question) == [("ferry",)]


@pytest.mark.parametrize("typed", ["", "   ", "-", '""', "!!! ???", "\0\ud800", "🙂", "'"])
def test_what_has_no_word_is_an_empty_question(typed):
    assert parse(typed).is_empty


def test_only_the_last_word_may_go_on_and_not_before_a_space_or_in_quotation_marks():
    assert [term.is_beginning for term in parse("ferry harb").terms] == [False, True]
    assert not parse("harb ").terms[0].is_beginning
    assert not parse('"ferry harb"').terms[0].is_beginning
    assert not parse("h").terms[0].is_beginning


def test_a_question_is_bounded_however_long():
    assert len(parse("a" * 10_000).terms[0].words[0]) <= 60
    assert len(parse("word " * 10_000).pieces) <= 12


def test_narrowing_keeps_the_question_and_takes_the_place_of_a_filter_alike():
    question = parse("ferry section:sport")
    assert question.narrowed_by("section:town", instead_of=("section",)) == "ferry section:town"
    assert question.without_piece("section:sport") == "ferry"


def test_letters_are_compared_without_case_accents_and_compatibility_forms():
    assert fold("ÉCOLE ﬁn Ａ") == "ecole fin a"
    assert parted("北京市 2026") == ["北京", "京市", "市", "2026"]
    assert parted("हिन्दी भाषा") == parted("हिन्दी") + parted("भाषा")
    assert len(parted("हिन्दी भाषा")) == 2

"""Which words say what a text is about, in whatever language and script it is."""

import pytest

from articles.models import WordCount
from articles.related.words import ALL, Counts, Text, telling

pytestmark = pytest.mark.django_db


def counted(stories, **words):
    WordCount.objects.bulk_create(
        WordCount(word=word, stories=times) for word, times in {ALL: stories, **words}.items()
    )


def words_of(text, headline=""):
    found = telling(text := Text(headline, "", text), Counts(text.times))
    return sorted(found, key=found.get, reverse=True)


def test_the_rarer_of_two_words_tells_more_and_one_that_all_have_tells_nothing():
    counted(100, the=100, council=40, ferry=4)
    assert words_of("the council the ferry") == ["ferry", "council"]


def test_a_word_of_the_headline_and_one_said_often_tell_more():
    counted(100, the=100, ferry=4, harbour=4, quay=4)
    assert words_of("quay harbour harbour ferry", "The ferry")[:3] == ["ferry", "harbour", "quay"]


def test_a_word_that_nobody_else_has_tells_less_than_a_rare_one():
    counted(1000, ferry=3)
    assert words_of("ferry quokka") == ["ferry", "quokka"]


def test_case_accents_and_numbers_make_no_difference():
    text = Text("São Paulo", "", "SAO PAULO 2019, x 7")
    assert dict(text.times) == {"sao": 4, "paulo": 4}
    assert text.spelled["sao"] == "São"


def test_a_script_without_spaces_is_read_in_pairs_of_letters():
    assert set(Text("東京都議会", "", "").times) == {"東京", "京都", "都議", "議会"}


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "  ", "x" * 60_000, "_" * 9, "٣٤", "e\u0301"])
def test_nonsense_has_words_or_none_and_breaks_nothing(text):
    assert all(0 < len(word) <= 40 for word in words_of(text))


def test_before_anything_is_counted_every_word_tells_as_much_as_it_is_said():
    assert words_of("quay ferry ferry") == ["ferry", "quay"]

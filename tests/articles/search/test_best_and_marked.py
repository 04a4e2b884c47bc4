"""The best answer stands first, and what a result shows is marked where its words stand."""

import random

import pytest

from articles.search import best_excerpt, marked, parse
from articles.search.letters import UNSPACED, fold
from articles.search.marking import WORD, _rows, is_like
from articles.search.ranking import Candidate, best_first
from articles.search.spelling import distance_between, keys_of, skeleton_of

ROWS = [("ferry",)]


def candidate(story, *, age=0.0, headline="", names="", about="", body=""):
    return Candidate(place=story, story=story, age=age, words=(headline, names, about, body))


def best(*candidates, rows=ROWS):
    return [story for _place, story in best_first(candidates, rows)]


def test_a_headline_weighs_more_than_a_name_a_caption_and_a_text():
    assert best(
        candidate(1, body="ferry ferry ferry"),
        candidate(2, about="ferry"),
        candidate(3, names="ferry"),
        candidate(4, headline="ferry"),
    ) == [4, 3, 2, 1]


def test_of_two_alike_the_younger_stands_first_but_age_alone_does_not_win():
    assert best(candidate(1, age=400, body="ferry"), candidate(2, age=1, body="ferry")) == [2, 1]
    assert best(candidate(1, age=900, headline="ferry"), candidate(2, body="ferry")) == [1, 2]


def test_words_in_a_row_weigh_more_than_words_apart():
    rows = [("new",), ("harbour",)]
    apart = candidate(1, headline="harbour gets a new wall")
    together = candidate(2, headline="the new harbour opens")
    assert best(apart, together, rows=rows) == [2, 1]


def test_another_form_of_a_word_counts_though_less_than_the_word():
    assert best(candidate(1, headline="ferries late"), candidate(2, headline="ferry late")) == [
        2,
        1,
    ]
    assert best(candidate(1, headline="boats"), candidate(2, headline="ferries")) == [2, 1]


def pieces(text, typed):
    return [words for words, is_marked in marked(text, parse(typed).terms) if is_marked]


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("Cafés close; the café stays", "cafe", ["Cafés", "café"]),
        ("The ferry and the ferryman", "ferry ", ["ferry"]),
        ("The ferry and the ferryman", "ferr", ["ferry", "ferryman"]),
        ("A new harbour, new again", '"new harbour"', ["new harbour"]),
        ("北京市长今天", "市长", ["市长"]),
        ("It was closing time", "closes", ["closing"]),
    ],
)
def test_words_are_marked_in_the_storys_own_spelling(text, typed, found):
    assert pieces(text, typed) == found
    assert "".join(words for words, _is_marked in marked(text, parse(typed).terms)) == text


def test_an_excerpt_is_of_the_text_with_most_of_the_words_and_cut_at_words():
    text = (
        "Nothing here. " * 40 + "The old ferry left the harbour at dawn. " + "Nothing more. " * 40
    )
    where, excerpt = best_excerpt(
        [("standfirst", "A ferry story."), ("text", text)], parse("ferry harbour").terms
    )
    said = "".join(words for words, _is_marked in excerpt)
    assert where == "text"
    assert [words for words, is_marked in excerpt if is_marked] == ["ferry", "harbour"]
    assert said.startswith("… ")
    assert said.endswith(" …")
    assert set(said.split()) <= {*text.split(), "…"}
    assert len(said) < 300


def test_a_text_without_the_words_gives_no_excerpt():
    assert best_excerpt([("text", "Nothing.")], parse("ferry").terms) == ("", [])


def test_a_misspelt_name_shares_a_key_with_the_name():
    assert keys_of("toliver") & keys_of("tolliver")
    assert skeleton_of("tolivar") == skeleton_of("tolliver")
    assert distance_between("tolliver", "toliver") == 1
    assert distance_between("abcd", "abdc") == 1
    assert distance_between("harbour", "harvest") == 4


LETTERS = "aAbBsSß éÉ'’-_.ĳKиИ\u0301क\u094dत北"


def test_what_is_marked_is_the_same_as_when_every_word_is_looked_at():
    """Rows that begin nowhere but at a word which begins as theirs are what a plain look finds."""
    chance = random.Random(11)
    for _round in range(3000):
        text = "".join(chance.choices(LETTERS, k=chance.randint(0, 60)))
        typed = "".join(chance.choices(LETTERS + "  ", k=chance.randint(1, 12)))
        terms = [term for term in parse(typed).terms if not UNSPACED.search(fold(term.typed))]
        assert list(_rows(text, list(enumerate(terms)))) == plainly(text, terms), (text, typed)


def plainly(text, terms):
    words = [(one.start(), one.end(), fold(one[0])) for one in WORD.finditer(text)]
    found = []
    for place, (start, _end, _word) in enumerate(words):
        for which, term in enumerate(terms):
            row = words[place : place + len(term.words)]
            last = len(term.words) - 1
            if len(row) > last and all(
                is_like(has[2], word, is_beginning=term.is_beginning and number == last)
                for number, (has, word) in enumerate(zip(row, term.words, strict=True))
            ):
                found.append((start, row[-1][1], which))
    return found

"""The best answer stands first, and what a result shows is marked where its words stand."""

import random
from dataclasses import dataclass
from itertools import islice

import pytest

from articles.search import best_excerpt, marked, parse
from articles.search.letters import UNSPACED, fold
from articles.search.marking import WORD, _rows, is_like
from articles.search.ranking import (
    READ_FIRST,
    WEIGHTS,
    Candidate,
    Sought,
    best_first,
    freshness,
    score,
)
from articles.search.spelling import distance_between, keys_of, skeleton_of

ROWS = [("ferry",)]


@dataclass
class Hit:
    story: int
    age: float = 0.0
    headline: str = ""
    names: str = ""
    about: str = ""
    body: str = ""

    @property
    def candidate(self):
        lines = (self.headline, self.names, self.about)
        return Candidate(self.story, self.story, self.age, "\n".join(f" {one} " for one in lines))


def ranked(hits, rows=ROWS, read=None):
    """The best of some hits, one by one; notes in `read` the texts that were asked for."""
    bodies = {hit.story: f" {hit.body} " for hit in hits}

    def texts_of(places):
        if read is not None:
            read.extend(places)
        return {place: bodies[place] for place in places}

    return best_first([hit.candidate for hit in hits], rows, texts_of)


def best(*hits, rows=ROWS):
    return [story for _place, story in ranked(hits, rows)]


def test_a_headline_weighs_more_than_a_name_a_caption_and_a_text():
    assert best(
        Hit(1, body="ferry ferry ferry"),
        Hit(2, about="ferry"),
        Hit(3, names="ferry"),
        Hit(4, headline="ferry"),
    ) == [4, 3, 2, 1]


def test_of_two_alike_the_younger_stands_first_but_age_alone_does_not_win():
    assert best(Hit(1, age=400, body="ferry"), Hit(2, age=1, body="ferry")) == [2, 1]
    assert best(Hit(1, age=900, headline="ferry"), Hit(2, body="ferry")) == [1, 2]


def test_words_in_a_row_weigh_more_than_words_apart():
    rows = [("new",), ("harbour",)]
    apart = Hit(1, headline="harbour gets a new wall")
    together = Hit(2, headline="the new harbour opens")
    assert best(apart, together, rows=rows) == [2, 1]


def test_another_form_of_a_word_counts_though_less_than_the_word():
    assert best(Hit(1, headline="ferries late"), Hit(2, headline="ferry late")) == [
        2,
        1,
    ]
    assert best(Hit(1, headline="boats"), Hit(2, headline="ferries")) == [2, 1]


SOME_WORDS = ("ferry", "ferries", "harbour", "new", "new harbour", "boat", "")


def random_hits(chance, many):
    def words(most):
        return " ".join(filter(None, chance.choices(SOME_WORDS, k=chance.randint(0, most))))

    for story in range(1, many + 1):
        is_of_text_alone = chance.random() < 0.7
        lines = [] if is_of_text_alone else [words(2), words(1), words(4)]
        yield Hit(story, chance.choice((0, 3, 90, 900)), *(lines or [""] * 3), words(9))


@pytest.mark.parametrize("rows", [ROWS, [("new",), ("harbour",)], [("new", "harbour"), ("ferry",)]])
def test_what_is_asked_for_first_stands_where_it_would_among_all(rows):
    chance = random.Random(4)
    for many in (3, 150, 900):
        hits = list(random_hits(chance, many))
        each_by_itself = {
            hit.story: score(
                sum(
                    weight * Sought.of(rows).found_in(f" {text} ")
                    for weight, text in zip(
                        WEIGHTS, (hit.headline, hit.names, hit.about, hit.body), strict=True
                    )
                ),
                freshness(hit.age),
            )
            for hit in hits
        }
        in_order = sorted(each_by_itself, key=lambda one: (each_by_itself[one], one), reverse=True)
        assert best(*hits, rows=rows) == in_order
        assert [story for _place, story in islice(ranked(hits, rows), 20)] == in_order[:20]


def test_texts_that_cannot_be_shown_are_not_read():
    read = []
    hits = [Hit(one, headline="ferry" if one < 30 else "", body="ferry") for one in range(2000)]
    assert len(list(islice(ranked(hits, read=read), 20))) == 20
    assert set(range(30)) <= set(read)
    assert len(read) == READ_FIRST


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

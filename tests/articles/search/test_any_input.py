"""Whatever is typed into the search box is answered; no input is an error of the database."""

import random

import pytest

from articles import search
from tests import factories

pytestmark = pytest.mark.django_db
PIECES = [
    *"\"'()*-+&|!:<>~^{}[]\\/.,;%_@#$=`?\0\t\n\u200f\u202e\ufeff",
    *("AND", "OR", "NOT", "NEAR(", "NEAR(a b, 5)", "headline:", "{body}:", "marks:zzevery", "<->"),
    *("author:", "section:", "tag:", "after:", "before:", "year:", "-", '-"', "after:9999-99-99"),
    *("ferry", "harb", "é", "北京", "京", "العربية", "🙂", "ß", "हिन्दी", "a" * 300, "1e5", "3.14"),
    *("' OR 1=1 --", "'; DROP TABLE x;", ":*", "a:*b", "x'y", "''", "\ud800", "%s", "%(a)s", " "),
]


@pytest.fixture
def ferry(editor):
    return factories.published_story(by=editor, headline="Ferry at the harbour")


def test_random_questions_are_answered(ferry):
    chance = random.Random(6)
    for _turn in range(250):
        typed = "".join(
            chance.choice(PIECES) + chance.choice(["", " "])
            for _piece in range(chance.randint(1, 9))
        )
        question = search.parse(typed)
        if question.is_empty:
            continue
        for answer in (search.newest(question, most=2), search.best(question)):
            assert {story for _place, story in answer.rows} <= {ferry.pk}, typed


ODD = [
    '"',
    '"ferry',
    'ferry "" "',
    "-ferry",
    "-ferry -harbour -the",
    "- - -",
    "!!!",
    "\0",
    "\ud800ferry",
    "🙂🙂",
    "ferry " * 2000,
    "x" * 10_000,
    "author:",
    "author:- section:\" tag:'",
    "after:2026-02-30",
    "'; DROP TABLE articles_story; --",
    "ferry AND (NEAR",
    "a" * 61 + "*",
]


def test_the_page_answers_whatever_is_asked_and_keeps_it_in_the_box(client, ferry):
    for typed in ODD:
        response = client.get("/search/", {"q": typed.encode("utf-8", "surrogatepass")})
        assert response.status_code == 200, typed
        assert 'name="q" value="' in response.content.decode()


def test_a_question_of_nothing_but_what_to_leave_out_lists_the_others(client, ferry, editor):
    factories.published_story(by=editor, headline="A bus")
    response = client.get("/search/", {"q": "-ferry"})
    assert [story.headline for story in response.context["stories"]] == ["A bus"]


CURSORS = ["2", "older", "best-2-9", "best-0-1", f"older-{10**19}", "newer-x", "é", "-1"]


@pytest.mark.parametrize("order", ["", "newest"])
def test_a_page_that_does_not_exist_answers_404(client, ferry, order):
    for cursor in CURSORS:
        response = client.get("/search/", {"q": "ferry", "page": cursor, "order": order})
        assert response.status_code == 404, cursor

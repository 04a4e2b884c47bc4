"""However the archive is gone through, the hits are the same; and no question reads all of it."""

import random
from datetime import timedelta

import pytest
from django.db import connection

from articles.models import ReadersIndex
from articles.search import asking, engines, eras, on_postgresql, parse
from articles.search.plans import Plan
from newsroom.demo import archive
from tests import factories, plans

A_YEAR = 365 * 86_400_000 << 20  # places
of_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="FTS5 gives its hits by age: there are no eras"
)


@pytest.mark.parametrize("place", [0, 1, -1, 2**62 + 12345, -(2**60) - 7, 1_790_000_000_000 << 20])
def test_a_place_lies_in_one_era_of_each_level_and_each_in_a_longer_one(place):
    inner = None
    for level in range(eras.WHOLE + 1):
        era = eras.era_of(place, level)
        assert era.first <= place < era.end
        if inner:
            assert era.first <= inner.first < inner.end <= era.end
        inner = era
    assert len({eras.era_of(place, level).mark for level in range(eras.WHOLE)}) == eras.WHOLE


def test_what_is_rare_is_asked_of_the_whole_and_what_is_frequent_of_days():
    length = 30 * A_YEAR
    assert eras.level_for(100 / length, 2000, length) == eras.WHOLE
    assert eras.level_for(1_000_000 / length, 2000, length) == 1
    assert eras.level_for(1.0, 2000, length) == 0


@pytest.fixture
def decades(db, clock):
    """Forty stories, their rows at places from this year back to before 1900."""
    for _done in archive.make(archive.Size(stories=40, replies=0, pictures=0)):
        pass
    chance, since = random.Random(3), 0
    rows = list(ReadersIndex.objects.order_by("-place"))
    for number, row in enumerate(rows):
        since += chance.choice((1, 1, 1, 60_000_000, 7 * A_YEAR >> 20)) << 20
        ReadersIndex.objects.filter(pk=row.pk).update(place=row.place - since)
        row.place -= since
        assert number == 0 or row.place < rows[number - 1].place
    assert rows[-1].place < 0
    return rows


def has(row, *words):
    columns = (row.headline, row.names, row.about, row.body)
    return any(f" {' '.join(words)} " in f" {column} " for column in columns)


QUESTIONS = {
    "council ": lambda row: has(row, "council"),
    "ferry ": lambda row: has(row, "ferry"),
    "harbour ": lambda row: has(row, "harbour"),
    "quokka ": lambda row: has(row, "quokka"),
    "council ferry ": lambda row: has(row, "ferry"),
    "council -ferry ": lambda row: not has(row, "ferry"),
    '"the ferry" ': lambda row: has(row, "the", "ferry"),
    '"ferry the" ': lambda row: False,
    'council -"the ferry" ': lambda row: not has(row, "the", "ferry"),
    "nobodysword ": lambda row: False,
}


@pytest.mark.parametrize(("near", "at_once"), [(1, 2), (5, 9), (40, 1000)])
def test_hits_are_the_same_however_little_is_looked_at_at_once(decades, monkeypatch, near, at_once):
    monkeypatch.setattr(on_postgresql, "NEAR", near)
    monkeypatch.setattr(on_postgresql, "READ", at_once)
    monkeypatch.setattr(on_postgresql, "COMPARED", at_once)
    monkeypatch.setattr(on_postgresql, "MOST_ASKED", 10_000)
    author = decades[20].names
    questions = QUESTIONS | {f'author:"{author}" ': lambda row: f" {author} " in f" {row.names} "}
    for typed, is_hit in questions.items():
        plan = asking.plan_of(parse(typed))
        expected = [(row.place, row.story_id) for row in decades if is_hit(row)]
        for most in (7, 40):
            newest = engines.hits(plan, most=most)
            assert (typed, newest.rows) == (typed, expected[:most])
            assert newest.are_all == (len(expected) <= most)
            oldest = engines.hits(plan, most=most, oldest_first=True)
            assert (typed, oldest.rows) == (typed, expected[::-1][:most])


def test_hits_between_two_places_are_those_between_them(decades, monkeypatch):
    monkeypatch.setattr(on_postgresql, "NEAR", 2)
    monkeypatch.setattr(on_postgresql, "READ", 3)
    monkeypatch.setattr(on_postgresql, "MOST_ASKED", 1000)
    plan = asking.plan_of(parse("council "))
    between = Plan(plan.clauses, above=decades[35].place, below=decades[9].place)
    found = engines.hits(between, most=100)
    assert [place for place, _story in found.rows] == [row.place for row in decades[10:35]]
    assert found.are_all


def test_a_word_that_nobody_has_used_for_long_is_found_with_few_questions(decades, monkeypatch):
    monkeypatch.setattr(on_postgresql, "NEAR", 2)
    monkeypatch.setattr(on_postgresql, "READ", 8)
    for row in decades[15:]:
        row.about = f"{row.about} zeppelin".strip()
        row.save()
    with plans.CaptureQueriesContext(connection) as asked:
        found = engines.hits(asking.plan_of(parse("zeppelin ")), most=5)
    assert [place for place, _story in found.rows] == [row.place for row in decades[15:20]]
    assert not found.are_all
    assert len(asked) < 15


@of_postgresql
def test_a_question_that_is_dear_is_left_unfinished(decades, monkeypatch):
    monkeypatch.setattr(on_postgresql, "NEAR", 2)
    monkeypatch.setattr(on_postgresql, "COMPARED", 5)
    monkeypatch.setattr(on_postgresql, "MOST_COMPARED", 10)
    with plans.CaptureQueriesContext(connection) as asked:
        found = engines.hits(asking.plan_of(parse('"ferry the" ')), most=20)
    assert (found.rows, found.are_all, found.is_unfinished) == ([], False, True)
    assert len(asked) < on_postgresql.MOST_ASKED


@of_postgresql
@pytest.mark.django_db
@pytest.mark.parametrize("order", ["best", "newest"])
def test_the_page_says_of_an_unfinished_search_no_more_than_is_known(
    client, editor, monkeypatch, clock, order
):
    for name in ("NEAR", "COMPARED", "MOST_COMPARED"):
        monkeypatch.setattr(on_postgresql, name, 2)
    for number, words in enumerate(("late ferry", "late ferry", "ferry late", *["late ferry"] * 6)):
        factories.published_story(
            by=editor, headline=f"The {words} {number}", age=timedelta(days=number)
        )
    found = client.get("/search/", {"q": '"ferry late"', "order": order}).content.decode()
    assert "1 story for “&quot;ferry late&quot;” among the newest" in found
    assert "Older stories were not looked through" in found
    nothing = client.get("/search/", {"q": '"ferry the late"', "order": order}).content.decode()
    assert "in the newest stories." in nothing
    everything = client.get("/search/", {"q": "ferry", "order": order}).content.decode()
    assert "9 stories for “ferry”" in everything
    assert "not looked through" not in everything


@of_postgresql
def test_one_era_is_read_out_of_the_index_by_words_era_and_names(decades, monkeypatch):
    monkeypatch.setattr(on_postgresql, "NEAR", 2)
    monkeypatch.setattr(on_postgresql, "COMPARED", 1)
    plan = asking.plan_of(parse(f'council author:"{decades[20].names}" '))
    with plans.CaptureQueriesContext(connection) as asked:
        engines.hits(plan, most=20)
    of_one_era = next(one["sql"] for one in asked if "ARRAY[" in one["sql"])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {of_one_era}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute(
            "SELECT reloptions FROM pg_class WHERE relname = 'articles_readersindex_words'"
        )
        assert cursor.fetchone() == (["fastupdate=off"],)
    [condition] = [line for line in plan.splitlines() if "Index Cond" in line and "words" in line]
    assert "ARRAY" in condition
    assert "to_tsvector" in condition
    assert "Seq Scan" not in plan

"""The index can be written anew while the site runs, and in another language."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from articles import search
from articles.models import DeskIndex, IndexState, KnownWord, Newspaper, ReadersIndex
from articles.search import laying
from tests import factories

pytestmark = pytest.mark.django_db


def found(query):
    return [story for _place, story in search.newest(search.parse(query), most=20).rows]


def rebuild():
    said = io.StringIO()
    call_command("search", "rebuild", stdout=said)
    return said.getvalue()


def test_what_was_lost_is_found_again_and_is_counted_once(editor):
    story = factories.published_story(by=editor, headline="Ferries and more ferries")
    factories.story(headline="A draft")
    ReadersIndex.objects.all().delete()
    DeskIndex.objects.all().delete()
    assert found("ferry ") == []
    said = rebuild()
    assert found("ferry ") == [story.pk]
    assert DeskIndex.objects.count() == 2
    assert "Readers find 1 of 1 stories." in said
    assert "complete" in said
    rebuild()
    assert KnownWord.objects.get(word="ferries").stories == 1


def test_another_language_begins_the_index_anew_and_the_worker_lays_it(editor, work_off):
    story = factories.published_story(by=editor, headline="Closing time")
    assert found("closes ") == [story.pk]
    Newspaper.objects.update_or_create(pk=1, defaults={"language": "cs"})
    with work_off():
        assert search.note_language()
        assert not search.note_language()
    assert set(IndexState.objects.values_list("name", "language", "floor")) == {
        ("readers", "cs", None),
        ("desk", "", None),
    }
    assert found("closes ") == []  # of a language without stems, a word is as it is
    assert found("closing ") == [story.pk]


def test_stories_that_come_change_and_go_while_it_is_laid_stay_right(editor):
    stories = [
        factories.published_story(by=editor, headline=f"Ferry {number}") for number in range(4)
    ]
    laying.lay("readers", "cs")
    if connection.vendor == "sqlite":
        assert found("ferry ") == []
    laying.go_on("readers", at_once=2)
    rows = ReadersIndex.objects.order_by("-place")
    for row in (rows[1], rows[2]):  # one that is laid, one that is not
        row.headline = "boat"
        row.save(update_fields=["headline"])
    rows[3].delete()
    new = factories.published_story(by=editor, headline="Ferry new")
    while laying.go_on("readers", at_once=2):
        pass
    assert len(found("ferry ")) == 2
    assert new.pk in found("ferry ")
    assert len(found("boat ")) == 2
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # FTS5 compares its index with the rows
            table = "articles_readersindex_words"
            cursor.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
    assert len(stories) == 4


def test_a_word_is_counted_once_however_often_it_is_learned(editor, work_off):
    with work_off():
        story = factories.published_story(by=editor, headline="Brankovic elected")
    with work_off():
        search.learn.enqueue([story.pk])
    assert KnownWord.objects.get(word="brankovic").stories == 1


def test_the_words_of_a_new_story_are_learned_before_other_work(
    editor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        factories.published_story(by=editor, lead_picture=factories.picture())
    first, *others = DBTaskResult.objects.ready()
    assert first.task_path == "articles.search.spelling.learn"
    assert others

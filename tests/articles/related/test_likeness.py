"""What is alike: worked out when a story comes before readers or changes there, never later."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import related, workflow
from articles.models import Likeness, PublishedStory, Story, TellingWord, WordCount
from articles.related import comparing, keeping
from newsroom import housekeeping
from tests import factories

from .telling import BREAD, FERRY, SHIP, filler, story, work_out_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return factories.section()


def alike_to(one):
    return list(Likeness.objects.of(one.pk).best_first().values_list("alike", flat=True))


def test_a_published_story_is_alike_to_what_says_the_same_and_they_to_it(editor, section, work_off):
    with work_off():
        filler(editor, section)
        older = story(FERRY, by=editor, section=section, age=timedelta(days=30))
    with work_off():
        newer = story(SHIP, by=editor, section=section)
    assert alike_to(newer) == [older.pk]
    assert alike_to(older) == [newer.pk]


def test_words_that_every_story_has_make_none_alike(editor, section, work_off):
    with work_off():
        filler(editor, section)
        one = story(FERRY, by=editor, section=section)
    words = set(TellingWord.objects.filter(story=one.pk).values_list("word", flat=True))
    assert {"ferry", "harbour", "captain", "tide"} <= words
    assert not words & {"the", "and"}
    assert alike_to(one) == []


def test_an_update_that_says_something_else_is_alike_to_something_else(editor, section, work_off):
    with work_off():
        filler(editor, section)
        ferry = story(FERRY, by=editor, section=section)
        ship = story(SHIP, by=editor, section=section)
    baker = PublishedStory.objects.get(text=BREAD)
    Story.objects.filter(pk=ship.pk).update(body="<p>Bread from the oven of a baker, flour.</p>")
    with work_off():
        workflow.publish_update(Story.objects.get(pk=ship.pk), by=editor)
    assert alike_to(ship) == [baker.pk]
    assert alike_to(ferry) == []


@pytest.mark.parametrize("verb", ["withdraw", "kill"])
def test_what_readers_lose_is_alike_to_nothing_and_its_place_is_given_on(
    chief, editor, section, work_off, monkeypatch, verb
):
    monkeypatch.setattr(keeping, "KEPT", 1)
    with work_off():
        filler(editor, section)
        second = story("The ferry, a tide and a lock.", by=editor, section=section)
        best = story(SHIP, by=editor, section=section)
        ferry = story(FERRY, by=editor, section=section)
    assert alike_to(ferry) == [best.pk]
    with work_off():
        workflow.move(verb, best, by=chief, note="It is not so.")
    assert not Likeness.objects.to(best.pk).exists()
    assert not TellingWord.objects.filter(story=best.pk).exists()
    assert alike_to(ferry) == [second.pk]


@pytest.fixture
def chief():
    return factories.user("Chief editor")


def test_stories_of_two_topics_that_become_one_are_alike(chief, editor, work_off):
    from taggit.models import Tag

    with work_off():
        filler(editor, factories.section())
        one = story(FERRY, by=editor, tags=["boats"])
        other = story("The lock and the weir.", by=editor, tags=["ships"])
    assert other.pk not in alike_to(one)
    with work_off():
        workflow.merge_topics(
            Tag.objects.get(name="ships"), into=Tag.objects.get(name="boats"), by=chief
        )
    assert alike_to(one) == [other.pk]


def test_a_story_of_last_year_that_is_very_alike_stands_before_one_of_today_that_is_barely(
    editor, section
):
    filler(editor, section)
    last_year = story(SHIP, by=editor, section=section, age=timedelta(days=365))
    today = story(
        "The captain and the tide of a team, a coach and a goal.", by=editor, section=section
    )
    one = story(FERRY, by=editor, section=section)
    work_out_all()
    assert alike_to(one) == [last_year.pk, today.pk]


def test_of_two_that_are_equally_alike_the_younger_stands_first(editor, section):
    filler(editor, section)
    ages = {days: timedelta(days=days) for days in (400, 10, 90)}
    made = {days: story(SHIP, by=editor, section=section, age=age) for days, age in ages.items()}
    one = story(FERRY, by=editor, section=section)
    work_out_all()
    assert alike_to(one) == [made[10].pk, made[90].pk, made[400].pk]


def test_a_half_life_halves_a_likeness(clock):
    young, old = clock.now(), clock.now() - comparing.HALF_LIFE
    assert comparing.score(0.2, young) == pytest.approx(comparing.score(0.4, old))


def test_a_story_keeps_its_best_and_no_more(editor, section, monkeypatch):
    monkeypatch.setattr(keeping, "KEPT", 2)
    filler(editor, section)
    made = [
        story(SHIP, by=editor, section=section, age=timedelta(days=days))
        for days in (5, 4, 3, 2, 1)
    ]
    work_out_all()
    assert [Likeness.objects.of(one.pk).count() for one in made] == [2] * 5
    assert alike_to(made[0]) == [made[4].pk, made[3].pk]


def test_a_story_under_embargo_is_worked_out_before_its_moment(editor, section, work_off):
    with work_off():
        filler(editor, section)
        ferry = story(FERRY, by=editor, section=section)
        draft = factories.story(by=editor, body=f"<p>{SHIP}</p>", section=section)
        workflow.submit(draft, by=editor)
        tomorrow = timezone.now() + timedelta(days=1)
        workflow.plan(draft, publish_at=tomorrow, withdraw_at=None, by=editor)
        workflow.schedule(draft, by=editor)
    assert alike_to(ferry) == [draft.pk]
    assert alike_to(draft) == [ferry.pk]


def test_a_task_that_comes_too_late_writes_nothing(editor, section, monkeypatch):
    filler(editor, section)
    ferry = story(FERRY, by=editor, section=section)
    story(SHIP, by=editor, section=section)
    work_out_all()

    def published_meanwhile(one):
        PublishedStory.objects.filter(pk=ferry.pk).update(revision_number=99)
        return []

    monkeypatch.setattr(keeping, "most_alike", published_meanwhile)
    before = alike_to(ferry)
    keeping.work_out(ferry.pk)
    assert before == alike_to(ferry) != []


def test_a_story_withdrawn_while_it_is_worked_out_is_passed_over(editor, section, monkeypatch):
    filler(editor, section)
    ferry, ship = (story(text, by=editor, section=section) for text in (FERRY, SHIP))
    work_out_all()
    found = comparing.most_alike

    def withdrawn_meanwhile(one):
        alike = found(one)
        PublishedStory.objects.filter(pk=ship.pk).delete()
        return alike

    monkeypatch.setattr(keeping, "most_alike", withdrawn_meanwhile)
    keeping.work_out(ferry.pk)
    assert alike_to(ferry) == []


def test_a_young_newspaper_learns_anew_what_is_common(editor, section, work_off):
    with work_off():
        first = story("Quay and kiosk.", by=editor, section=section)
    assert TellingWord.objects.filter(story=first.pk, word="quay").exists()
    with work_off():
        for text in ("A quay of stone.", "The quay at night.", "One quay for all."):
            story(text, by=editor, section=section)
    assert WordCount.objects.get(word="quay").stories == 4
    weights = dict(TellingWord.objects.filter(story=first.pk).values_list("word", "weight"))
    assert weights["kiosk"] > weights.get("quay", 0)


def test_the_chore_counts_words_of_a_grown_archive_without_working_out_every_story(
    editor, section, monkeypatch, work_off
):
    monkeypatch.setattr(keeping, "COUNTED", 3)
    filler(editor, section)
    work_out_all()
    with work_off():
        story("Oven after oven.", by=editor, section=section)
    assert not WordCount.objects.filter(word="oven").exists()
    with CaptureQueriesContext(connection) as queries:
        related.learn_what_is_common()
    assert WordCount.objects.get(word="oven").stories == 2
    assert len(queries) < 12
    assert any(chore.do is related.learn_what_is_common for chore in housekeeping.CHORES)


def test_rebuilding_goes_on_after_a_number_and_says_which(editor, section, capsys, monkeypatch):
    monkeypatch.setattr(keeping, "AT_ONCE", 2)
    filler(editor, section)
    ferry, ship = (story(text, by=editor, section=section) for text in (FERRY, SHIP))
    call_command("related", "rebuild")
    assert f"related rebuild --after {ship.pk}" in capsys.readouterr().out
    whole = alike_to(ferry), alike_to(ship)
    assert whole == ([ship.pk], [ferry.pk])
    Likeness.objects.all().delete()
    TellingWord.objects.filter(story=ship.pk).delete()
    call_command("related", "rebuild", after=ferry.pk)
    assert (alike_to(ferry), alike_to(ship)) == whole


@pytest.mark.parametrize("others", [5, 60])
def test_the_work_for_one_story_does_not_grow_with_the_archive(
    editor, section, monkeypatch, others
):
    monkeypatch.setattr(comparing, "LOOKED_AT", 3)
    monkeypatch.setattr(comparing, "COMPARED", 3)
    one = story(FERRY, by=editor, section=section)
    for number in range(others):
        copy = PublishedStory.objects.get(pk=one.pk)
        made = Story.objects.create(headline=f"Made {number}", section=section)
        copy.pk, copy.slug, copy.story = made.pk, f"made-{number}", made
        copy.save(force_insert=True)
        row = {"story": copy, "weight": 0.3, "published_at": copy.published_at}
        TellingWord.objects.bulk_create(
            TellingWord(word=word, **row) for word in ("ferry", "harbour", "captain", "tide")
        )
    with CaptureQueriesContext(connection) as queries:
        keeping.work_out(one.pk)
    assert len(queries) <= 40
    assert Likeness.objects.to(one.pk).count() == 3

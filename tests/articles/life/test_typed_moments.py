"""Moments as they are typed: by the newsroom's clock, with the hours it skips and repeats."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import workflow
from articles.forms import MomentField
from articles.models import State, Story
from tests import factories
from tests.articles.desk.typing import change, typed
from tests.articles.life.test_schedule import again, handed_in, scheduled


def moment(typed, which=""):
    return MomentField(required=False).clean([typed, which])


def test_a_time_is_the_newsrooms_in_winter_and_in_summer():
    assert moment("2026-12-01T18:00") == datetime(2026, 12, 1, 18, tzinfo=UTC)
    assert moment("2026-07-01 18:00") == datetime(2026, 7, 1, 17, tzinfo=UTC)
    assert moment("") is None


def test_the_hour_that_the_clock_skips_is_refused_in_words():
    with pytest.raises(ValidationError, match="There is no 01:30 on 28 March 2027"):
        moment("2027-03-28T01:30")
    assert moment("2027-03-28T02:00") == datetime(2027, 3, 28, 1, tzinfo=UTC)


def test_the_hour_that_comes_twice_is_asked_about():
    with pytest.raises(ValidationError, match="01:30 comes twice on 31 October 2027"):
        moment("2027-10-31T01:30")
    assert moment("2027-10-31T01:30", "0") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert moment("2027-10-31T01:30", "1") == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "nonsense",
    ["tomorrow", "2026-13-01T10:00", "0001-01-01T00:00", "9999-12-31T23:59", "\x00", "9" * 400],
)
def test_what_is_no_moment_is_refused_in_words(nonsense):
    with pytest.raises(ValidationError):
        moment(nonsense)


def test_the_choice_is_drawn_with_the_names_of_the_two_zones():
    field = MomentField(required=False)
    drawn = field.widget.render("when", ["2027-10-31T01:30", ""])
    assert "01:30 BST, the first" in drawn
    assert "01:30 GMT, the second" in drawn
    assert "hidden" not in drawn
    assert "hidden" in field.widget.render("when", ["2027-10-30T01:30", ""])


def test_a_repeated_hour_that_was_chosen_stays_chosen():
    field = MomentField(required=False)
    chosen = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert '<option value="1" selected>' in field.widget.render("when", chosen)
    assert not field.has_changed(chosen, ["2027-10-31T01:30", "1"])
    assert field.has_changed(chosen, ["2027-10-31T01:30", "0"])


@pytest.mark.django_db
def test_a_moment_typed_at_the_desk_is_planned_and_its_press_schedules_it(client, editor, clock):
    story = handed_in(editor)
    client.force_login(editor)
    press = typed(story, when_publish_at="2026-11-21T06:00", _move="schedule")
    page = client.post(change(story), press, follow=True).content.decode()
    assert again(story).state == State.SCHEDULED
    assert again(story).publish_at == datetime(2026, 11, 21, 6, tzinfo=UTC)
    assert "21 November 2026, 06:00 GMT" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("when_publish_at", "2026-11-20T11:00", "is past already"),
        ("when_publish_at", "2027-03-28T01:30", "There is no 01:30"),
        ("when_withdraw_at", "2027-10-31T01:30", "comes twice"),
        ("when_embargo_until", "soon", "Type a date and a time"),
    ],
)
def test_a_wrong_moment_is_said_at_its_field_and_nothing_typed_is_lost(
    client, editor, clock, field, value, why
):
    story = factories.story(by=editor)
    client.force_login(editor)
    answer = client.post(change(story), typed(story, headline="Typed over", **{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 200
    place = page.index(f'id="field-{field}"')
    assert why in page[place : page.index("</div>", place)]
    assert "Typed over" in page
    assert value in page
    assert Story.objects.get(pk=story.pk).headline != "Typed over"


@pytest.mark.django_db
def test_a_reporter_cannot_move_a_scheduled_story(client, reporter, editor, clock):
    story = scheduled(editor, clock.at(hours=1))
    client.force_login(reporter)
    form = typed(story, when_publish_at="2027-01-01T12:00", when_embargo_until="2027-01-01T12:00")
    client.post(change(story), form)
    assert again(story).publish_at == clock.at(hours=1)
    assert again(story).embargo_until is None


@pytest.mark.django_db
def test_a_moment_that_was_not_touched_stays_to_the_second(client, editor, clock):
    story = handed_in(editor)
    workflow.plan(story, publish_at=clock.at(hours=1, seconds=13), withdraw_at=None, by=editor)
    client.force_login(editor)
    client.post(change(story), typed(again(story), headline="Other words"))
    assert again(story).headline == "Other words"
    assert again(story).publish_at == clock.at(hours=1, seconds=13)


@pytest.mark.django_db
def test_the_screen_says_how_long_from_now(client, editor):
    story = handed_in(editor)
    moment = timezone.now() + timedelta(hours=5, minutes=30)
    workflow.plan(story, publish_at=moment, withdraw_at=None, by=editor)
    client.force_login(editor)
    assert "in 5\xa0hours" in client.get(change(story)).content.decode()


@pytest.mark.django_db
def test_a_form_opened_before_a_colleagues_plan_does_not_undo_it(client, editor, clock):
    story = handed_in(editor)
    client.force_login(editor)
    page = client.get(change(story)).content.decode()
    before = typed(story, headline="Only words", planned_as="  ")
    assert 'name="planned_as"' in page
    workflow.plan(story, publish_at=clock.at(hours=3), withdraw_at=None, by=editor)
    client.post(change(story), {**before, "when_publish_at": ""})
    assert again(story).headline == "Only words"
    assert again(story).publish_at == clock.at(hours=3)


@pytest.mark.django_db
def test_a_moment_taken_away_on_the_page_that_showed_it_is_taken_away(client, editor, clock):
    story = handed_in(editor)
    workflow.plan(story, publish_at=clock.at(hours=3), withdraw_at=None, by=editor)
    client.force_login(editor)
    form = typed(again(story), planned_as="2026-11-20T15:00  ", when_publish_at="")
    client.post(change(story), form)
    assert again(story).publish_at is None

"""A schedule that can be trusted: the clock decides, the worker only notes."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import PublishedStory, State, Story, StoryAddress
from tests import factories

pytestmark = pytest.mark.django_db


def handed_in(editor, **fields):
    return workflow.submit(factories.story(by=editor, **fields), by=editor)


def scheduled(editor, at, *, withdraw_at=None, **fields):
    story = handed_in(editor, **fields)
    workflow.plan(story, publish_at=at, withdraw_at=withdraw_at, by=editor)
    return workflow.schedule(story, by=editor)


def again(story):
    return Story.objects.get(pk=story.pk)


def address_of(story):
    return PublishedStory.objects.get(pk=story.pk).get_absolute_url()


def test_a_scheduled_story_appears_at_its_moment_though_nothing_runs(client, editor, clock):
    story = scheduled(editor, clock.at(hours=6), headline="Tide tables")
    address = address_of(story)
    assert client.get(address).status_code == 404
    assert "Tide tables" not in client.get("/").content.decode()
    clock.goes_on(hours=6)
    assert client.get(address).status_code == 200
    for page in ("/", "/latest/", "/feed/"):
        assert "Tide tables" in client.get(page).content.decode(), page
    assert "<mark>Tide</mark> tables" in client.get("/search/?q=tide").content.decode()
    assert again(story).state == State.SCHEDULED  # nobody has noted it yet
    assert again(story).state_now == State.PUBLISHED


def test_a_story_vanishes_at_its_last_moment_though_nothing_runs(client, editor, clock):
    story = scheduled(
        editor, clock.at(hours=1), withdraw_at=clock.at(hours=3), headline="Road closed"
    )
    address = address_of(story)
    clock.goes_on(hours=2)
    assert client.get(address).status_code == 200
    clock.goes_on(hours=1)
    assert client.get(address).status_code == 410
    for page in ("/", "/latest/", "/feed/", "/search/?q=road"):
        assert "Road closed" not in client.get(page).content.decode(), page


def test_what_the_clock_did_is_noted_after_any_downtime(editor, clock):
    story = scheduled(editor, clock.at(hours=1), withdraw_at=clock.at(hours=3))
    moment = again(story).publish_at
    clock.goes_on(days=9)
    assert workflow.catch_up() == [again(story)]
    story = again(story)
    assert story.state == State.WITHDRAWN
    assert story.published_at == moment
    acts = list(story.moves.order_by("pk").values_list("verb", "is_by_the_clock", "made_by"))
    assert acts[-2:] == [("go_out", True, None), ("run_out", True, None)]
    assert not PublishedStory.objects.filter(pk=story.pk).exists()
    assert workflow.catch_up() == []
    assert story.moves.count() == len(acts)


def test_the_version_that_went_out_is_noted_with_its_moment(editor, clock):
    story = scheduled(editor, clock.at(hours=1))
    clock.goes_on(hours=5)
    workflow.catch_up()
    version = again(story).versions.get()
    assert version.shown_from == clock.at(hours=-4)
    assert version.revision.number == story.revision_number


def test_a_press_after_the_moment_finds_a_published_story(editor, clock):
    story = scheduled(editor, clock.at(hours=1))
    clock.goes_on(hours=2)
    story = workflow.withdraw(story, by=editor, note="It is wrong.")
    assert story.state == State.WITHDRAWN
    assert list(story.moves.values_list("verb", flat=True))[:2] == ["withdraw", "go_out"]


def test_a_plan_alone_puts_nothing_before_readers_and_says_so(editor, clock):
    story = handed_in(editor)
    story = workflow.plan(story, publish_at=clock.at(hours=2), withdraw_at=None, by=editor)
    [promise] = workflow.trouble_with(story)
    assert "will not go out on 20 November 2026, 14:00 GMT" in promise
    assert "In review" in promise
    clock.goes_on(hours=3)
    assert "did not go out" in workflow.trouble_with(again(story))[0]
    assert not PublishedStory.objects.exists()


def test_a_planned_story_that_lacks_something_says_what_while_there_is_time(editor, clock):
    story = handed_in(editor, bylines=[])
    story = workflow.plan(story, publish_at=clock.at(hours=2), withdraw_at=None, by=editor)
    assert any("no byline" in sentence for sentence in workflow.trouble_with(story))


def test_a_scheduled_story_is_in_no_trouble(editor, clock):
    assert workflow.trouble_with(scheduled(editor, clock.at(hours=1))) == []


def test_what_was_saved_after_scheduling_does_not_go_out_and_is_said(client, editor, clock):
    story = scheduled(editor, clock.at(hours=1), headline="First words")
    Story.objects.filter(pk=story.pk).update(headline="Second thoughts")
    workflow.save(story, by=editor)
    [sentence] = workflow.trouble_with(again(story))
    assert "Schedule the changes" in sentence
    clock.goes_on(hours=1)
    assert "First words" in client.get(address_of(story)).content.decode()


def test_the_changes_are_taken_into_the_schedule(client, editor, clock):
    story = scheduled(editor, clock.at(hours=1), headline="First words")
    Story.objects.filter(pk=story.pk).update(headline="Second thoughts")
    workflow.reschedule(story, by=editor)
    assert workflow.trouble_with(again(story)) == []
    clock.goes_on(hours=1)
    assert "Second thoughts" in client.get(address_of(story)).content.decode()


def test_another_moment_takes_effect_at_once_with_the_address_of_its_day(client, editor, clock):
    story = scheduled(editor, clock.at(hours=1), headline="Market day")
    before = address_of(story)
    workflow.plan(story, publish_at=clock.at(days=2), withdraw_at=None, by=editor)
    after = address_of(story)
    assert after != before
    assert after.startswith("/2026/11/22/")
    assert StoryAddress.objects.filter(story=story).count() == 1  # the planned one led nowhere
    clock.goes_on(hours=1)
    assert client.get(before).status_code == client.get(after).status_code == 404
    clock.goes_on(days=2)
    assert client.get(after).status_code == 200


@pytest.mark.parametrize("verb", ["unschedule", "send_back"])
def test_a_story_taken_from_the_schedule_does_not_go_out(client, editor, clock, verb):
    story = scheduled(editor, clock.at(hours=1))
    address = address_of(story)
    workflow.move(verb, story, by=editor, note="The minister is ill.")
    clock.goes_on(hours=2)
    assert client.get(address).status_code == 404
    assert not PublishedStory.objects.exists()
    assert not StoryAddress.objects.exists()


def test_a_scheduled_story_can_go_out_now(client, editor, clock):
    story = scheduled(editor, clock.at(days=3), headline="It leaked")
    story = workflow.publish(story, by=editor)
    assert story.published_at == clock.now()
    assert client.get(address_of(story)).status_code == 200
    assert StoryAddress.objects.get().day == clock.now().date()


def test_a_withdrawn_story_comes_back_at_its_moment_with_its_first_date(client, editor, clock):
    story = factories.published_story(by=editor)
    first, address = story.published_at, address_of(story)
    story = workflow.withdraw(story, by=editor, note="wait")
    workflow.plan(story, publish_at=clock.at(hours=4), withdraw_at=None, by=editor)
    workflow.schedule(again(story), by=editor)
    assert client.get(address).status_code == 404
    clock.goes_on(hours=4)
    assert client.get(address).status_code == 200
    workflow.catch_up()
    assert again(story).published_at == first


@pytest.mark.parametrize(
    ("publish_in", "withdraw_in", "why"),
    [(-1, None, "past"), (None, -1, "past"), (2, 1, "before it is seen"), (2, 2, "before it")],
)
def test_moments_out_of_order_are_refused(editor, clock, publish_in, withdraw_in, why):
    publish_at, withdraw_at = (
        hours and clock.at(hours=hours) for hours in (publish_in, withdraw_in)
    )
    story = handed_in(editor)
    with pytest.raises(workflow.MoveRefused, match=why):
        workflow.plan(story, publish_at=publish_at, withdraw_at=withdraw_at, by=editor)
    assert again(story).publish_at is None


def test_a_story_without_a_moment_cannot_be_scheduled(editor):
    with pytest.raises(workflow.MoveRefused, match="Say first when"):
        workflow.schedule(handed_in(editor), by=editor)


def test_a_plan_whose_moment_passed_is_not_scheduled(editor, clock):
    story = handed_in(editor)
    workflow.plan(story, publish_at=clock.at(minutes=1), withdraw_at=None, by=editor)
    clock.goes_on(minutes=2)
    with pytest.raises(workflow.MoveRefused, match="past already"):
        workflow.schedule(story, by=editor)


def test_a_reporter_plans_a_draft_and_no_scheduled_or_published_story(reporter, editor, clock):
    draft = factories.story(by=reporter)
    workflow.plan(draft, publish_at=clock.at(hours=1), withdraw_at=None, by=reporter)
    for story in (scheduled(editor, clock.at(hours=1)), factories.published_story(by=editor)):
        with pytest.raises(workflow.MoveRefused, match="may not"):
            workflow.plan(
                story,
                publish_at=again(story).publish_at,
                withdraw_at=clock.at(days=1),
                by=reporter,
            )
    with pytest.raises(workflow.MoveRefused, match="may not"):
        workflow.schedule(workflow.submit(draft, by=reporter), by=reporter)


def test_the_last_moment_of_a_published_story_is_set_at_once(client, editor, clock):
    story = factories.published_story(by=editor, tags=["Fair"])
    workflow.plan(story, publish_at=None, withdraw_at=clock.at(hours=1), by=editor)
    clock.goes_on(hours=1)
    assert client.get(address_of(story)).status_code == 410
    for name in ("topic", "author"):
        slug = "fair" if name == "topic" else story.bylines.get().person.slug
        page = client.get(reverse(f"articles:{name}", args=[slug])).content.decode()
        assert story.headline not in page


def test_by_the_clock_the_list_is_right_before_the_worker_is(editor, clock):
    story = scheduled(editor, clock.at(hours=1), withdraw_at=clock.at(hours=2))
    for hours, state in ((0, State.SCHEDULED), (1, State.PUBLISHED), (1, State.WITHDRAWN)):
        clock.goes_on(hours=hours)
        for one in State:
            found = Story.objects.in_state(one).filter(pk=story.pk).exists()
            assert found == (one == state), (one, state)
        assert again(story).state_now == state


def test_an_approved_address_of_the_day_stops_the_schedule_in_words(editor, clock):
    scheduled(editor, clock.at(hours=1), slug="budget", headline="The budget")
    other = handed_in(editor, slug="budget")
    workflow.plan(other, publish_at=clock.at(hours=2), withdraw_at=None, by=editor)
    with pytest.raises(workflow.MoveRefused, match="The budget"):
        workflow.schedule(other, by=editor)
    assert again(other).state == State.IN_REVIEW

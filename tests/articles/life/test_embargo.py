"""An embargo is one switch that closes every door until its moment."""

import pytest
from django.urls import reverse

from articles import related, workflow
from articles.models import PublishedStory, State, Story
from tests import factories
from tests.articles.life.test_schedule import address_of, again, handed_in, scheduled

pytestmark = pytest.mark.django_db


@pytest.fixture
def doors(editor, clock):
    """A story under embargo, with everything that leads to it; and where it could show."""
    topic, writer = "Harbour", factories.person(name="Ada Quill")
    story = factories.published_story(
        by=editor, headline="Secret budget", tags=[topic], bylines=[writer]
    )
    pointing = factories.published_story(
        by=editor,
        headline="Pointing",
        tags=[topic],
        section=story.section,
        body=f'<p>See <a data-story="{story.pk}">this</a>.</p>'
        f'<aside data-read-also="{story.pk}" data-label="read-also"></aside>',
    )
    pages = [
        "/",
        "/latest/",
        "/feed/",
        "/search/?q=secret",
        "/corrections/",
        reverse("articles:section", args=[story.section.slug]),
        reverse("articles:section_feed", args=[story.section.slug]),
        reverse("articles:topic", args=["harbour"]),
        reverse("articles:author", args=[writer.slug]),
        address_of(pointing),
        "/2026/01/01/nothing/",
    ]
    workflow.correct(story, "It was a secret budget.", by=editor)
    return story, pages


def test_every_door_is_open_before_and_closed_under_embargo(client, editor, clock, doors):
    story, pages = doors
    address = address_of(story)
    assert client.get(address).status_code == 200
    assert sum("ecret budget" in client.get(page).content.decode() for page in pages) >= 10
    workflow.embargo(story, until=clock.at(hours=5), by=editor)
    assert client.get(address).status_code == 404
    for page in pages:
        assert "ecret budget" not in client.get(page).content.decode(), page


def test_every_door_opens_again_at_the_moment(client, editor, clock, doors):
    story, pages = doors
    workflow.embargo(story, until=clock.at(hours=5), by=editor)
    clock.goes_on(hours=5)
    assert client.get(address_of(story)).status_code == 200
    assert sum("ecret budget" in client.get(page).content.decode() for page in pages) >= 10


def test_a_story_alike_does_not_lead_to_one_under_embargo(editor, clock, doors):
    story, _pages = doors
    other = PublishedStory.objects.exclude(pk=story.pk).get()
    tags = list(other.tags.all())
    assert story.pk in {one.pk for one in related.more_like(other, tags)}
    workflow.embargo(story, until=clock.at(hours=5), by=editor)
    assert story.pk not in {one.pk for one in related.more_like(other, tags)}


def test_publishing_under_embargo_is_refused_and_says_until_when(editor, clock):
    story = handed_in(editor)
    workflow.embargo(story, until=clock.at(hours=5), by=editor)
    with pytest.raises(workflow.MoveRefused, match="20 November 2026, 17:00 GMT"):
        workflow.publish(story, by=editor)
    assert "publish" not in {move.verb for move in workflow.moves_open_to(editor, again(story))}
    workflow.plan(story, publish_at=clock.at(hours=4), withdraw_at=None, by=editor)
    with pytest.raises(workflow.MoveRefused, match="embargo lasts until"):
        workflow.schedule(story, by=editor)


def test_an_embargo_beyond_the_schedule_holds_the_story_and_says_so(client, editor, clock):
    story = scheduled(editor, clock.at(hours=1))
    workflow.embargo(story, until=clock.at(hours=5), by=editor)
    [sentence] = workflow.trouble_with(again(story))
    assert "will not go out on 20 November 2026, 13:00 GMT" in sentence
    clock.goes_on(hours=2)
    assert client.get(address_of(story)).status_code == 404
    assert again(story).state_now == State.SCHEDULED
    clock.goes_on(hours=3)
    assert client.get(address_of(story)).status_code == 200
    workflow.catch_up()
    assert again(story).published_at == clock.now()  # it is dated when readers first saw it


def test_an_embargo_is_made_longer_but_not_shorter_without_breaking_it(editor, chief, clock):
    story = handed_in(editor)
    workflow.embargo(story, until=clock.at(hours=5), by=editor)
    workflow.embargo(story, until=clock.at(hours=6), by=editor)
    for until in (clock.at(hours=1), None):
        with pytest.raises(workflow.MoveRefused, match="break it"):
            workflow.embargo(story, until=until, by=chief)
    assert again(story).embargo_until == clock.at(hours=6)


def test_breaking_needs_the_permission_and_a_reason_and_is_written_down(
    client, editor, chief, clock, doors
):
    story, _pages = doors
    workflow.embargo(story, until=clock.at(hours=5), by=editor)
    with pytest.raises(workflow.MoveRefused, match="may not"):
        workflow.break_embargo(story, by=editor, note="because")
    with pytest.raises(workflow.MoveRefused, match="Say why"):
        workflow.break_embargo(story, by=chief, note=" ")
    assert client.get(address_of(story)).status_code == 404
    workflow.break_embargo(story, by=chief, note="The ministry published it itself.")
    assert client.get(address_of(story)).status_code == 200
    move = story.moves.first()
    assert (move.verb, move.made_by, move.note) == (
        "break_embargo",
        chief,
        "The ministry published it itself.",
    )
    assert move.plan["embargo_until"] == clock.at(hours=5).isoformat()


def test_a_scheduled_story_whose_moment_passed_goes_out_when_the_embargo_is_broken(
    client, editor, chief, clock
):
    story = scheduled(editor, clock.at(hours=1))
    workflow.embargo(story, until=clock.at(days=2), by=editor)
    clock.goes_on(hours=3)
    story = workflow.break_embargo(story, by=chief, note="It is out elsewhere.")
    assert story.state == State.PUBLISHED
    assert story.published_at == clock.now()
    assert client.get(address_of(story)).status_code == 200


def test_a_reporter_may_put_a_draft_under_embargo_but_nothing_that_is_out(reporter, editor, clock):
    workflow.embargo(factories.story(by=reporter), until=clock.at(days=1), by=reporter)
    story = factories.published_story(by=editor)
    with pytest.raises(workflow.MoveRefused, match="may not"):
        workflow.embargo(story, until=clock.at(days=1), by=reporter)
    assert Story.objects.get(pk=story.pk).embargo_until is None


def test_an_embargo_that_outlasts_the_story_is_refused(editor, clock):
    story = scheduled(editor, clock.at(hours=1), withdraw_at=clock.at(hours=3))
    with pytest.raises(workflow.MoveRefused, match="before it is seen"):
        workflow.embargo(story, until=clock.at(hours=3), by=editor)


def test_nobody_replies_to_a_story_under_embargo(client, editor, clock, doors):
    story, _pages = doors
    workflow.embargo(story, until=clock.at(hours=5), by=editor)
    answer = client.post(
        reverse("comments:post", args=[story.pk]),
        {"comment": "I know it.", "name": "A Reader", "email": "a@example.org"},
    )
    assert answer.status_code in (404, 410)
    assert "ecret budget" not in answer.content.decode()
    assert not story.replies.exists()

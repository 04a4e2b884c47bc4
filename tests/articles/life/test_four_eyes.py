"""Four eyes: nobody publishes their own story without another's approval, where it is so set."""

import pytest

from articles import workflow
from articles.models import Newspaper, State, Story
from tests import factories
from tests.articles.desk.typing import change, typed
from tests.articles.life.test_schedule import again

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(editor):
    """A story in review that an editor wrote, in a newsroom of four eyes."""
    Newspaper.objects.update_or_create(pk=1, defaults={"four_eyes": True})
    writer = factories.person(account=editor)
    return workflow.submit(factories.story(by=editor, bylines=[writer]), by=editor)


def rewritten(story, by):
    Story.objects.filter(pk=story.pk).update(headline="Rewritten")
    workflow.save(story, by=by)


def test_nobody_publishes_their_own_story_alone(editor, own):
    with pytest.raises(workflow.MoveRefused, match="your own story"):
        workflow.publish(own, by=editor)
    assert again(own).state == State.IN_REVIEW


def test_ones_own_approval_is_nobody_elses(editor, own):
    ready = workflow.approve(own, by=editor)
    with pytest.raises(workflow.MoveRefused, match="your own story"):
        workflow.publish(ready, by=editor)


def test_with_a_colleagues_approval_the_writer_publishes(editor, own):
    ready = workflow.approve(own, by=factories.user("Editor"))
    assert workflow.publish(ready, by=editor).state == State.PUBLISHED


def test_a_colleague_publishes_without_more(own):
    assert workflow.publish(own, by=factories.user("Editor")).state == State.PUBLISHED


def test_what_the_writer_changed_after_the_approval_needs_another(editor, own):
    ready = workflow.approve(own, by=factories.user("Editor"))
    rewritten(ready, by=editor)
    with pytest.raises(workflow.MoveRefused, match="as it is now"):
        workflow.publish(ready, by=editor)


def test_an_update_of_ones_own_story_needs_approval_too(editor, own):
    other = factories.user("Editor")
    story = workflow.publish(own, by=other)
    rewritten(story, by=editor)
    with pytest.raises(workflow.MoveRefused, match="your own story"):
        workflow.publish_update(story, by=editor)
    verbs = [move.verb for move in workflow.moves_open_to(other, again(story))]
    assert "approve_changes" in verbs
    workflow.approve_changes(story, by=other)
    workflow.publish_update(story, by=editor)
    assert again(story).published.headline == "Rewritten"


def test_who_began_a_story_is_one_of_its_writers(editor):
    Newspaper.objects.update_or_create(pk=1, defaults={"four_eyes": True})
    story = factories.story(by=editor, created_by=editor)
    with pytest.raises(workflow.MoveRefused, match="your own story"):
        workflow.publish(workflow.submit(story, by=editor), by=editor)


def test_without_the_setting_one_person_is_a_newsroom(editor, own):
    Newspaper.objects.update(four_eyes=False)
    assert workflow.publish(own, by=editor).state == State.PUBLISHED


def test_the_screen_says_so_before_anybody_presses(client, editor, own):
    client.force_login(editor)
    page = client.get(change(own)).content.decode()
    assert "This is your own story" in page
    assert 'value="publish"' not in page
    client.force_login(factories.user("Editor"))
    assert 'value="publish"' in client.get(change(own)).content.decode()


def test_a_press_that_is_refused_keeps_what_was_typed(client, editor, own):
    client.force_login(editor)
    page = client.post(
        change(own), typed(own, headline="Typed", _move="publish"), follow=True
    ).content.decode()
    assert "This is your own story" in page
    assert again(own).headline == "Typed"
    assert again(own).state == State.IN_REVIEW

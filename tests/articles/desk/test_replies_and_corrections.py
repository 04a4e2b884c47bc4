"""What an editor does beside the text that readers see at once: closing replies, correcting."""

import pytest

from articles.models import PublishedStory, Story
from tests import factories

from .typing import change, typed

pytestmark = pytest.mark.django_db


def test_an_editor_closes_replies_and_nothing_else_goes_out(client, editor):
    story = factories.published_story(by=editor, headline="Old headline")
    client.force_login(editor)
    client.post(
        change(story), typed(story, corrections=[], headline="Half-finished", replies_open="")
    )
    copy = PublishedStory.objects.get(pk=story.pk)
    assert copy.replies_open is False
    assert copy.headline == "Old headline"
    assert Story.objects.get(pk=story.pk).has_unpublished_changes


def test_a_story_whose_replies_were_closed_has_no_unpublished_changes(client, editor):
    story = factories.published_story(by=editor)
    client.force_login(editor)
    client.post(change(story), typed(story, corrections=[], replies_open=""))
    story = Story.objects.get(pk=story.pk)
    assert story.published.replies_open is False
    assert not story.has_unpublished_changes


def test_what_a_reporter_does_to_replies_waits_for_an_editor(client, reporter):
    story = factories.published_story()
    client.force_login(reporter)
    client.post(change(story), typed(story, corrections=[], replies_open=""))
    story = Story.objects.get(pk=story.pk)
    assert story.published.replies_open is True
    assert story.has_unpublished_changes


def test_an_update_is_urged_only_where_there_is_something_to_publish(client, editor):
    story = factories.published_story(by=editor)
    client.force_login(editor)
    assert client.get(change(story)).context["forward"] == []
    client.post(change(story), typed(story, corrections=[], headline="Another headline"))
    assert client.get(change(story)).context["forward"] == ["publish_update"]

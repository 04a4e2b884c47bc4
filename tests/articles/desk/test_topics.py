"""Topics renamed, merged and deleted: each a change of its stories, and of whoever does it."""

import pytest
from taggit.models import Tag

from articles import workflow
from articles.models import Revision, State, Story
from articles.workflow import topics
from tests import factories

pytestmark = pytest.mark.django_db
DONE = ["renamed", "merged", "deleted"]


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def done_to(becomes, desk):
    """The topic "harbor" is renamed, merged or deleted through its screen."""
    topic = Tag.objects.get(name="harbor")
    address = f"/admin/taggit/tag/{topic.pk}/"
    form = {"name": topic.name, "slug": topic.slug, "merge_into": ""}
    if becomes == "renamed":
        desk.post(f"{address}change/", form | {"name": "harbour"})
    elif becomes == "merged":
        Tag.objects.get_or_create(name="harbour", slug="harbour")
        desk.post(f"{address}change/", form | {"merge_into": "harbour"})
    else:
        desk.post(f"{address}delete/", {"post": "yes"})


def again(story):
    return Story.objects.get(pk=story.pk)


@pytest.mark.parametrize("becomes", DONE)
def test_who_does_it_is_credited_with_it_and_not_who_saves_next(desk, editor, reporter, becomes):
    story = factories.story(tags=["harbor"], by=reporter)
    done_to(becomes, desk)
    newest = story.revisions.first()
    assert (newest.made_by, newest.changed) == (editor, ["tags"])
    assert newest.content["tags"] == ([] if becomes == "deleted" else ["harbour"])
    Story.objects.filter(pk=story.pk).update(headline="The next save")
    assert workflow.save(story, by=reporter).changed == ["headline"]


@pytest.mark.parametrize("becomes", DONE)
def test_a_story_that_readers_see_has_nothing_to_publish_by_it(desk, becomes):
    story = factories.published_story(tags=["harbor"])
    done_to(becomes, desk)
    story = again(story)
    assert not story.has_unpublished_changes
    assert list(story.tags.names()) == list(story.published.tags.names())


def test_what_was_to_be_published_before_is_still_to_be(desk, editor):
    story = factories.published_story(tags=["harbor"])
    seen = story.published.revision_number
    story.tags.add("pier")
    workflow.save(story, by=editor)
    done_to("merged", desk)
    story = again(story)
    assert story.has_unpublished_changes
    assert story.published.revision_number == seen
    assert list(story.published.tags.names()) == ["harbour"]


def test_a_correction_made_after_it_waits_for_the_text_all_the_same(desk, editor):
    story = factories.published_story(tags=["harbor"])
    seen = story.published.revision_number
    done_to("merged", desk)
    correction = workflow.correct(again(story), "It was Tuesday.", by=editor)
    assert (correction.before_number, correction.after_number) == (seen, None)


@pytest.mark.parametrize("becomes", DONE)
def test_many_stories_are_saved_in_the_background(desk, editor, work_off, monkeypatch, becomes):
    monkeypatch.setattr(topics, "AT_ONCE", 1)
    monkeypatch.setattr(topics, "IN_ONE_TASK", 2)
    stories = [factories.story(tags=["harbor"]) for _ in range(3)]
    killed = stories.pop()
    before = Revision.objects.count()
    with work_off():
        done_to(becomes, desk)
        assert Revision.objects.count() == before
        workflow.kill(killed, by=factories.user("Chief editor"), note="It was wrong.")
    assert [story.revisions.first().made_by for story in stories] == [editor, editor]
    assert again(killed).state == State.KILLED
    assert not killed.revisions.exists()

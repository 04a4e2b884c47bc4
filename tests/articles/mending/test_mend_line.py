"""Mending a line: the desk's copy leads elsewhere as a new revision; readers wait for a move."""

import pytest

from articles import mending, workflow
from articles.models import BrokenLine, Story
from tests import factories

pytestmark = pytest.mark.django_db

BODY = (
    '<p>See <a data-story="{0}">the ferry</a>.</p>'
    '<aside data-read-also="{0}" data-label="read-also"></aside>'
)


@pytest.fixture
def target(db):
    return factories.published_story(headline="The ferry")


@pytest.fixture
def other(db):
    return factories.published_story(headline="The bridge")


@pytest.fixture
def story(target, editor):
    leading = factories.published_story(body=BODY.format(target.pk), headline="Sequel")
    workflow.withdraw(target, by=editor, note="Wrong.")
    return leading


def again(story):
    return Story.objects.get(pk=story.pk)


def test_a_replacement_stands_in_every_place_as_a_new_revision(story, target, other, reporter):
    before = story.revision_number
    mended = workflow.mend_line(story, target, replacement=other, by=reporter)
    assert mended.body == BODY.format(other.pk)
    revision = mended.revisions.first()
    assert (revision.number, revision.made_by) == (before + 1, reporter)
    assert mended.published.body == BODY.format(target.pk)
    assert mended.has_unpublished_changes


def test_the_line_is_closed_once_readers_get_it(client, story, target, other, editor):
    mended = workflow.mend_line(story, target, replacement=other, by=editor)
    assert BrokenLine.objects.open().count() == 1
    workflow.publish_update(mended, by=editor)
    assert not BrokenLine.objects.open().exists()
    assert "The bridge" in client.get(mended.published.get_absolute_url()).content.decode()


def test_taken_out_the_words_of_a_link_stay(story, target, editor):
    assert workflow.mend_line(story, target, by=editor).body == "<p>See the ferry.</p>"


@pytest.mark.parametrize(
    ("has_other", "replaces", "left"),
    [
        (False, True, ["other"]),
        (True, True, ["other"]),
        (False, False, []),
        (True, False, ["other"]),
    ],
)
def test_related_links_are_mended_likewise_and_never_doubled(
    story, target, other, editor, has_other, replaces, left
):
    story.related.create(target=target)
    if has_other:
        story.related.create(target=other)
    workflow.mend_line(story, target, replacement=other if replaces else None, by=editor)
    assert [link.target for link in story.related.all()] == [other for _one in left]


def test_somebody_who_may_not_change_stories_is_refused(story, target, picture_editor):
    with pytest.raises(workflow.MoveRefused, match="may not"):
        workflow.mend_line(story, target, by=picture_editor)
    assert again(story).body == BODY.format(target.pk)


def test_a_story_saved_meanwhile_is_not_touched(story, target, editor):
    known = story.revision_number
    Story.objects.filter(pk=story.pk).update(headline="Newer")
    workflow.save(story, by=editor)
    with pytest.raises(workflow.MoveRefused, match="saved meanwhile"):
        workflow.mend_line(story, target, by=editor, based_on=known)
    assert again(story).body == BODY.format(target.pk)


def test_a_replacement_that_readers_do_not_see_is_refused(story, target, editor):
    for hidden in (factories.story(), target, story):
        with pytest.raises(workflow.MoveRefused):
            workflow.mend_line(story, target, replacement=hidden, by=editor)
    assert again(story).body == BODY.format(target.pk)


def test_a_line_is_mended_once(story, target, other, editor):
    workflow.mend_line(story, target, replacement=other, by=editor)
    with pytest.raises(workflow.MoveRefused, match="does not lead there"):
        workflow.mend_line(story, target, by=editor)


def test_a_line_to_a_story_that_readers_see_again_is_left_alone(story, target, editor):
    workflow.publish(target, by=editor)
    with pytest.raises(workflow.MoveRefused, match="see that story again"):
        workflow.mend_line(story, target, by=editor)


def test_replacements_are_live_alike_and_not_linked_yet(target, editor):
    section = factories.section()
    near = factories.published_story(section=section, tags=["ferry"])
    factories.published_story()
    linked = factories.published_story(section=section, tags=["ferry"])
    withdrawn = factories.published_story(section=section, tags=["ferry"])
    workflow.withdraw(withdrawn, by=editor, note="Wrong.")
    story = factories.story(section=section, tags=["ferry"], body=BODY.format(linked.pk))
    assert [copy.pk for copy in mending.replacements_for(story)] == [near.pk]


def test_a_draft_without_a_section_has_no_replacements_and_no_failure():
    story = factories.story()
    Story.objects.filter(pk=story.pk).update(section=None)
    assert mending.replacements_for(again(story)) == []


# -- A target's new headline


def test_a_new_headline_of_the_target_is_in_every_line_to_it_at_once(client, editor, target):
    story = factories.published_story(body=BODY.format(target.pk))
    Story.objects.filter(pk=target.pk).update(headline="The ferry sails again")
    workflow.save(target, by=editor)
    page = story.published.get_absolute_url()
    assert "sails again" not in client.get(page).content.decode()
    workflow.publish_update(target, by=editor)
    assert "The ferry sails again" in client.get(page).content.decode()
    client.force_login(editor)
    found = client.get("/admin/articles/story/find/", {"id": target.pk}).json()["results"]
    assert [one["headline"] for one in found] == ["The ferry sails again"]

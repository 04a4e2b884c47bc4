"""Restoring: an earlier revision becomes the newest, and what is gone is left out and named."""

import pytest

from articles import workflow
from articles.models import Byline, RelatedLink, Story
from tests import factories

pytestmark = pytest.mark.django_db


def changed(story, by, **fields):
    Story.objects.filter(pk=story.pk).update(**fields)
    workflow.save(story, by=by)
    return Story.objects.get(pk=story.pk)


def first_of(story):
    return story.revisions.get(number=1)


def test_a_restore_is_a_new_revision_that_says_where_it_comes_from(reporter):
    story = changed(factories.story(headline="First"), reporter, headline="Second")
    restored = workflow.restore(story, first_of(story), by=reporter)
    story.refresh_from_db()
    assert story.headline == "First"
    assert (restored.revision.number, restored.revision.restored_from) == (3, 1)
    assert restored.revision.made_by == reporter
    assert restored.left_out == []
    assert story.revisions.get(number=2).content["headline"] == "Second"


def test_everything_the_desk_wrote_comes_back(reporter):
    picked, person, picture = factories.story(), factories.person(), factories.picture()
    story = factories.story(
        bylines=[person, "A guest"],
        tags=["ferry", "harbour"],
        lead_picture=picture,
        lead_caption="For this story",
        short_headline="Short",
        standfirst="A standfirst.",
        dateline="MARRAM",
        slug="an-address",
        replies_open=False,
        body=f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>',
    )
    story.related.create(position=1, target=picked)
    story.related.create(position=2, url="https://example.org/", title="There")
    workflow.save(story, by=reporter)
    before = story.revisions.first()
    Byline.objects.filter(story=story).delete()
    RelatedLink.objects.filter(story=story).delete()
    story.tags.clear()
    story = changed(
        story, reporter, headline="x", short_headline="", standfirst="", dateline="", body="",
        section=None, lead_picture=None, lead_caption="", slug="", replies_open=True,
    )  # fmt: skip
    restored = workflow.restore(story, before, by=reporter)
    assert restored.left_out == []
    assert restored.revision.content == before.content


def test_what_was_deleted_since_is_left_out_and_named(reporter):
    section, other = factories.section(name="The old desk"), factories.section(name="Local")
    gone, stays = factories.person(name="Ada Marsh"), factories.person(name="Bo Wend")
    lead, inside = factories.picture(caption="The crane"), factories.picture(caption="The ferry")
    linked, picked = factories.story(headline="The plan"), factories.story(headline="The pick")
    story = factories.story(
        section=section, bylines=[gone, stays], lead_picture=lead, lead_caption="Crane",
        tags=["ferry"],
        body=f'<p>See <a data-story="{linked.pk}">the plan</a>.</p>'
        f'<ul><li><p><a data-story="{linked.pk}">again</a></p></li></ul>'
        f'<aside data-read-also="{linked.pk}" data-label="read-also"></aside>'
        f'<figure data-picture="{inside.pk}"></figure>',
    )  # fmt: skip
    story.related.create(target=picked)
    workflow.save(story, by=reporter)
    before = story.revisions.first()
    Byline.objects.filter(story=story).delete()
    story.tags.clear()
    story = changed(story, reporter, section=other, lead_picture=None, lead_caption="", body="")
    for thing in (section, gone, lead, inside, linked, picked):
        thing.delete()
    restored = workflow.restore(story, before, by=reporter)
    story.refresh_from_db()
    said = " ".join(restored.left_out)
    for name in ("The old desk", "Ada Marsh", "The crane", "The ferry", "The plan", "The pick"):
        assert name in said
    assert len(restored.left_out) == 6
    assert story.section == other
    assert [byline.name for byline in story.bylines.all()] == ["Bo Wend"]
    assert story.lead_picture is None
    assert story.lead_caption == ""
    assert story.related.count() == 0
    assert story.body == "<p>See the plan.</p><ul><li><p>again</p></li></ul>"
    assert list(story.tags.names()) == ["ferry"]


def test_restoring_what_the_story_says_already_is_no_revision(reporter):
    story = factories.story()
    assert workflow.restore(story, first_of(story), by=reporter).revision is None
    assert story.revisions.count() == 1


def test_who_may_not_write_may_not_restore(moderator):
    story = factories.story()
    with pytest.raises(workflow.MoveRefused):
        workflow.restore(story, first_of(story), by=moderator)


def test_a_story_that_was_saved_meanwhile_is_not_restored_over(reporter):
    story = changed(factories.story(headline="First"), reporter, headline="Second")
    with pytest.raises(workflow.MoveRefused, match="saved after"):
        workflow.restore(story, first_of(story), by=reporter, based_on=1)
    story.refresh_from_db()
    assert story.headline == "Second"


def test_the_version_of_another_story_is_not_restored_into_this_one(reporter):
    story, other = factories.story(headline="Mine"), factories.story()
    with pytest.raises(workflow.MoveRefused):
        workflow.restore(story, first_of(other), by=reporter)


def test_a_killed_story_stays_as_it_is(reporter):
    story = factories.published_story()
    revision = story.revisions.first()
    workflow.kill(story, by=factories.user("Chief editor"), note="Libel.")
    with pytest.raises(workflow.MoveRefused, match="killed"):
        workflow.restore(story, revision, by=reporter)


def test_readers_see_nothing_of_a_restore_before_it_is_published(editor):
    story = factories.published_story(headline="First", by=editor)
    first = story.revisions.get(number=story.revision_number)
    story = changed(story, editor, headline="Second")
    story = workflow.publish_update(story, by=editor)
    workflow.restore(story, first, by=editor)
    story = Story.objects.get(pk=story.pk)
    assert (story.headline, story.published.headline) == ("First", "Second")


def test_an_address_that_is_anothers_by_now_stays_anothers(editor):
    story = factories.story(slug="", headline="One")
    first = first_of(story)
    story = workflow.publish(workflow.submit(story, by=editor), by=editor)
    address = story.slug
    restored = workflow.restore(story, first, by=editor)
    story.refresh_from_db()
    assert story.slug == address
    assert restored.left_out == []
    story = changed(story, editor, slug="two")
    taken = story.revisions.first()
    story = changed(story, editor, slug=address)
    other = factories.story(slug="two", by=editor)
    workflow.publish(workflow.submit(other, by=editor), by=editor)
    restored = workflow.restore(story, taken, by=editor)
    story.refresh_from_db()
    assert story.slug == address
    assert "two" in restored.left_out[0]


def test_replies_that_were_closed_meanwhile_stay_closed(editor):
    story = factories.published_story(by=editor)
    first = story.revisions.get(number=story.revision_number)
    workflow.set_replies(story, are_open=False, by=editor)
    restored = workflow.restore(story, first, by=editor)
    story.refresh_from_db()
    assert not story.replies_open
    assert "closed" in restored.left_out[0]

"""A story's life through its one door."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import copies, workflow
from articles.models import PublishedStory, State, Story, StoryAddress
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_reporter_hands_in_and_an_editor_publishes(reporter, editor):
    story = factories.story(by=reporter, headline="River rises")
    story = workflow.submit(story, by=reporter)
    assert story.state == State.IN_REVIEW
    story = workflow.publish(story, by=editor, note="legal has read it")
    assert story.state == State.PUBLISHED
    assert PublishedStory.objects.live().get().headline == "River rises"


def test_a_story_without_an_address_gets_one_by_a_revision_that_readers_see(editor):
    draft = workflow.submit(factories.story(by=editor, headline="Ferry is back"), by=editor)
    assert (draft.slug, draft.revision_number) == ("", 1)
    story = workflow.publish(draft, by=editor)
    assert story.slug == story.readers_copy.slug == "ferry-is-back"
    assert story.revisions.first().content["slug"] == "ferry-is-back"
    assert story.revision_number == story.readers_copy.revision_number == 2


def test_publishing_dates_the_story_and_records_who_did_it(editor):
    before = timezone.now()
    story = workflow.submit(factories.story(), by=editor)
    story = workflow.publish(story, by=editor, note="go")
    assert before <= story.published_at <= timezone.now()
    move = story.moves.first()
    assert (move.verb, move.made_by, move.from_state, move.to_state, move.note) == (
        "publish",
        editor,
        State.IN_REVIEW,
        State.PUBLISHED,
        "go",
    )


def test_a_reporter_cannot_publish(reporter):
    story = workflow.submit(factories.story(), by=reporter)
    with pytest.raises(workflow.MoveRefused, match="may not"):
        workflow.publish(story, by=reporter)
    assert not PublishedStory.objects.exists()


def test_a_draft_cannot_be_published_before_an_editor_has_read_it(editor):
    with pytest.raises(workflow.MoveRefused, match="before an editor has read it"):
        workflow.publish(factories.story(), by=editor)


def test_publishing_twice_is_refused_the_second_time(editor):
    story = workflow.submit(factories.story(), by=editor)
    workflow.publish(story, by=editor)
    with pytest.raises(workflow.MoveRefused, match=r"^It is published already\.$"):
        workflow.publish(story, by=editor)
    assert story.moves.filter(verb="publish").count() == 1


@pytest.mark.parametrize(
    ("verb", "state", "sentence"),
    [
        ("submit", State.IN_REVIEW, "It is in review already."),
        ("approve", State.READY, "It is marked as ready already."),
        ("schedule", State.SCHEDULED, "It is scheduled already."),
        ("schedule", State.PUBLISHED, "It is published already."),
        ("withdraw", State.WITHDRAWN, "It is withdrawn already."),
        ("reopen", State.DRAFT, "It is a draft already."),
        ("publish", State.KILLED, "The story was killed already."),
        ("publish", State.DRAFT, "A draft cannot be published before an editor has read it."),
        ("submit", State.PUBLISHED, "Only a draft can be sent to the editor."),
    ],
)
def test_a_refusal_fits_the_state_the_story_is_in(editor, verb, state, sentence):
    story = factories.story()
    tomorrow = timezone.now() + timedelta(days=1)
    Story.objects.filter(pk=story.pk).update(
        state=state,
        published_at=timezone.now() if state in {State.PUBLISHED, State.WITHDRAWN} else None,
        publish_at=tomorrow if state == State.SCHEDULED else None,
    )
    with pytest.raises(workflow.MoveRefused) as refusal:
        workflow.move(verb, story, by=editor, note="why not")
    assert str(refusal.value).startswith(sentence)
    assert ("This one is" in str(refusal.value)) == sentence.startswith(("A draft", "Only"))


def test_what_is_edited_reaches_readers_only_when_it_is_published(editor):
    story = factories.published_story(headline="Old headline", by=editor)
    Story.objects.filter(pk=story.pk).update(headline="New headline")
    workflow.save(Story.objects.get(pk=story.pk), by=editor)
    story = Story.objects.get(pk=story.pk)
    assert story.published.headline == "Old headline"
    assert story.has_unpublished_changes
    workflow.publish_update(story, by=editor)
    story = Story.objects.get(pk=story.pk)
    assert story.published.headline == "New headline"
    assert not story.has_unpublished_changes


def test_an_update_keeps_address_and_first_moment(editor):
    story = factories.published_story(by=editor, age=timedelta(days=3))
    before = story.published
    Story.objects.filter(pk=story.pk).update(headline="Quite another headline")
    workflow.publish_update(story, by=editor)
    after = PublishedStory.objects.get(pk=story.pk)
    assert after.get_absolute_url() == before.get_absolute_url()
    assert after.published_at == before.published_at
    assert after.updated_at > before.updated_at


def test_withdrawing_takes_the_story_from_readers_and_wants_a_reason(editor):
    story = factories.published_story(by=editor)
    with pytest.raises(workflow.MoveRefused, match="note"):
        workflow.withdraw(story, by=editor)
    assert PublishedStory.objects.filter(pk=story.pk).exists()
    workflow.withdraw(story, by=editor, note="The council denies all of it.")
    assert not PublishedStory.objects.filter(pk=story.pk).exists()
    assert Story.objects.get(pk=story.pk).state == State.WITHDRAWN


def test_a_withdrawn_story_comes_back_at_its_old_address(editor):
    story = factories.published_story(by=editor, age=timedelta(days=9))
    address = story.published.get_absolute_url()
    story = workflow.withdraw(story, by=editor, note="wait")
    story = workflow.publish(story, by=editor)
    assert Story.objects.get(pk=story.pk).published.get_absolute_url() == address


def test_sending_back_wants_a_note(reporter, editor):
    story = workflow.submit(factories.story(), by=reporter)
    with pytest.raises(workflow.MoveRefused, match="note"):
        workflow.send_back(story, by=editor)
    assert workflow.send_back(story, by=editor, note="Who says so?").state == State.DRAFT


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        ({"body": "<p> </p>"}, "body"),
        ({"bylines": []}, "bylines"),
        ({"headline": "  "}, "headline"),
    ],
)
def test_an_incomplete_story_is_not_published_and_says_what_it_lacks(editor, lacking, field):
    story = workflow.submit(factories.story(**lacking), by=editor)
    with pytest.raises(workflow.NotReady) as refusal:
        workflow.publish(story, by=editor)
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert not PublishedStory.objects.exists()
    assert not StoryAddress.objects.exists()


def test_a_story_without_section_is_not_published(editor):
    story = factories.story()
    Story.objects.filter(pk=story.pk).update(section=None)
    workflow.submit(story, by=editor)
    with pytest.raises(workflow.NotReady, match="section"):
        workflow.publish(story, by=editor)


@pytest.mark.parametrize("lacking", ["credit", "alt"])
def test_a_picture_without_credit_or_alt_text_stops_publication(editor, lacking):
    picture = factories.picture(**{lacking: ""})
    body = f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'
    story = workflow.submit(factories.story(body=body, lead_picture=picture), by=editor)
    with pytest.raises(workflow.NotReady) as refusal:
        workflow.publish(story, by=editor)
    assert [problem.field for problem in refusal.value.problems] == ["lead_picture", "body"]


def test_two_stories_of_one_day_cannot_share_an_address(editor):
    first = factories.published_story(by=editor, slug="budget", headline="The budget")
    second = workflow.submit(factories.story(slug="budget"), by=editor)
    with pytest.raises(workflow.MoveRefused, match="The budget"):
        workflow.publish(second, by=editor, at=first.published_at)
    second.refresh_from_db()
    assert second.state == State.IN_REVIEW


def test_buttons_and_refusals_come_from_one_table(reporter, editor, moderator):
    story = workflow.submit(factories.story(), by=reporter)
    assert [move.verb for move in workflow.moves_open_to(reporter, story)] == []
    assert [move.verb for move in workflow.moves_open_to(editor, story)] == [
        "approve",
        "schedule",
        "publish",
        "send_back",
    ]
    assert workflow.moves_open_to(moderator, story) == []
    for verb in workflow.MOVES:
        with pytest.raises(workflow.MoveRefused):
            workflow.move(verb, story, by=moderator, note="why not")


def test_an_update_that_changes_nothing_is_refused_and_dates_nothing(editor):
    story = factories.published_story(by=editor)
    before = story.published.updated_at
    with pytest.raises(workflow.MoveRefused, match="already see this version"):
        workflow.publish_update(story, by=editor)
    assert PublishedStory.objects.get(pk=story.pk).updated_at == before


def test_replies_are_closed_before_readers_at_once_and_nothing_else_is_published(editor):
    story = factories.published_story(by=editor, headline="Old headline")
    Story.objects.filter(pk=story.pk).update(headline="Half-finished")
    workflow.save(story, by=editor)
    workflow.set_replies(story, are_open=False, by=editor)
    story = Story.objects.get(pk=story.pk)
    assert (story.replies_open, story.published.replies_open) == (False, False)
    assert story.published.headline == "Old headline"
    assert story.has_unpublished_changes


def test_closing_replies_leaves_a_story_in_step_in_step(editor):
    story = factories.published_story(by=editor)
    story = workflow.set_replies(story, are_open=False, by=editor)
    assert not story.has_unpublished_changes
    assert story.revisions.first().content["replies_open"] is False


def test_a_reporter_cannot_close_replies_before_readers(reporter):
    story = factories.published_story()
    with pytest.raises(workflow.MoveRefused):
        workflow.set_replies(story, are_open=False, by=reporter)
    assert PublishedStory.objects.get(pk=story.pk).replies_open


def test_a_correction_stands_once_and_dates_the_story(editor, reporter):
    story = factories.published_story(by=editor)
    before = story.published.updated_at
    with pytest.raises(workflow.MoveRefused):
        workflow.correct(story, "It was Tuesday.", by=reporter)
    workflow.correct(story, "It was Tuesday.", by=editor)
    with pytest.raises(workflow.MoveRefused, match="already"):
        workflow.correct(story, "It was Tuesday.", by=editor)
    assert story.corrections.get().made_by == editor
    assert PublishedStory.objects.get(pk=story.pk).updated_at > before


def test_an_unknown_move_is_refused(editor):
    with pytest.raises(workflow.MoveRefused, match="explode"):
        workflow.move("explode", factories.story(), by=editor)


def test_every_save_that_changes_something_is_a_revision(reporter):
    story = factories.story(by=reporter, headline="One", tags=["ferry"])
    assert workflow.save(story, by=reporter) is None
    story.tags.add("council")
    revision = workflow.save(story, by=reporter)
    assert (revision.number, revision.made_by) == (2, reporter)
    assert revision.content["tags"] == ["council", "ferry"]
    assert story.revisions.get(number=1).content["tags"] == ["ferry"]


def test_headlines_become_addresses_of_words():
    story = Story(pk=12)
    assert copies.slug_for("Café: “Très” bon!", story) == "cafe-tres-bon"
    assert copies.slug_for("日本", story) == "story-12"
    assert len(copies.slug_for("word " * 100, story)) <= 80


def test_two_headlines_without_latin_letters_go_out_on_one_day(editor, client):
    for headline in ["العبّارة تعود", "渡し船が戻る"]:
        story = factories.published_story(by=editor, headline=headline, age=timedelta(0))
        assert client.get(story.published.get_absolute_url()).status_code == 200


def test_the_database_refuses_a_published_story_without_a_date(reporter):
    story = factories.story(by=reporter)
    with pytest.raises(IntegrityError, match="story_is_dated_once_published"), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(state=State.PUBLISHED)


def test_the_database_refuses_a_second_story_at_an_address(editor):
    story = factories.published_story(by=editor)
    taken = story.addresses.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        StoryAddress.objects.create(
            story=factories.story(by=editor), day=taken.day, slug=taken.slug
        )


def test_the_database_refuses_a_byline_of_nobody(editor):
    story = factories.story(by=editor)
    with (
        pytest.raises(IntegrityError, match="byline_names_a_person_or_a_guest"),
        transaction.atomic(),
    ):
        story.bylines.create(position=2)

"""The ledger: added to, never written over, and each line knows what was before and after it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from articles import workflow
from articles.models import Correction, PublishedStory, PublishedVersion, Story
from articles.models.corrections import LedgerIsKept
from tests import factories

pytestmark = pytest.mark.django_db


def changed(story, by, headline):
    Story.objects.filter(pk=story.pk).update(headline=headline)
    workflow.save(story, by=by)
    return Story.objects.get(pk=story.pk)


# -- What is kept


@pytest.mark.parametrize("name", ["text", "wrong", "kind", "place", "made_at", "before_number"])
def test_nobody_writes_over_a_line(editor, name):
    correction = workflow.correct(factories.published_story(), "It was Tuesday.", by=editor)
    with pytest.raises(LedgerIsKept):
        Correction.objects.filter(pk=correction.pk).update(**{name: "x"})
    correction.text = "It was Friday."
    with pytest.raises(LedgerIsKept):
        correction.save()
    with pytest.raises(LedgerIsKept):
        correction.save(update_fields=["text"])
    with pytest.raises(LedgerIsKept), transaction.atomic():
        Correction.objects.bulk_update([correction], ["text"])
    assert Correction.objects.get().text == "It was Tuesday."


def test_nobody_takes_a_line_out(editor):
    correction = workflow.correct(factories.published_story(), "It was Tuesday.", by=editor)
    with pytest.raises(LedgerIsKept):
        correction.delete()
    with pytest.raises(LedgerIsKept):
        Correction.objects.all().delete()
    assert Correction.objects.exists()


def test_a_line_outlives_the_account_that_made_it(editor):
    writer = factories.user("Editor")
    correction = workflow.correct(factories.published_story(), "It was Tuesday.", by=writer)
    writer.delete()
    correction.refresh_from_db()
    assert (correction.text, correction.made_by) == ("It was Tuesday.", None)


def test_a_killed_story_is_not_corrected(editor):
    story = factories.published_story()
    Story.objects.filter(pk=story.pk).update(state="killed")
    with pytest.raises(workflow.MoveRefused):
        workflow.correct(story, "It was Tuesday.", by=editor)


def test_a_story_that_readers_never_saw_is_not_corrected(editor):
    draft = workflow.submit(factories.story(by=editor), by=editor)
    with pytest.raises(workflow.MoveRefused, match="never saw"):
        workflow.correct(draft, "It was Tuesday.", by=editor)
    later = timezone.now() + timedelta(days=1)
    workflow.plan(draft, publish_at=later, withdraw_at=None, by=editor)
    workflow.schedule(draft, by=editor)
    with pytest.raises(workflow.MoveRefused, match="never saw"):
        workflow.correct(draft, "It was Tuesday.", by=editor)
    assert not Correction.objects.exists()


@pytest.mark.parametrize("role", ["Reporter", "Legal", "Picture editor", "Moderator", "Publisher"])
def test_only_who_may_correct_does(role):
    with pytest.raises(workflow.MoveRefused):
        workflow.correct(factories.published_story(), "Forged.", by=factories.user(role))
    assert not Correction.objects.exists()


# -- What was before and after


def test_a_correction_waits_for_the_version_that_puts_the_text_right(editor):
    story = factories.published_story(by=editor)
    before = story.published.revision_number
    story = changed(story, editor, "Put right")
    correction = workflow.correct(story, "It was Tuesday.", by=editor)
    assert (correction.before_number, correction.after_number) == (before, None)
    story = workflow.publish_update(story, by=editor)
    correction.refresh_from_db()
    assert (correction.before_number, correction.after_number) == (before, story.revision_number)


def test_what_was_filled_once_is_not_filled_again(editor):
    story = factories.published_story(by=editor)
    story = changed(story, editor, "Put right")
    correction = workflow.correct(story, "It was Tuesday.", by=editor)
    story = workflow.publish_update(story, by=editor)
    put_right_in = story.revision_number
    workflow.publish_update(changed(story, editor, "Another change"), by=editor)
    correction.refresh_from_db()
    assert correction.after_number == put_right_in


def test_a_correction_of_what_is_put_right_already_names_the_version_before_it(editor):
    story = factories.published_story(by=editor)
    first = story.published.revision_number
    story = workflow.publish_update(changed(story, editor, "Put right"), by=editor)
    correction = workflow.correct(story, "It was Tuesday.", by=editor)
    assert correction.before_number == first
    assert correction.after_number == story.revision_number


def test_a_correction_of_a_story_with_one_version_waits_for_the_next(editor):
    story = factories.published_story(by=editor)
    correction = workflow.correct(story, "It was Tuesday.", by=editor)
    assert correction.before_number == story.published.revision_number
    assert correction.after_number is None
    story = workflow.publish_update(changed(story, editor, "Put right"), by=editor)
    correction.refresh_from_db()
    assert correction.after_number == story.revision_number


def test_a_correction_of_a_withdrawn_story_is_of_what_readers_saw_last(editor):
    story = factories.published_story(by=editor)
    last = story.published.revision_number
    workflow.withdraw(story, by=editor, note="A mistake.")
    correction = workflow.correct(story, "It was Tuesday.", by=editor)
    assert (correction.before_number, correction.after_number) == (last, None)
    assert PublishedVersion.objects.filter(story=story).count() == 1


# -- What takes the place of another


def test_a_correction_takes_the_place_of_another_that_stays(editor):
    story = factories.published_story(by=editor)
    old = workflow.correct(story, "It was Tuesday.", by=editor)
    new = workflow.correct(story, "It was Friday.", by=editor, supersedes=old)
    old.refresh_from_db()
    assert old.superseded_by == new
    assert list(story.corrections.standing()) == [new]
    assert story.corrections.count() == 2


def test_the_place_of_a_correction_is_taken_once(editor):
    story = factories.published_story(by=editor)
    old = workflow.correct(story, "It was Tuesday.", by=editor)
    workflow.correct(story, "It was Friday.", by=editor, supersedes=old)
    with pytest.raises(workflow.MoveRefused):
        workflow.correct(story, "It was Sunday.", by=editor, supersedes=old)
    assert story.corrections.count() == 2


def test_a_correction_of_another_story_is_not_replaced(editor):
    other = workflow.correct(factories.published_story(), "It was Tuesday.", by=editor)
    with pytest.raises(workflow.MoveRefused):
        workflow.correct(factories.published_story(), "Friday.", by=editor, supersedes=other)
    assert Correction.objects.get() == other
    assert other.superseded_by_id is None


def test_a_correction_counts_as_an_update(editor):
    story = factories.published_story(by=editor)
    correction = workflow.correct(story, "It was Tuesday.", by=editor)
    assert PublishedStory.objects.get(pk=story.pk).updated_at == correction.made_at
    workflow.correct(story, "Long ago.", by=editor, at=timezone.now() - timedelta(days=99))
    assert PublishedStory.objects.get(pk=story.pk).updated_at == correction.made_at

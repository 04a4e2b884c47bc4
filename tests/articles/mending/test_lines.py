"""Lines that lead to a closed door: noted at once, told of, and closed when they are mended."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from articles import mending, workflow
from articles.models import BrokenLine, Notice, PublishedStory, Story
from tests import factories

pytestmark = pytest.mark.django_db

READ_ALSO = '<p>Text.</p><aside data-read-also="{}" data-label="read-also"></aside>'
LINK = '<p>See <a data-story="{}">the ferry</a>.</p>'


@pytest.fixture
def target(db):
    return factories.published_story(headline="The ferry")


@pytest.fixture
def chief(db):
    return factories.user("Chief editor")


def leading_to(target, body=READ_ALSO, **fields):
    return factories.published_story(body=body.format(target.pk), **fields)


def open_lines():
    return [(line.story, line.target) for line in BrokenLine.objects.open()]


def withdraw(target, by):
    workflow.withdraw(target, by=by, note="Wrong.")


def kill(target, by):
    workflow.kill(target, by=by, note="Wrong.")


def embargo(target, by):
    workflow.embargo(target, until=timezone.now() + timedelta(days=1), by=by)


def run_out(target, by):
    workflow.plan(target, publish_at=None, withdraw_at=timezone.now() + timedelta(hours=1), by=by)
    past = timezone.now() - timedelta(minutes=1)
    Story.objects.filter(pk=target.pk).update(withdraw_at=past)
    PublishedStory.objects.filter(pk=target.pk).update(withdraw_at=past)
    workflow.catch_up()


@pytest.mark.parametrize("body", [READ_ALSO, LINK])
@pytest.mark.parametrize("close", [withdraw, kill, embargo, run_out])
def test_every_way_to_close_a_story_notes_each_line_to_it_once(target, chief, close, body):
    story = leading_to(target, body)
    factories.published_story()
    close(target, chief)
    assert open_lines() == [(story, target)]
    mending.note_broken_lines(target)
    assert BrokenLine.objects.count() == 1


def test_the_line_is_gone_from_readers_at_once_although_nothing_else_ran(client, target, chief):
    story = leading_to(target)
    assert "The ferry" in client.get(story.published.get_absolute_url()).content.decode()
    withdraw(target, chief)
    assert "The ferry" not in client.get(story.published.get_absolute_url()).content.decode()


def test_a_related_link_is_a_line_too(target, chief):
    story = factories.published_story()
    story.related.create(target=target)
    withdraw(target, chief)
    assert open_lines() == [(story, target)]


def test_a_line_that_only_readers_still_have_is_noted(target, chief, editor):
    story = leading_to(target)
    Story.objects.filter(pk=story.pk).update(body="<p>Taken out.</p>")
    workflow.save(story, by=editor)
    withdraw(target, chief)
    assert open_lines() == [(story, target)]
    workflow.publish_update(story, by=editor)
    assert open_lines() == []


def test_a_draft_that_was_never_public_breaks_no_line(editor):
    draft = factories.story()
    factories.story(body=READ_ALSO.format(draft.pk))
    workflow.send_back(workflow.submit(draft, by=editor), by=editor, note="No.")
    assert open_lines() == []


def test_a_killed_story_has_no_lines_to_mend(target, chief):
    story = leading_to(target)
    withdraw(target, chief)
    kill(story, chief)
    assert open_lines() == []


# -- Closing


def test_a_line_is_closed_when_neither_copy_leads_there_any_more(target, chief, editor):
    story = leading_to(target)
    withdraw(target, chief)
    Story.objects.filter(pk=story.pk).update(body="<p>Taken out.</p>")
    workflow.save(story, by=editor)
    assert open_lines() == [(story, target)]
    workflow.publish_update(story, by=editor)
    assert open_lines() == []
    assert BrokenLine.objects.get().mended_at is not None


def test_a_line_of_a_draft_is_closed_by_saving(target, chief, editor):
    story = factories.story(body=READ_ALSO.format(target.pk))
    withdraw(target, chief)
    assert open_lines() == [(story, target)]
    Story.objects.filter(pk=story.pk).update(body="<p>Taken out.</p>")
    workflow.save(story, by=editor)
    assert open_lines() == []


def test_a_line_is_closed_when_its_target_is_public_again(target, chief):
    leading_to(target)
    withdraw(target, chief)
    workflow.publish(target, by=chief)
    assert open_lines() == []
    withdraw(target, chief)
    assert len(open_lines()) == 1


def test_a_line_is_closed_by_the_clock_when_an_embargo_ends(target, chief):
    leading_to(target)
    embargo(target, chief)
    PublishedStory.objects.filter(pk=target.pk).update(embargo_until=timezone.now())
    assert open_lines() == []
    assert mending.close_overtaken() == 1
    assert BrokenLine.objects.get().mended_at is not None


def test_a_broken_embargo_closes_the_line(target, chief):
    leading_to(target)
    embargo(target, chief)
    workflow.break_embargo(Story.objects.get(pk=target.pk), by=chief, note="It is out.")
    assert open_lines() == []


# -- Telling


def test_the_storys_writers_and_whoever_published_it_are_told(target, chief, editor, work_off):
    writer, stranger = factories.user("Reporter"), factories.user("Reporter")
    story = leading_to(
        target, headline="Sequel", by=editor, bylines=[factories.person(account=writer)]
    )
    with work_off():
        withdraw(target, chief)
    lines = Notice.objects.filter(kind="line", story=story)
    assert {notice.account for notice in lines} == {writer, editor}
    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert letters[writer.email].subject == (
        "“Sequel”: It leads to “The ferry”, which readers do not see any more."
    )
    assert f"/admin/articles/story/{story.pk}/mend/" in letters[writer.email].body
    assert stranger.email not in letters


def test_somebody_concerned_by_many_lines_gets_one_letter(target, chief, work_off):
    writer = factories.user("Reporter")
    person = factories.person(account=writer)
    for number in range(3):
        leading_to(target, headline=f"Sequel {number}", by=chief, bylines=[person])
    with work_off():
        withdraw(target, chief)
    assert Notice.objects.to(writer).filter(kind="line").count() == 3
    (letter,) = [letter for letter in mail.outbox if letter.to == [writer.email]]
    assert letter.subject == "3 stories at the desk need you"
    assert all(f"Sequel {number}" in letter.body for number in range(3))


def test_withdrawing_costs_the_same_however_many_lines_lead_there(
    target, chief, django_assert_max_num_queries
):
    for _time in range(12):
        leading_to(target)
    with django_assert_max_num_queries(45):
        withdraw(target, chief)

"""What still stops a story, said beside it and refused by the server; and who may override it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import readiness, workflow
from articles.models import Picture, PublishedStory, State, Story
from tests import factories
from tests.articles.desk.typing import change, typed
from tests.articles.life.test_schedule import again, handed_in

pytestmark = pytest.mark.django_db


def read_also(story):
    return f'<p>Text.</p><aside data-read-also="{story.pk}" data-label="read-also"></aside>'


def lacking_caption(editor):
    picture = factories.picture()
    story = handed_in(editor, lead_picture=picture)
    Picture.objects.filter(pk=picture.pk).update(caption="")
    return story, "lead_caption", "no caption"


def lacking_caption_in_text(editor):
    picture = factories.picture(caption="")
    body = f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'
    return handed_in(editor, body=body), "body", "no caption"


def with_a_line_to_a_draft(editor):
    body = read_also(factories.story(headline="Not out yet"))
    return handed_in(editor, body=body), "body", "Not out yet"


def with_a_long_headline(editor):
    return handed_in(editor, headline="word " * 33), "headline", "room for 160"


def with_a_headline_too_long_for_lists(editor):
    return handed_in(editor, headline="word " * 24), "short_headline", "room for 110"


def with_an_open_note(editor):
    story = handed_in(editor)
    story.notes.create(text="Who says so?")
    return story, "notes", "One note on it"


def with_rights_that_ended(editor):
    yesterday = timezone.localdate() - timedelta(days=1)
    picture = factories.picture(rights_until=yesterday)
    return handed_in(editor, lead_picture=picture), "lead_picture", "right to publish"


def without_byline(editor):
    return handed_in(editor, bylines=[]), "bylines", "no byline"


BLOCKING = [
    lacking_caption,
    lacking_caption_in_text,
    with_a_line_to_a_draft,
    with_a_long_headline,
    with_a_headline_too_long_for_lists,
    with_an_open_note,
    with_rights_that_ended,
    without_byline,
]


@pytest.mark.parametrize("made", BLOCKING)
def test_what_is_missing_stops_the_story_and_points_to_its_field(client, editor, made):
    story, field, words = made(editor)
    [problem] = readiness.problems(story)
    assert (problem.field, problem.is_final) == (field, False)
    assert words in problem.sentence
    for verb in ("publish", "schedule"):
        workflow.plan(
            story, publish_at=timezone.now() + timedelta(hours=1), withdraw_at=None, by=editor
        )
        with pytest.raises(workflow.NotReady, match=words):
            workflow.move(verb, story, by=editor)
    assert not PublishedStory.objects.filter(pk=story.pk).exists()
    client.force_login(editor)
    page = client.get(change(story)).content.decode()
    assert f'href="#field-{field}"' in page
    assert f'id="field-{field}"' in page


@pytest.mark.parametrize("made", BLOCKING)
def test_an_override_needs_the_permission_and_a_reason_and_is_logged(editor, chief, made):
    story, _field, words = made(editor)
    with pytest.raises(workflow.NotReady):
        workflow.publish(story, by=editor, note="I want it.", override=True)
    with pytest.raises(workflow.MoveRefused, match="Say in the note why"):
        workflow.publish(story, by=chief, override=True)
    with pytest.raises(workflow.NotReady):
        workflow.publish(story, by=chief, note="Legal agrees.")
    workflow.publish(story, by=chief, note="Legal agrees.", override=True)
    move = story.moves.first()
    assert (move.made_by, move.note) == (chief, "Legal agrees.")
    assert words in " ".join(move.overridden)


@pytest.mark.parametrize("lacking", ["credit", "alt"])
def test_nobody_overrides_a_missing_credit_or_alt_text(editor, chief, lacking):
    story = handed_in(editor, lead_picture=factories.picture(**{lacking: ""}))
    with pytest.raises(workflow.NotReady):
        workflow.publish(story, by=chief, note="In a hurry.", override=True)
    assert again(story).state == State.IN_REVIEW


def test_a_line_to_a_story_that_goes_out_sooner_stops_nothing(editor, clock):
    first, second = (clock.at(hours=hours) for hours in (1, 2))
    target = handed_in(editor)
    workflow.plan(target, publish_at=first, withdraw_at=None, by=editor)
    workflow.schedule(target, by=editor)
    story = handed_in(editor, body=read_also(target))
    assert readiness.problems(story)
    assert not readiness.problems(story, at=second)
    workflow.plan(story, publish_at=second, withdraw_at=None, by=editor)
    assert workflow.schedule(story, by=editor).state == State.SCHEDULED


def test_a_picture_may_be_published_on_its_last_day(editor):
    picture = factories.picture(rights_until=timezone.localdate())
    assert not readiness.problems(handed_in(editor, lead_picture=picture))


def test_an_override_is_pressed_at_the_desk_and_read_in_the_history(client, chief):
    story = handed_in(chief, bylines=[])
    client.force_login(chief)
    page = client.get(change(story)).content.decode()
    assert "Let it go out although something is missing" in page
    press = typed(story, _move="publish", override="1", note="No name: they fear for their job.")
    client.post(change(story), press)
    assert again(story).state == State.PUBLISHED
    page = client.get(change(story)).content.decode()
    assert "they fear for their job" in page
    assert "Although: The story has no byline." in page


def test_an_editor_is_offered_no_override_and_forging_it_does_nothing(client, editor):
    story = handed_in(editor, bylines=[])
    client.force_login(editor)
    assert "Let it go out although" not in client.get(change(story)).content.decode()
    client.post(change(story), typed(story, _move="publish", override="1", note="Please."))
    assert again(story).state == State.IN_REVIEW


def test_the_database_keeps_no_override_without_its_reason(editor):
    story = factories.story(by=editor)
    with pytest.raises(IntegrityError, match="reason"), transaction.atomic():
        story.moves.create(verb="publish", overridden=["It."], revision_number=1)
    assert Story.objects.filter(pk=story.pk).exists()

"""The buttons: a press saves what is typed, then makes the move, or says why not."""

import pytest
from django.contrib.messages import get_messages

from articles import workflow
from articles.models import State, Story
from tests import factories

from .typing import change, typed

pytestmark = pytest.mark.django_db


def buttons_of(response):
    return [move.verb for move in response.context["moves"]]


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_press_saves_what_is_typed_and_then_moves(client, reporter):
    client.force_login(reporter)
    story = factories.story()
    client.post(change(story), typed(story, headline="Typed last", _move="submit"))
    story.refresh_from_db()
    assert (story.headline, story.state) == ("Typed last", State.IN_REVIEW)
    assert story.revisions.count() == 2


def test_an_editor_publishes_what_is_typed(client, editor):
    client.force_login(editor)
    story = workflow.submit(factories.story(), by=editor)
    client.post(change(story), typed(story, headline="As readers see it", _move="publish"))
    story.refresh_from_db()
    assert story.state == State.PUBLISHED
    assert story.readers_copy.headline == "As readers see it"


def test_a_reporter_sees_no_button_to_publish(client, reporter):
    client.force_login(reporter)
    story = workflow.submit(factories.story(), by=reporter)
    response = client.get(change(story))
    assert buttons_of(response) == []
    assert 'value="publish"' not in response.content.decode()


def test_a_forged_press_of_publish_is_refused_in_words_and_never_done(client, reporter):
    client.force_login(reporter)
    story = workflow.submit(factories.story(), by=reporter)
    response = client.post(change(story), typed(story, headline="Typed", _move="publish"))
    story.refresh_from_db()
    assert (story.state, story.readers_copy) == (State.IN_REVIEW, None)
    assert story.headline == "Typed"
    assert "You may not do this" in messages_of(response)[0]


@pytest.mark.parametrize("verb", ["no-such-move", "nul \0", "save"])
def test_a_move_that_does_not_exist_is_refused_in_words(client, editor, verb):
    client.force_login(editor)
    story = factories.story()
    response = client.post(change(story), typed(story, _move=verb))
    assert response.status_code == 302
    assert messages_of(response)


def test_a_refused_publication_keeps_what_is_typed_and_marks_each_field(client, editor):
    client.force_login(editor)
    story = factories.story(bylines=[])
    story = workflow.submit(story, by=editor)
    data = typed(story, headline="Kept", body="", section="", _move="publish")
    response = client.post(change(story), data, follow=True)
    story.refresh_from_db()
    assert (story.state, story.headline) == (State.IN_REVIEW, "Kept")
    page = response.content.decode()
    assert page.count('class="desk-problem"') == 3
    assert "All you typed is saved" in page
    assert 'href="#field-section"' in page


def test_a_refused_publication_keeps_the_note(client, editor):
    client.force_login(editor)
    story = workflow.submit(factories.story(bylines=[]), by=editor)
    data = typed(story, _move="publish", note="Legal has read it & agrees.")
    response = client.post(change(story), data, follow=True)
    assert response.context["note"] == "Legal has read it & agrees."
    assert "Legal has read it &amp; agrees.</textarea>" in response.content.decode()


def test_a_story_that_links_to_itself_does_not_go_out(client, editor):
    client.force_login(editor)
    story = factories.story()
    Story.objects.filter(pk=story.pk).update(
        body=f'<p>Text.</p><aside data-read-also="{story.pk}"></aside>'
    )
    story = workflow.submit(story, by=editor)
    with pytest.raises(workflow.NotReady) as refusal:
        workflow.publish(story, by=editor)
    assert [problem.field for problem in refusal.value.problems] == ["body"]


def test_an_address_taken_today_stops_a_publication_at_the_address(client, editor):
    client.force_login(editor)
    factories.published_story(slug="taken", age=factories.timedelta(0))
    story = workflow.submit(factories.story(), by=editor)
    response = client.post(change(story), typed(story, slug="taken", _move="publish"), follow=True)
    story.refresh_from_db()
    assert story.state == State.IN_REVIEW
    assert [problem.field for problem in response.context["problems"]] == ["slug"]


def test_sending_back_needs_a_note_and_keeps_it_in_the_history(client, editor):
    client.force_login(editor)
    story = workflow.submit(factories.story(), by=editor)
    refused = client.post(change(story), typed(story, _move="send_back"))
    assert "Say why" in messages_of(refused)[0]
    client.post(change(story), typed(story, _move="send_back", note="Who is the second source?"))
    page = client.get(change(story)).content.decode()
    assert Story.objects.get(pk=story.pk).state == State.DRAFT
    assert "Who is the second source?" in page


def test_an_invalid_form_makes_no_move(client, editor):
    client.force_login(editor)
    story = workflow.submit(factories.story(), by=editor)
    response = client.post(change(story), typed(story, headline="", _move="publish"))
    story.refresh_from_db()
    assert story.state == State.IN_REVIEW
    assert "Nothing is saved yet" in response.content.decode()


def test_a_published_story_cannot_be_deleted(client, editor):
    client.force_login(editor)
    story = factories.published_story()
    address = f"/admin/articles/story/{story.pk}/delete/"
    for response in (client.get(address), client.post(address, {"post": "yes"})):
        assert response.status_code == 302
        assert "Withdraw it instead" in messages_of(response)[-1]
    assert Story.objects.filter(pk=story.pk).exists()


def test_an_editor_deletes_a_draft_and_a_reporter_does_not(client, editor, reporter):
    story = factories.story()
    address = f"/admin/articles/story/{story.pk}/delete/"
    client.force_login(reporter)
    assert client.post(address, {"post": "yes"}).status_code == 403
    client.force_login(editor)
    client.post(address, {"post": "yes"})
    assert not Story.objects.filter(pk=story.pk).exists()


def test_a_correction_is_added_by_an_editor_and_stays_as_it_is(client, editor):
    client.force_login(editor)
    story = factories.published_story()
    client.post(change(story), typed(story, corrections=[{"text": "It was Tuesday."}]))
    correction = story.corrections.get()
    assert (correction.text, correction.made_by) == ("It was Tuesday.", editor)
    story.refresh_from_db()
    forged = typed(story, corrections=[{"id": correction.pk, "text": "Never.", "DELETE": "on"}])
    forged["corrections-INITIAL_FORMS"] = "1"
    client.post(change(story), forged)
    correction.refresh_from_db()
    assert correction.text == "It was Tuesday."


@pytest.mark.parametrize("again", ["It was Tuesday.", " It was\r\n Tuesday. "])
def test_a_correction_that_is_sent_again_stands_once_and_the_other_is_refused(
    client, editor, again
):
    client.force_login(editor)
    story = factories.published_story()
    client.post(change(story), typed(story, corrections=[{"text": "It was Tuesday."}]))
    for _time in range(2):
        response = client.post(change(story), typed(story, corrections=[{"text": again}]))
        assert "This correction stands already" in response.content.decode()
    assert story.corrections.count() == 1
    client.post(change(story), typed(story, corrections=[{"text": "It was not."}]))
    assert story.corrections.count() == 2


def test_two_rows_of_one_form_with_the_same_correction_are_refused(client, editor):
    client.force_login(editor)
    story = factories.published_story()
    client.post(change(story), typed(story, corrections=[{"text": "Twice."}, {"text": "Twice."}]))
    assert not story.corrections.exists()


def test_another_story_may_have_the_same_correction(client, editor):
    client.force_login(editor)
    for story in (factories.published_story(), factories.published_story()):
        client.post(change(story), typed(story, corrections=[{"text": "It was Tuesday."}]))
        assert story.corrections.count() == 1


def test_a_reporter_cannot_add_a_correction(client, reporter):
    client.force_login(reporter)
    story = factories.published_story()
    client.post(change(story), typed(story, corrections=[{"text": "Forged."}]))
    assert not story.corrections.exists()

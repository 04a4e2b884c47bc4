"""The page of notes and the panel beside the text: whose they are, and what they lose (nothing)."""

import pytest

from articles import notes
from articles.models import Note, Story
from tests import factories
from tests.articles.desk.typing import change

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    return factories.story(headline="Ferry saved")


def page(story):
    return f"/admin/articles/story/{story.pk}/notes/"


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Picture editor", "Legal"])
def test_whoever_reads_stories_writes_a_note_and_resolves_it(client, story, role):
    account = factories.user(role)
    client.force_login(account)
    response = client.post(page(story), {"text": "Who <b>says</b> so?"}, follow=True)
    assert "Who &lt;b&gt;says&lt;/b&gt; so?" in response.content.decode()
    note = story.notes.get()
    assert note.made_by == account
    client.post(page(story), {"resolve": note.pk})
    assert not story.notes.open().exists()
    client.post(page(story), {"reopen": note.pk})
    assert story.notes.open().exists()


@pytest.mark.parametrize("role", ["Moderator", "Publisher"])
def test_nobody_else_reads_or_writes_them(client, story, editor, role):
    notes.write(story, "Secret", by=editor)
    client.force_login(factories.user(role))
    assert client.get(page(story)).status_code == 403
    assert client.post(page(story), {"text": "Mine"}).status_code == 403
    assert Note.objects.count() == 1


def test_somebody_who_is_not_signed_in_is_asked_to(client, story):
    response = client.post(page(story), {"text": "Mine"})
    assert response.status_code == 302
    assert "/login/" in response["Location"]
    assert not Note.objects.exists()


@pytest.mark.parametrize("number", ["4711", "9" * 30])
def test_a_story_that_is_not_there_is_not_found(client, editor, number):
    client.force_login(editor)
    assert client.get(f"/admin/articles/story/{number}/notes/").status_code == 404


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "Write something first."), ("\u200b", "Write something first."), ("x" * 4001, "4000")],
)
def test_a_refused_note_is_said_at_its_field_and_keeps_its_words(client, story, editor, text, why):
    client.force_login(editor)
    response = client.post(page(story), {"text": text})
    assert response.status_code == 422
    assert why in str(response.context["form"].errors["text"])
    assert response.context["form"]["text"].value() == text
    assert not Note.objects.exists()


def test_a_refused_answer_stays_in_its_thread(client, story, editor):
    note = notes.write(story, "Who says so?", by=editor)
    client.force_login(editor)
    response = client.post(page(story), {"text": " ", "answers": note.pk})
    (thread,) = response.context["open_threads"]
    assert thread["answer"].errors
    assert not response.context["form"].is_bound


@pytest.mark.parametrize("answers", ["4711", "nul\0", "9" * 30, "-1"])
def test_an_answer_to_nothing_is_refused_with_its_words(client, story, editor, answers):
    client.force_login(editor)
    response = client.post(page(story), {"text": "Kept words", "answers": answers})
    assert "Kept words" in response.content.decode()
    assert "is not there any more" in response.content.decode()
    assert not Note.objects.exists()


def test_a_note_of_another_story_is_neither_answered_nor_resolved_from_here(client, story, editor):
    other = notes.write(factories.story(), "Who says so?", by=editor)
    client.force_login(editor)
    assert client.post(page(story), {"text": "I do", "answers": other.pk}).status_code == 422
    client.post(page(story), {"resolve": other.pk})
    other.refresh_from_db()
    assert (other.is_open, Note.objects.count()) == (True, 1)


@pytest.mark.parametrize("number", ["", "nul\0", "9" * 30, "x"])
def test_a_forged_number_to_resolve_is_no_failure(client, story, editor, number):
    client.force_login(editor)
    response = client.post(page(story), {"resolve": number}, follow=True)
    assert "not there any more" in response.content.decode()


def test_a_chosen_colleague_is_told_and_a_forged_one_is_refused(client, story, editor, moderator):
    ada = factories.user("Reporter")
    client.force_login(editor)
    response = client.post(page(story), {"text": "Look", "colleague": ada.pk}, follow=True)
    assert f"Told: {ada.username}." in response.content.decode()
    assert story.notices.get().account == ada
    refused = client.post(page(story), {"text": "And you", "colleague": moderator.pk})
    assert refused.status_code == 422
    assert Note.objects.count() == 1


def test_a_name_that_nobody_has_is_said(client, story, editor):
    client.force_login(editor)
    response = client.post(page(story), {"text": "@nobody?"}, follow=True)
    assert "@nobody" in str([str(message) for message in response.context["messages"]])


def test_opening_the_notes_is_seeing_them(client, story, editor):
    ada = factories.user("Reporter", username="ada")
    notes.write(story, "@ada?", by=editor)
    client.force_login(ada)
    client.get(page(story))
    assert story.notices.get().seen_at is not None
    client.force_login(editor)
    assert "ada has seen it" in client.get(page(story)).content.decode()


def test_a_killed_storys_notes_can_be_read_and_not_added_to(client, story, editor):
    notes.write(story, "Who says so?", by=editor)
    Story.objects.filter(pk=story.pk).update(state="killed")
    client.force_login(editor)
    shown = client.get(page(story)).content.decode()
    assert "its notes are closed" in shown
    assert "Who says so?" in shown
    assert "Add the note" not in shown
    assert client.post(page(story), {"text": "More"}).status_code == 422


@pytest.mark.parametrize("count", [1, 9])
def test_query_count_does_not_grow_with_notes(
    client, story, editor, django_assert_num_queries, count
):
    for number in range(count):
        note = notes.write(story, f"Note {number}", by=editor)
        notes.write(story, "Yes.", by=editor, answers=note)
    client.force_login(editor)
    with django_assert_num_queries(12):
        client.get(page(story))


# -- Beside the text, and in the list


def test_the_writing_screen_shows_the_open_notes_and_their_number(client, story, editor):
    notes.write(story, "Who says so?", by=editor)
    notes.resolve(notes.write(story, "All settled", by=editor), by=editor)
    client.force_login(editor)
    shown = client.get(change(story)).content.decode()
    assert "Notes: 1 open" in shown
    assert "Who says so?" in shown
    assert "All settled" not in shown


def test_the_panels_fields_are_not_of_the_storys_form(client, story, editor):
    client.force_login(editor)
    shown = client.get(change(story)).content.decode()
    for name in ("text", "colleague", "write"):
        (element,) = [one for one in shown.split("<") if f'name="{name}"' in one]
        assert 'form="note_form"' in element
    assert shown.index("</form>", shown.index('id="story_form"')) < shown.index('id="note_form"')


def test_the_panel_is_answered_in_place(client, story, editor):
    client.force_login(editor)
    response = client.post(page(story), {"text": "Who says so?", "panel": "1"})
    answer = response.json()
    assert answer["summary"] == "Notes: 1 open"
    assert "Who says so?" in answer["threads"]
    assert answer["said"] == "Noted."
    refused = client.post(page(story), {"text": "", "panel": "1"})
    assert (refused.status_code, refused.json()["said"]) == (422, "Write something first.")
    assert not list(client.get(page(story)).context["messages"])


def test_the_list_of_stories_counts_open_notes_and_leads_to_them(client, story, editor):
    notes.write(story, "Who says so?", by=editor)
    notes.resolve(notes.write(story, "Settled", by=editor), by=editor)
    client.force_login(editor)
    assert (
        f'href="{page(story)}">1 open note</a>'
        in client.get("/admin/articles/story/").content.decode()
    )

"""Notes on a story: written, answered, resolved, and told to those they name."""

from datetime import timedelta

import pytest
from django.core import mail

from articles import notes
from articles.models import Note, Notice, Story
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db):
    return factories.story(headline="Ferry saved")


def kill(story):
    Story.objects.filter(pk=story.pk).update(state="killed")


def told_of(note):
    return {notice.account for notice in note.notices.all()}


def test_a_note_is_open_until_somebody_resolves_it(story, reporter, editor):
    note = notes.write(story, " Who says so? ", by=editor)
    assert (note.text, note.made_by, note.is_open) == ("Who says so?", editor, True)
    assert list(story.notes.open()) == [note]
    note = notes.resolve(note, by=reporter)
    assert (note.resolved_by, note.is_open) == (reporter, False)
    assert not story.notes.open().exists()
    assert notes.reopen(note, by=editor).is_open


def test_a_note_that_is_resolved_twice_keeps_who_was_first(story, reporter, editor):
    note = notes.resolve(notes.write(story, "?", by=editor), by=reporter)
    again = notes.resolve(note, by=editor)
    assert (again.resolved_by, again.resolved_at) == (reporter, note.resolved_at)


def test_an_answer_counts_as_no_open_note_of_its_own(story, reporter, editor):
    note = notes.write(story, "Who says so?", by=editor)
    notes.write(story, "The mayor.", by=reporter, answers=note)
    assert story.notes.open().count() == 1


def test_an_answer_to_an_answer_stands_in_the_same_thread(story, reporter, editor):
    note = notes.write(story, "Who says so?", by=editor)
    answer = notes.write(story, "The mayor.", by=reporter, answers=note)
    assert notes.write(story, "When?", by=editor, answers=answer).answers == note


def test_an_answer_opens_a_resolved_thread_again(story, reporter, editor):
    note = notes.resolve(notes.write(story, "Who says so?", by=editor), by=editor)
    notes.write(story, "Not settled at all.", by=reporter, answers=note)
    note.refresh_from_db()
    assert (note.is_open, note.resolved_by) == (True, None)


def test_an_answer_is_told_to_everybody_in_its_thread(story, reporter, editor):
    other = factories.user("Reporter")
    note = notes.write(story, "Who says so?", by=editor)
    notes.write(story, "The mayor, I think.", by=other, answers=note)
    answer = notes.write(story, "He does.", by=reporter, answers=note)
    assert told_of(answer) == {editor, other}


# -- Naming


@pytest.mark.parametrize(
    "text",
    ["@ada", "Ask @ada.", "(@ada)", "@ADA, please", "@ada @ada", "so,\n@ada: who?", "@ada-"],
)
def test_naming_a_colleague_tells_them_once_at_the_desk_and_by_mail(story, editor, work_off, text):
    ada = factories.user("Reporter", username="ada")
    with work_off():
        note = notes.write(story, text, by=editor)
    assert [notice.account for notice in note.notices.all()] == [ada]
    (letter,) = mail.outbox
    assert letter.to == [ada.email]
    assert letter.subject == f"“Ferry saved”: {editor.username} named you in a note."
    assert text in letter.body
    assert f"/admin/articles/story/{story.pk}/notes/" in letter.body


@pytest.mark.parametrize("text", ["ada", "desk@ada", "mail@ada.example", "@ada2", "@ ada", "@"])
def test_what_only_looks_like_a_name_tells_nobody(story, editor, text):
    factories.user("Reporter", username="ada")
    assert told_of(notes.write(story, text, by=editor)) == set()


def test_a_colleague_chosen_from_the_list_is_told_although_no_name_is_typed(story, editor):
    ada = factories.user("Reporter")
    assert told_of(notes.write(story, "Look.", by=editor, naming=[ada])) == {ada}


def test_a_name_that_nobody_who_reads_stories_has_is_reported(story, editor, moderator):
    factories.user("Reporter", username="ada")
    note = notes.write(story, f"@ada @{moderator.username} @nobody", by=editor)
    assert notes.unknown_in(note.text) == [moderator.username, "nobody"]
    assert moderator not in told_of(note)


def test_naming_oneself_tells_nobody(story, editor):
    assert told_of(notes.write(story, f"@{editor.username}", by=editor)) == set()


# -- Refusals


@pytest.mark.parametrize("role", ["Picture editor", "Legal"])
def test_whoever_reads_stories_may_remark(story, role):
    assert notes.write(story, "Mind the caption.", by=factories.user(role)).pk


@pytest.mark.parametrize("role", ["Moderator", "Publisher"])
def test_nobody_else_writes_or_resolves(story, editor, role):
    stranger = factories.user(role)
    note = notes.write(story, "Who says so?", by=editor)
    with pytest.raises(notes.NoteRefused, match="may not"):
        notes.write(story, "I do.", by=stranger)
    with pytest.raises(notes.NoteRefused, match="may not"):
        notes.resolve(note, by=stranger)


@pytest.mark.parametrize("text", ["", "  \n", "\0", "\u200b", "\u00a0"])
def test_a_note_without_words_is_refused(story, editor, text):
    with pytest.raises(notes.NoteRefused, match="Write something"):
        notes.write(story, text, by=editor)


def test_a_note_that_is_too_long_says_by_how_much(story, editor):
    assert notes.write(story, "x" * 4000, by=editor).pk
    with pytest.raises(notes.NoteRefused, match="4001"):
        notes.write(story, "x" * 4001, by=editor)


def test_what_no_database_holds_is_taken_out(story, editor):
    assert notes.write(story, "Wh\0o?\x08", by=editor).text == "Who?"


def test_a_note_of_another_story_cannot_be_answered(story, editor):
    note = notes.write(factories.story(), "Who says so?", by=editor)
    with pytest.raises(notes.NoteRefused, match="another story"):
        notes.write(story, "I do.", by=editor, answers=note)


def test_an_answer_cannot_be_resolved(story, editor):
    note = notes.write(story, "Who says so?", by=editor)
    answer = notes.write(story, "I do.", by=editor, answers=note)
    for settle in (notes.resolve, notes.reopen):
        with pytest.raises(notes.NoteRefused, match="first note"):
            settle(answer, by=editor)


def test_the_notes_of_a_killed_story_are_closed(story, editor):
    note = notes.write(story, "Who says so?", by=editor)
    kill(story)
    with pytest.raises(notes.NoteRefused, match="killed"):
        notes.write(story, "Nobody.", by=editor, answers=note)
    with pytest.raises(notes.NoteRefused, match="killed"):
        notes.resolve(note, by=editor)


def test_a_note_that_is_pressed_twice_is_one_and_told_once(story, editor):
    factories.user("Reporter", username="ada")
    first = notes.write(story, "@ada?", by=editor)
    assert notes.write(story, "@ada?", by=editor) == first
    assert (Note.objects.count(), Notice.objects.count()) == (1, 1)
    Note.objects.update(made_at=first.made_at - timedelta(minutes=5))
    assert notes.write(story, "@ada?", by=editor) != first


def test_the_same_words_of_two_people_are_two_notes(story, reporter, editor):
    notes.write(story, "Typo in the standfirst.", by=editor)
    notes.write(story, "Typo in the standfirst.", by=reporter)
    assert story.notes.open().count() == 2

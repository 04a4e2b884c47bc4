"""A moderator puts words right: what is kept, what is told, and how it is taken back."""

import pytest
from django.utils import timezone

from comments import moderation
from comments.models import Decision, HouseRules, Reason, Reply, Report, State, Version
from tests import factories
from tests.comments import factories as replies

NUMBER = "Call me on 020 7946 0018 about the ferry."
WITHOUT = "Call me about the ferry."


@pytest.fixture
def reply(story):
    return replies.published(story, comment=NUMBER)


@pytest.fixture
def edited(reply, moderator):
    return moderation.edit(reply, by=moderator, comment=WITHOUT, note="a phone number")


def test_an_edit_replaces_the_words_and_keeps_those_before(edited, moderator):
    assert (edited.comment, edited.state, edited.version) == (WITHOUT, State.PUBLISHED, 2)
    assert edited.is_edited_by_desk
    assert edited.edited_at is not None
    before = Version.objects.get()
    assert (before.number, before.comment, before.replaced_by) == (1, NUMBER, moderator)
    decision = Decision.objects.newest_first().first()
    assert (decision.verb, decision.from_state, decision.to_state) == (
        "edit",
        State.PUBLISHED,
        State.PUBLISHED,
    )
    assert (decision.made_by, decision.note, decision.version) == (moderator, "a phone number", 1)
    assert before.decision == decision


@pytest.mark.parametrize(
    "state", [State.PENDING, State.PUBLISHED, State.REJECTED, State.SPAM, State.REMOVED]
)
def test_an_edit_leaves_the_reply_in_its_state_with_its_reason(story, moderator, state):
    reply = replies.in_state(state, story)
    edited = moderation.edit(reply, by=moderator, comment=WITHOUT)
    assert (edited.state, edited.reason) == (state, reply.reason)
    assert (edited.decided_by, edited.decided_at) == (reply.decided_by, reply.decided_at)


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.WITHDRAWN])
def test_what_is_not_the_desk_s_to_show_is_not_edited(story, moderator, state):
    reply = replies.in_state(state, story)
    with pytest.raises(moderation.VerdictRefused, match="cannot be edited"):
        moderation.edit(reply, by=moderator, comment=WITHOUT)
    assert not moderation.can_be_edited(reply)


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "Picture editor"])
def test_nobody_but_a_moderator_edits(reply, role):
    with pytest.raises(moderation.VerdictRefused, match="Only a moderator"):
        moderation.edit(reply, by=factories.user(role), comment=WITHOUT)
    assert Reply.objects.get().comment == NUMBER


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Nothing would be left"),
        ("\u200b \u2060\x00", "Nothing would be left"),
        ("x", "too short"),
        ("x" * 3001, "has 3001 characters; it can have at most 3000"),
        (NUMBER, "nothing was changed"),
        (f"  {NUMBER}\r\n", "nothing was changed"),
    ],
)
def test_words_that_cannot_stand_are_refused_with_a_sentence(reply, moderator, words, sentence):
    with pytest.raises(moderation.WordsRefused, match=sentence):
        moderation.edit(reply, by=moderator, comment=words)
    assert Reply.objects.get().version == 1


def test_what_a_later_rule_makes_too_long_may_still_grow_shorter(story, moderator):
    reply = replies.published(story, comment="word " * 50)
    HouseRules.objects.create(longest=100)
    assert moderation.edit(reply, by=moderator, comment="word " * 40).version == 2


def test_hostile_words_are_kept_as_a_reader_s_would_be(reply, moderator):
    edited = moderation.edit(reply, by=moderator, comment="<b>{{ x }}\ud800\x00';--</b>\r\nyes")
    assert edited.comment == "<b>{{ x }}\ufffd';--</b>\nyes"


def test_the_second_of_two_editing_learns_that_the_words_were_changed(reply, moderator):
    as_second_saw_it = Reply.objects.get()
    moderation.edit(reply, by=moderator, comment=WITHOUT)
    with pytest.raises(moderation.AlreadyDecided, match="were changed meanwhile"):
        moderation.edit(as_second_saw_it, by=factories.user("Moderator"), comment="Other words.")
    with pytest.raises(moderation.AlreadyDecided, match="were changed meanwhile"):
        moderation.remove(as_second_saw_it, by=moderator, reason=Reason.OTHER)
    assert Reply.objects.get().comment == WITHOUT


def test_an_edit_of_what_a_colleague_decided_meanwhile_says_who_did(reply, moderator):
    as_second_saw_it = Reply.objects.get()
    moderation.remove(reply, by=moderator, reason=Reason.PERSONAL_DATA)
    with pytest.raises(moderation.AlreadyDecided, match=f"{moderator.username} already decided"):
        moderation.edit(as_second_saw_it, by=moderator, comment=WITHOUT)


def test_an_edit_answers_what_readers_reported_and_taken_back_it_does_not(reply, moderator):
    Report.objects.create(reply=reply, reason="personal-data")
    Reply.objects.update(reported_at=timezone.now())
    edited = moderation.edit(Reply.objects.get(), by=moderator, comment=WITHOUT)
    assert edited.reported_at is None
    assert moderation.restore(edited, by=moderator).reported_at is not None
    assert Report.objects.unsettled().count() == 1


def test_an_edit_counts_as_a_moderator_s_look(reply, moderator):
    Reply.objects.update(looked_at=None)
    assert not moderation.edit(reply, by=moderator, comment=WITHOUT).awaits_a_look


def test_taking_an_edit_back_brings_the_words_back_as_a_further_version(edited, moderator):
    other = factories.user("Moderator")
    back = moderation.restore(edited, by=other)
    assert (back.comment, back.version, back.state) == (NUMBER, 3, State.PUBLISHED)
    assert (back.edited_at, back.is_edited_by_desk) == (None, False)
    assert list(Version.objects.oldest_first().values_list("number", "comment", "replaced_by")) == [
        (1, NUMBER, moderator.pk),
        (2, WITHOUT, other.pk),
    ]
    assert [row.verb for row in Decision.objects.oldest_first()] == ["approve", "edit", "restore"]


def test_two_edits_are_taken_back_one_after_the_other(edited, moderator):
    again = moderation.edit(edited, by=moderator, comment="Other words altogether.")
    once = moderation.restore(again, by=moderator)
    assert (once.comment, once.is_edited_by_desk) == (WITHOUT, True)
    twice = moderation.restore(once, by=moderator)
    assert (twice.comment, twice.is_edited_by_desk, twice.version) == (NUMBER, False, 5)
    assert moderation.restore(twice, by=moderator).state == State.PENDING  # the approval


def test_an_edit_is_not_taken_back_over_words_that_came_after_it(edited, moderator):
    Version.objects.create(reply=edited, number=2, comment=edited.comment)
    Reply.objects.get().save()
    edited.comment, edited.version = "The writer's own later words.", 3
    edited.save(update_fields=["comment", "version"])
    with pytest.raises(moderation.VerdictRefused, match="changed since"):
        moderation.restore(edited, by=moderator)
    assert Reply.objects.get().comment == "The writer's own later words."


def test_a_removal_is_not_taken_back_over_words_that_came_after_it(reply, moderator):
    removed = moderation.remove(reply, by=moderator, reason=Reason.PERSONAL_DATA)
    Version.objects.create(reply=removed, number=1, comment=NUMBER)
    removed.comment, removed.version = "What nobody has read.", 2
    removed.save(update_fields=["comment", "version"])
    with pytest.raises(moderation.VerdictRefused, match="changed since"):
        moderation.restore(removed, by=moderator)
    assert Reply.objects.get().state == State.REMOVED


def test_a_removal_is_taken_back_once_the_edit_after_it_is(reply, moderator):
    removed = moderation.remove(reply, by=moderator, reason=Reason.PERSONAL_DATA)
    edited = moderation.edit(removed, by=moderator, comment=WITHOUT)
    back = moderation.restore(moderation.restore(edited, by=moderator), by=moderator)
    assert (back.state, back.comment) == (State.PUBLISHED, NUMBER)

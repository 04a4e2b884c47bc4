"""People: trusted, always held, suspended, banned; by whom, why, until when, and back again."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from comments import moderation, standing
from comments.models import Bar, Decision, Reason, Reply, Standing, StandingChange, State, Writer
from tests import factories


@pytest.fixture
def writer(db):
    return Writer.objects.create(address="ada@example.org", confirmed_at=timezone.now())


def waiting(writer, number=1):
    """Replies of a writer that wait for a moderator."""
    story = factories.published_story()
    return [
        Reply.objects.create(
            story=story,
            writer=writer,
            user_email=writer.address,
            comment=f"Reply {count}",
            state=State.PENDING,
        )
        for count in range(number)
    ]


def present(writer):
    return Writer.objects.get(pk=writer.pk)


@pytest.mark.parametrize(
    ("verb", "to_standing"),
    [("trust", Standing.TRUSTED), ("hold", Standing.HELD), ("ban", Standing.BANNED)],
)
def test_a_standing_is_given_with_who_when_and_why(writer, moderator, verb, to_standing):
    change = getattr(standing, verb)(writer, by=moderator, reason="known for years")
    assert present(writer).standing == to_standing
    assert (change.from_standing, change.to_standing) == ("", to_standing)
    assert (change.made_by, change.reason, change.until) == (moderator, "known for years", None)


def test_a_suspension_ends_by_itself(writer, moderator, clock):
    until = clock.now() + timedelta(days=3)
    standing.suspend(writer, by=moderator, reason="insults", until=until)
    assert present(writer).standing_at() == Standing.SUSPENDED
    assert present(writer).standing_at(until) == Standing.NONE


def test_a_suspension_is_moved_to_another_day(writer, moderator):
    now = timezone.now()
    standing.suspend(writer, by=moderator, reason="insults", until=now + timedelta(days=3))
    later = standing.suspend(
        present(writer), by=moderator, reason="more of it", until=now + timedelta(days=9)
    )
    assert later.from_until == now + timedelta(days=3)
    standing.take_back(later, by=moderator, reason="too hard")
    assert present(writer).standing_until == now + timedelta(days=3)


@pytest.mark.parametrize("days", [0, -1, 4000])
def test_a_suspension_ends_neither_in_the_past_nor_in_another_decade(
    writer, moderator, clock, days
):
    with pytest.raises(standing.StandingRefused) as refusal:
        standing.suspend(
            writer, by=moderator, reason="insults", until=clock.now() + timedelta(days=days)
        )
    assert refusal.value.field == "until"
    assert present(writer).standing == Standing.NONE


def test_a_suspension_without_a_day_is_refused(writer, moderator):
    with pytest.raises(standing.StandingRefused, match="until when"):
        standing.suspend(writer, by=moderator, reason="insults", until=None)


@pytest.mark.parametrize("reason", ["", "  \u200b", "x" * 501])
def test_a_change_without_a_reason_that_can_be_read_is_refused(writer, moderator, reason):
    with pytest.raises(standing.StandingRefused) as refusal:
        standing.ban(writer, by=moderator, reason=reason)
    assert refusal.value.field == "reason"
    assert not StandingChange.objects.exists()


def test_a_reason_of_exactly_five_hundred_characters_is_kept(writer, moderator):
    assert len(standing.ban(writer, by=moderator, reason="x" * 500).reason) == 500


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "Picture editor"])
def test_nobody_but_a_moderator_decides_about_people(writer, moderator, role):
    somebody = factories.user(role)
    change = standing.hold(writer, by=moderator, reason="insults")
    note = standing.add_note(writer, by=moderator, words="Met them once.")
    for give in (
        lambda: standing.trust(writer, by=somebody, reason="a friend"),
        lambda: standing.ban(writer, by=somebody, reason="a foe"),
        lambda: standing.take_back(change, by=somebody, reason="no"),
        lambda: standing.add_note(writer, by=somebody, words="Hello."),
        lambda: standing.delete_note(note, by=somebody),
    ):
        with pytest.raises(standing.StandingRefused, match="Only a moderator"):
            give()
    assert standing.measures_open_to(somebody, writer) == []
    assert present(writer).standing == Standing.HELD


def test_a_colleague_has_no_standing(moderator):
    with pytest.raises(standing.StandingRefused, match="colleague"):
        standing.ban(None, by=moderator, reason="a joke")
    assert standing.measures_open_to(moderator, None) == []


def test_an_address_nobody_confirmed_is_banned_but_never_trusted(writer, moderator):
    Writer.objects.update(confirmed_at=None)
    writer.refresh_from_db()
    with pytest.raises(standing.StandingRefused, match="anybody can type it"):
        standing.trust(writer, by=moderator, reason="seems nice")
    assert "trust" not in dict(standing.measures_open_to(moderator, writer))
    assert standing.ban(writer, by=moderator, reason="a flood").to_standing == Standing.BANNED


def test_what_a_writer_is_already_is_not_given_again(writer, moderator):
    standing.ban(writer, by=moderator, reason="spam")
    with pytest.raises(standing.StandingRefused, match="changes nothing"):
        standing.ban(present(writer), by=moderator, reason="spam")
    assert "ban" not in dict(standing.measures_open_to(moderator, present(writer)))
    assert StandingChange.objects.count() == 1


def test_the_second_of_two_moderators_learns_who_was_quicker(writer, moderator):
    as_second_saw_it, shown = present(writer), standing.seen_as(writer)
    standing.ban(writer, by=moderator, reason="spam")
    for seen in (None, shown):
        with pytest.raises(standing.AlreadyChanged, match=f"{moderator.username} changed.*Banned"):
            standing.trust(
                as_second_saw_it, by=factories.user("Moderator"), reason="nice", seen=seen
            )
    assert present(writer).standing == Standing.BANNED


def test_a_page_from_before_two_changes_that_cancel_out_changes_nothing(writer, moderator):
    shown = standing.seen_as(writer)
    change = standing.ban(writer, by=moderator, reason="spam")
    standing.take_back(change, by=moderator, reason="a mix-up")
    with pytest.raises(standing.AlreadyChanged):
        standing.ban(present(writer), by=moderator, reason="spam", seen=shown)
    assert present(writer).standing == Standing.NONE


def test_lifting_ends_a_standing_and_the_log_keeps_both(writer, moderator):
    standing.hold(writer, by=moderator, reason="insults")
    standing.lift(present(writer), by=moderator, reason="a year without")
    assert present(writer).standing == Standing.NONE
    assert StandingChange.objects.count() == 2
    assert "lift" not in dict(standing.measures_open_to(moderator, present(writer)))


def test_changes_are_taken_back_one_after_the_other(writer, moderator):
    first = standing.trust(writer, by=moderator, reason="kind")
    second = standing.ban(present(writer), by=moderator, reason="not so kind")
    with pytest.raises(standing.AlreadyChanged):
        standing.take_back(first, by=moderator, reason="wrong")
    standing.take_back(second, by=moderator, reason="wrong")
    assert present(writer).standing == Standing.TRUSTED
    with pytest.raises(standing.AlreadyChanged):
        standing.take_back(second, by=moderator, reason="wrong")
    standing.take_back(first, by=moderator, reason="wrong")
    assert present(writer).standing == Standing.NONE
    assert StandingChange.objects.count() == 4


def test_a_ban_leaves_what_waits_unless_it_is_told_otherwise(writer, moderator):
    waiting(writer)
    standing.ban(writer, by=moderator, reason="insults")
    assert Reply.objects.get().state == State.PENDING


def test_a_ban_refuses_all_that_waits_each_with_its_own_decision(writer, moderator, work_off):
    theirs = waiting(writer, 2)
    (other,) = waiting(Writer.objects.create(address="grace@example.org"))
    mail.outbox.clear()
    with work_off():
        change = standing.ban(
            writer, by=moderator, reason="insults", reject_waiting=True, reject_as=Reason.ABUSIVE
        )
    for reply in Reply.objects.filter(writer=writer):
        assert (reply.state, reply.reason, reply.decided_by) == (
            State.REJECTED,
            Reason.ABUSIVE,
            moderator,
        )
    assert {row.reply_id for row in change.decisions.all()} == {reply.pk for reply in theirs}
    assert {row.note for row in change.decisions.all()} == {"insults"}
    assert Reply.objects.get(pk=other.pk).state == State.PENDING
    (message,) = mail.outbox  # one about the ban, and none about each
    assert "2 replies of yours that waited were refused with it." in message.body
    assert "2 replies of yours that waited were refused with it." in message.alternatives[0][0]


def test_what_a_ban_refuses_as_spam_is_spam_and_is_told_with_the_ban(writer, moderator, work_off):
    waiting(writer)
    mail.outbox.clear()
    with work_off():
        standing.ban(
            writer, by=moderator, reason="spam", reject_waiting=True, reject_as=Reason.SPAM
        )
    assert Reply.objects.get().state == State.SPAM
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("verb", ["lift", "trust", "hold"])
def test_a_ban_that_a_moderator_ended_is_not_kept_for_who_comes_back(writer, moderator, verb):
    standing.ban(writer, by=moderator, reason="spam")
    Bar.objects.keep(present(writer))
    getattr(standing, verb)(present(writer), by=moderator, reason="a year without")
    assert not Bar.objects.exists()


def test_a_ban_that_would_refuse_for_no_known_reason_does_nothing(writer, moderator):
    waiting(writer)
    with pytest.raises(standing.StandingRefused) as refusal:
        standing.ban(writer, by=moderator, reason="x", reject_waiting=True, reject_as="because")
    assert refusal.value.field == "reject_as"
    assert present(writer).standing == Standing.NONE


@pytest.mark.parametrize("number", [1, 40])
def test_a_ban_costs_no_more_for_many_replies_than_for_one(
    writer, moderator, number, django_assert_num_queries
):
    waiting(writer, number)
    moderator.has_perm(moderation.PERMISSION)
    with django_assert_num_queries(16):
        standing.ban(writer, by=moderator, reason="spam", reject_waiting=True)
    assert Decision.objects.count() == number


@pytest.mark.parametrize("number", [1, 40])
def test_a_ban_taken_back_with_its_replies_costs_no_more_for_many(
    writer, moderator, number, django_assert_num_queries
):
    waiting(writer, number)
    change = standing.ban(writer, by=moderator, reason="spam", reject_waiting=True)
    with django_assert_num_queries(19):
        standing.take_back(change, by=moderator, reason="a mix-up", with_replies=True)
    assert Reply.objects.filter(state=State.PENDING).count() == number


def test_a_ban_taken_back_alone_leaves_its_replies_refused(writer, moderator):
    waiting(writer)
    change = standing.ban(writer, by=moderator, reason="insults", reject_waiting=True)
    standing.take_back(change, by=moderator, reason="a warning will do")
    assert Reply.objects.get().state == State.REJECTED
    assert standing.refused_with(change).count() == 1


def test_what_was_decided_since_a_ban_stays_decided_when_it_is_taken_back(writer, moderator):
    one, two = waiting(writer, 2)
    change = standing.ban(writer, by=moderator, reason="insults", reject_waiting=True)
    moderation.approve(Reply.objects.get(pk=one.pk), by=moderator)
    standing.take_back(change, by=moderator, reason="a mix-up", with_replies=True)
    assert Reply.objects.get(pk=one.pk).state == State.PUBLISHED
    assert Reply.objects.get(pk=two.pk).state == State.PENDING


def test_each_reply_refused_with_a_ban_can_be_brought_back_alone(writer, moderator):
    waiting(writer)
    standing.ban(writer, by=moderator, reason="insults", reject_waiting=True)
    assert moderation.restore(Reply.objects.get(), by=moderator).state == State.PENDING
    assert present(writer).standing == Standing.BANNED


def test_notes_are_kept_with_their_author_who_alone_deletes_them(writer, moderator):
    note = standing.add_note(writer, by=moderator, words=" Wrote to legal. ")
    assert (note.words, note.made_by) == ("Wrote to legal.", moderator)
    with pytest.raises(standing.StandingRefused, match="Only who wrote"):
        standing.delete_note(note, by=factories.user("Moderator"))
    standing.delete_note(note, by=moderator)
    assert not writer.notes.exists()


@pytest.mark.parametrize("words", ["", "\u200b", "n" * 2001])
def test_a_note_that_says_nothing_or_too_much_is_refused(writer, moderator, words):
    with pytest.raises(standing.StandingRefused) as refusal:
        standing.add_note(writer, by=moderator, words=words)
    assert refusal.value.field == "words"

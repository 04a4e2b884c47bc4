"""Verdicts: who may give them, what they change, who is told, how they are taken back."""

from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from comments import moderation
from comments.models import Decision, Reason, Reply, State
from tests import factories
from tests.comments import factories as replies


@pytest.fixture
def reply(story):
    return replies.pending(story)


def test_approving_publishes_the_reply_and_records_who_did_it(reply, moderator):
    approved = moderation.approve(reply, by=moderator)
    assert (approved.state, approved.is_public, approved.is_removed) == ("published", True, False)
    assert approved.decided_by == moderator
    decision = Decision.objects.get()
    assert (decision.made_by, decision.from_state, decision.to_state) == (
        moderator,
        State.PENDING,
        State.PUBLISHED,
    )


def test_rejecting_keeps_the_reason_and_the_note(reply, moderator):
    moderation.reject(reply, by=moderator, reason=Reason.OFF_TOPIC, note="about the weather")
    rejected = Reply.objects.get()
    assert (rejected.state, rejected.reason, rejected.is_public) == ("rejected", "off-topic", False)
    assert Decision.objects.get().note == "about the weather"


def test_removing_takes_a_published_reply_down(reply, moderator):
    approved = moderation.approve(reply, by=moderator)
    removed = moderation.remove(approved, by=moderator, reason=Reason.ABUSIVE)
    assert (removed.state, removed.is_public, removed.is_removed) == ("removed", False, True)


def test_a_verdict_that_needs_a_reason_is_not_given_without_one(reply, moderator):
    with pytest.raises(moderation.VerdictRefused, match="Choose a reason"):
        moderation.reject(reply, by=moderator, reason="")
    with pytest.raises(moderation.VerdictRefused, match="no such reason"):
        moderation.reject(reply, by=moderator, reason="because")
    assert Reply.objects.get().state == State.PENDING


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "Picture editor"])
def test_nobody_but_a_moderator_decides(reply, role):
    somebody = factories.user(role)
    for give in (
        lambda: moderation.approve(reply, by=somebody),
        lambda: moderation.mark_spam(reply, by=somebody),
        lambda: moderation.restore(reply, by=somebody),
    ):
        with pytest.raises(moderation.VerdictRefused, match="Only a moderator"):
            give()
    assert moderation.verdicts_open_to(somebody, reply) == []
    assert Reply.objects.get().state == State.PENDING


def test_the_second_of_two_moderators_learns_who_decided(reply, moderator):
    as_second_saw_it = Reply.objects.get()
    moderation.approve(reply, by=moderator)
    with pytest.raises(moderation.AlreadyDecided) as refusal:
        moderation.reject(as_second_saw_it, by=factories.user("Moderator"), reason=Reason.OFFENSIVE)
    assert moderator.username in str(refusal.value)
    assert "Published" in str(refusal.value)
    assert Reply.objects.get().state == State.PUBLISHED
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.UNCONFIRMED, []),
        (State.PENDING, ["approve", "reject", "spam"]),
        (State.PUBLISHED, ["spam", "remove"]),
        (State.REJECTED, ["approve", "spam"]),
        (State.SPAM, ["approve", "reject"]),
        (State.REMOVED, ["approve", "spam"]),
        (State.WITHDRAWN, []),
    ],
)
def test_the_buttons_are_the_verdicts_that_would_be_accepted(story, moderator, state, verbs):
    reply = replies.in_state(state, story)
    assert [verb for verb, _verdict in moderation.verdicts_open_to(moderator, reply)] == verbs
    for verb in moderation.VERDICTS.keys() - set(verbs):
        outcome = moderation.decide(
            verb, {reply.pk: reply.seen_as}, by=moderator, reason=Reason.OTHER
        )
        assert not outcome.decided
        assert outcome.refusals


def test_a_decision_is_taken_back_and_the_log_keeps_both(reply, moderator):
    rejected = moderation.reject(reply, by=moderator, reason=Reason.HATE)
    other = factories.user("Moderator")
    restored = moderation.restore(rejected, by=other, note="read it again")
    assert (restored.state, restored.reason) == (State.PENDING, "")
    assert [(row.verb, row.made_by) for row in Decision.objects.order_by("pk")] == [
        ("reject", moderator),
        ("restore", other),
    ]


def test_decisions_are_taken_back_one_after_the_other_until_none_is_left(reply, moderator):
    present = moderation.approve(reply, by=moderator)
    present = moderation.remove(present, by=moderator, reason=Reason.ILLEGAL)
    present = moderation.restore(present, by=moderator)
    assert (present.state, present.is_public) == (State.PUBLISHED, True)
    present = moderation.restore(present, by=moderator)
    assert (present.state, present.is_public) == (State.PENDING, False)
    assert moderation.restorable(moderator, [present]) == set()
    with pytest.raises(moderation.VerdictRefused, match="no decision"):
        moderation.restore(present, by=moderator)


def test_taking_back_a_verdict_brings_back_the_reason_before_it(story, moderator):
    spam = replies.in_state(State.SPAM, story)
    rejected = moderation.reject(spam, by=moderator, reason=Reason.HATE)
    assert moderation.restore(rejected, by=moderator).reason == Reason.SPAM


def test_a_hundred_are_approved_with_a_handful_of_queries(
    story, moderator, django_assert_max_num_queries
):
    ids = [
        Reply.objects.create(story=story, comment=f"Reply {number}", state=State.PENDING).pk
        for number in range(100)
    ]
    with django_assert_max_num_queries(12):
        outcome = moderation.decide("approve", replies.seen(ids), by=moderator)
    assert outcome.decided == ids
    assert Reply.objects.published().count() == Decision.objects.count() == 100


def test_what_was_decided_meanwhile_is_left_out_of_a_bulk_verdict_and_named(story, moderator):
    ours, theirs = replies.pending(story), replies.pending(story, name="Grace")
    moderation.mark_spam(theirs, by=moderator)
    as_seen = {**replies.seen([ours.pk]), theirs.pk: "pending", 999999: "pending"}
    outcome = moderation.decide("approve", as_seen, by=moderator)
    assert outcome.decided == [ours.pk]
    assert str(outcome.refusals[0]).startswith(moderator.username)
    assert "Grace" in str(outcome.refusals[0])
    assert "1 no longer exist" in str(outcome.refusals[1])


def test_the_writer_is_told_of_publication_with_the_address_of_the_reply(
    story, moderator, work_off
):
    reply = replies.pending(story, email="ada@example.org", comment="My words.")
    mail.outbox.clear()
    with work_off():
        moderation.approve(reply, by=moderator)
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    assert "is published" in message.subject
    assert f"http://localhost:8000/replies/{reply.pk}/" in message.body
    assert "My words." not in message.message().as_string()


def test_the_writer_of_a_rejected_reply_is_told_the_reason_and_not_the_note(
    reply, moderator, work_off
):
    mail.outbox.clear()
    with work_off():
        moderation.reject(reply, by=moderator, reason=Reason.PERSONAL_DATA, note="a phone number")
    assert "Personal data" in mail.outbox[0].body
    assert "phone" not in mail.outbox[0].message().as_string()
    assert "/replies/yours/" in mail.outbox[0].body


def test_whoever_was_taken_for_a_spammer_is_told_so(reply, moderator, work_off):
    mail.outbox.clear()
    with work_off():
        moderation.mark_spam(reply, by=moderator)
    assert "The reason given: Spam." in mail.outbox[0].body


def test_a_verdict_taken_back_before_its_mail_went_out_is_not_told(reply, moderator, work_off):
    mail.outbox.clear()
    with work_off():
        moderation.restore(moderation.approve(reply, by=moderator), by=moderator)
    assert mail.outbox == []


def test_one_refused_address_does_not_keep_the_others_waiting(
    story, moderator, work_off, monkeypatch, caplog
):

    deliver = EmailBackend.send_messages

    def picky(backend, messages):
        if messages[0].to == ["bad@example.org"]:
            raise SMTPRecipientsRefused({"bad@example.org": (550, b"unknown")})
        return deliver(backend, messages)

    bad, good = replies.pending(story, email="bad@example.org"), replies.pending(story)
    mail.outbox.clear()
    monkeypatch.setattr(EmailBackend, "send_messages", picky)
    with work_off():
        moderation.decide("approve", replies.seen([bad.pk, good.pk]), by=moderator)
    assert [message.to for message in mail.outbox] == [[good.user_email]]
    assert "bad@example.org" not in caplog.text
    assert list(Decision.objects.untold().values_list("reply_id", flat=True)) == [bad.pk]


def test_who_comes_after_an_undo_is_told_of_an_undo(story, moderator):
    shown = replies.pending(story)
    seen = shown.seen_as
    moderation.restore(moderation.approve(shown, by=moderator), by=moderator)
    (refusal,) = moderation.decide("approve", {shown.pk: seen}, by=moderator).refusals
    assert f"{moderator.username} took a decision" in str(refusal)
    assert "already decided" not in str(refusal)

"""What a decision settles, and what is open again when it is taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import ledger, moderation
from comments.models import Appeal, Decision, Reason, Reply, Report, State, Verb
from tests.comments import factories as replies


def reported(reply, *, minutes=5):
    """A reader's report of a published reply, as old as that."""
    moment = timezone.now() - timedelta(minutes=minutes)
    Report.objects.create(reply=reply, reason="hate", made_at=moment)
    oldest = min(moment, reply.reported_at or moment)
    Reply.objects.filter(pk=reply.pk).update(reported_at=oldest)
    return Reply.objects.get(pk=reply.pk)


def appealed(reply):
    """The appeal of the writer of a refused reply."""
    last = ledger.last_standing(reply)
    Appeal.objects.create(reply=reply, against=last, words="Please look again.")
    Reply.objects.filter(pk=reply.pk).update(appealed_at=timezone.now())
    return Reply.objects.get(pk=reply.pk)


def test_a_reply_that_was_looked_at_and_not_reported_needs_no_second_approval(story, moderator):
    reply = replies.published(story)
    with pytest.raises(moderation.VerdictRefused, match="does not fit"):
        moderation.approve(reply, by=moderator)
    assert Decision.objects.count() == 1


def test_approving_a_reported_reply_keeps_it_and_settles_every_report_of_it(story, moderator):
    reply = reported(reported(replies.published(story)), minutes=9)
    kept = moderation.approve(reply, by=moderator)
    assert (kept.state, kept.reported_at) == (State.PUBLISHED, None)
    decision = Decision.objects.newest_first().first()
    assert (decision.from_state, decision.to_state) == (State.PUBLISHED, State.PUBLISHED)
    assert [report.settled_by for report in Report.objects.all()] == [decision, decision]


def test_what_an_approval_had_settled_is_open_again_once_it_is_taken_back(story, moderator):
    reply = reported(replies.published(story))
    kept = moderation.approve(reply, by=moderator)
    again = moderation.restore(kept, by=moderator)
    assert again.reported_at == reply.reported_at
    assert again.awaits_a_look
    assert Report.objects.unsettled().count() == 1


def test_taking_a_decision_back_settles_no_report_that_came_after_it(story, moderator):
    reply = reported(replies.published(story))
    back = moderation.restore(reply, by=moderator)
    assert back.reported_at == reply.reported_at


def test_a_decision_of_each_in_a_bulk_verdict_settles_its_own_reports(story, moderator):
    first, second = (reported(replies.published(story)) for _ in range(2))
    moderation.decide(
        "remove", replies.seen([first.pk, second.pk]), by=moderator, reason=Reason.HATE
    )
    for report in Report.objects.select_related("settled_by"):
        assert report.settled_by.reply_id == report.reply_id
        assert report.settled_by.verb == "remove"


def test_a_verdict_settles_the_appeal_and_taking_it_back_opens_it_again(story, moderator):
    refused = replies.in_state(State.REJECTED, story)
    reply = appealed(refused)
    approved = moderation.approve(reply, by=moderator)
    assert approved.appealed_at is None
    assert Appeal.objects.get().settled_by == ledger.last_standing(approved)
    again = moderation.restore(approved, by=moderator)
    assert again.appealed_at == Appeal.objects.get().made_at
    assert Appeal.objects.get().settled_at is None


def test_a_rule_decides_without_looking_and_names_itself(story):
    reply = replies.pending(story)
    (decision,) = ledger.enter(Verb.PASS, [reply], State.PUBLISHED, rule="trusted")
    reply = Reply.objects.get()
    assert (decision.rule, decision.made_by) == ("trusted", None)
    assert (reply.looked_at, reply.decided_by, reply.is_public) == (None, None, True)
    assert reply.awaits_a_look


def test_a_rule_settles_nothing_that_people_asked_of_a_moderator(story):
    reply = reported(replies.published(story))
    ledger.enter(Verb.HOLD, [reply], State.PENDING, rule="edited")
    assert Reply.objects.get().reported_at is not None
    assert Report.objects.unsettled().count() == 1


def test_a_moderator_who_approves_what_a_rule_published_has_looked_at_it(story, moderator):
    reply = replies.pending(story)
    ledger.enter(Verb.PASS, [reply], State.PUBLISHED, rule="trusted")
    kept = moderation.approve(Reply.objects.get(), by=moderator)
    assert not kept.awaits_a_look
    assert moderation.restore(kept, by=moderator).awaits_a_look


def test_readers_first_saw_a_reply_when_it_was_first_published(story, moderator):
    reply = replies.published(story)
    removed = moderation.remove(reply, by=moderator, reason=Reason.OTHER)
    back = moderation.approve(removed, by=moderator)
    assert back.appeared_at == reply.appeared_at < back.decided_at


def test_a_page_that_shows_other_words_than_there_are_by_now_decides_nothing(story, moderator):
    seen = replies.seen([replies.pending(story).pk])
    Reply.objects.update(version=2)
    outcome = moderation.decide("approve", seen, by=moderator)
    assert not outcome.decided
    assert Reply.objects.get().state == State.PENDING

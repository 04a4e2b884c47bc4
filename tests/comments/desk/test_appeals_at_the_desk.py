"""Appeals: a different moderator answers, any verdict settles, and none is stuck in silence."""

import pytest
from django.utils import timezone

from comments import moderation
from comments.models import Appeal, Decision, Reason, Reply, State
from tests import factories
from tests.comments import factories as replies


@pytest.fixture
def other(db):
    return factories.user("Moderator")


def appealed(reply):
    """A reply whose writer appealed against the last decision on it."""
    against = Decision.objects.filter(reply=reply).newest_first().first()
    appeal = Appeal.objects.create(reply=reply, against=against, words="Please look again.")
    Reply.objects.filter(pk=reply.pk).update(appealed_at=appeal.made_at)
    return Reply.objects.get(pk=reply.pk)


@pytest.fixture
def reply(story, moderator):
    pending = replies.pending(story)
    return appealed(moderation.reject(pending, by=moderator, reason=Reason.HATE))


def test_a_different_moderator_s_verdict_answers_an_appeal(reply, other):
    approved = moderation.approve(reply, by=other)
    assert (approved.state, approved.appealed_at) == (State.PUBLISHED, None)
    appeal = Appeal.objects.get()
    assert appeal.settled_by == Decision.objects.newest_first().first()
    assert appeal.settled_at is not None


def test_upholding_leaves_the_refusal_as_it_was_and_answers_the_appeal(reply, other):
    upheld = moderation.uphold(reply, by=other, note="read twice")
    assert (upheld.state, upheld.reason, upheld.appealed_at) == (
        State.REJECTED,
        Reason.HATE,
        None,
    )
    decision = Decision.objects.newest_first().first()
    assert (decision.verb, decision.from_state, decision.to_state, decision.reason) == (
        "uphold",
        State.REJECTED,
        State.REJECTED,
        Reason.HATE,
    )
    assert Appeal.objects.get().settled_by == decision
    assert upheld.decided_by == other


@pytest.mark.parametrize("state", [State.REJECTED, State.SPAM, State.REMOVED])
def test_every_refusal_can_be_upheld(story, other, state):
    reply = appealed(replies.in_state(state, story))
    assert moderation.uphold(reply, by=other).state == state


def test_who_decided_does_not_answer_the_appeal_against_it(reply, moderator, other):
    for verb in ("approve", "spam", "uphold"):
        outcome = moderation.decide(verb, replies.seen([reply.pk]), by=moderator)
        assert outcome.decided == []
        assert [str(one) for one in outcome.refusals] == [
            f"The appeal of {reply.name} is against a decision of yours: another moderator "
            "answers it."
        ]
    assert moderation.verdicts_open_to(moderator, reply) == []
    assert "uphold" in dict(moderation.verdicts_open_to(other, reply))
    assert Appeal.objects.get().settled_at is None


def test_in_bulk_own_appeals_are_left_out_and_named(story, reply, moderator):
    waiting = replies.in_state(State.REJECTED, story)
    outcome = moderation.decide("approve", replies.seen([reply.pk, waiting.pk]), by=moderator)
    assert outcome.decided == [waiting.pk]
    assert reply.name in str(outcome.refusals[0])


def test_where_nobody_else_may_decide_the_way_out_is_said(reply, moderator):
    with pytest.raises(moderation.VerdictRefused, match="another moderator"):
        moderation.approve(reply, by=moderator)
    outcome = moderation.decide("approve", replies.seen([reply.pk]), by=moderator)
    assert "a colleague the role Moderator" in str(outcome.refusals[-1])
    factories.user("Moderator", is_active=False)
    assert moderation.nobody_else(moderator)
    factories.user("Moderator")
    assert moderation.nobody_else(moderator) == []


def test_an_upheld_refusal_is_offered_only_where_an_appeal_is_open(story, reply, other):
    upheld = moderation.uphold(reply, by=other)
    rejected = replies.in_state(State.REJECTED, story)
    for one in (upheld, rejected):
        assert "uphold" not in dict(moderation.verdicts_open_to(other, one))
        with pytest.raises(moderation.VerdictRefused, match="does not fit"):
            moderation.uphold(one, by=other)


def test_an_upheld_refusal_taken_back_is_an_open_appeal_again(reply, other):
    restored = moderation.restore(moderation.uphold(reply, by=other), by=other)
    assert (restored.state, restored.reason) == (State.REJECTED, Reason.HATE)
    assert restored.appealed_at == Appeal.objects.get().made_at
    assert Appeal.objects.get().settled_at is None


def test_an_appeal_stays_open_when_the_decision_it_is_against_is_taken_back(
    reply, moderator, other
):
    restored = moderation.restore(reply, by=other)
    assert (restored.state, restored.appealed_at) == (State.PENDING, Appeal.objects.get().made_at)
    assert moderation.verdicts_open_to(moderator, restored) == []
    assert moderation.reject(restored, by=other, reason=Reason.HATE).appealed_at is None


def refuses_to_take_back(reply, by):
    """Whether somebody is neither offered to take a reply's last decision back, nor obeyed."""
    before = Reply.objects.get(pk=reply.pk)
    assert moderation.restorable(by, [before]) == set()
    with pytest.raises(moderation.VerdictRefused, match="another moderator takes back"):
        moderation.restore(before, by=by)
    outcome = moderation.take_back({before.pk: before.seen_as}, by=by)
    assert "another moderator takes back" in str(*outcome.refusals)
    return outcome.decided == [] and Reply.objects.get(pk=reply.pk).state == before.state


def test_nobody_answers_an_appeal_by_taking_the_own_refusal_back(story, moderator):
    published = replies.published(story, by=moderator)
    assert refuses_to_take_back(
        appealed(moderation.remove(published, by=moderator, reason="hate")), moderator
    )


@pytest.mark.parametrize("answer", [moderation.approve, moderation.uphold])
def test_nobody_takes_back_a_colleague_s_answer_to_the_appeal_against_them(
    reply, moderator, other, answer
):
    answered = answer(reply, by=other)
    assert refuses_to_take_back(answered, moderator)
    assert moderation.restorable(other, [answered]) == {answered.pk}


def test_an_edit_answers_no_appeal(reply, moderator):
    edited = moderation.edit(reply, by=moderator, comment="Without the insult.")
    assert edited.appealed_at is not None
    assert Appeal.objects.get().settled_at is None


@pytest.mark.parametrize("number", [1, 20])
def test_upholding_many_costs_no_more_than_one(
    story, moderator, other, number, django_assert_num_queries
):
    decided = {"reason": Reason.HATE, "decided_at": timezone.now(), "decided_by": moderator}
    ids = [
        Reply.objects.create(story=story, comment=f"Reply {count}", state=state, **decided).pk
        for count, state in zip(range(number), [State.REJECTED, State.SPAM] * 20, strict=False)
    ]
    Appeal.objects.bulk_create(Appeal(reply_id=pk) for pk in ids)
    Reply.objects.update(appealed_at=timezone.now())
    seen = replies.seen(ids)
    other.has_perm("comments.moderate_reply")
    with django_assert_num_queries(7):
        assert moderation.decide("uphold", seen, by=other).decided == ids
    assert Appeal.objects.filter(settled_at=None).count() == 0

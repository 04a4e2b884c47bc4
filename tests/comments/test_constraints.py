"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.utils import timezone
from django_comments.models import Comment

from comments.models import Confirmation, Decision, Reply, Writer
from tests.comments import factories as replies


@pytest.fixture
def reply(db):
    return replies.pending()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "lost"}, "reply_state_is_known"),
        ({"reason": "because"}, "reply_reason_is_known"),
        ({"state": "rejected", "decided_at": timezone.now()}, "refused_reply_has_a_reason"),
        ({"state": "spam", "decided_at": timezone.now()}, "refused_reply_has_a_reason"),
        ({"state": "published"}, "reply_readers_saw_was_decided"),
        (
            {"state": "published", "decided_at": timezone.now()},
            "reply_readers_see_has_appeared",
        ),
        ({"taught": "all"}, "reply_taught_the_spam_score_something_known"),
        ({"state": "removed"}, "reply_readers_saw_was_decided"),
    ],
)
def test_the_database_refuses_an_impossible_reply(reply, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Reply.objects.filter(pk=reply.pk).update(**fields)


def test_the_database_refuses_a_reply_that_answers_itself(reply):
    with (
        pytest.raises(IntegrityError, match="reply_does_not_answer_itself"),
        transaction.atomic(),
    ):
        Reply.objects.filter(pk=reply.pk).update(in_answer_to=reply.pk)


def test_the_database_refuses_a_decision_that_changes_nothing(reply):
    with pytest.raises(IntegrityError, match="decision_changes_the_state"), transaction.atomic():
        Decision.objects.create(
            reply=reply, verb="reject", from_state="pending", to_state="pending"
        )


def test_the_database_refuses_a_decision_between_unknown_states(reply):
    with pytest.raises(IntegrityError, match="decision_states_are_known"), transaction.atomic():
        Decision.objects.create(reply=reply, verb="approve", from_state="lost", to_state="found")


def test_the_database_refuses_a_decision_nobody_could_make(reply):
    with pytest.raises(IntegrityError, match="decision_verb_is_known"), transaction.atomic():
        Decision.objects.create(reply=reply, verb="fly", from_state="pending", to_state="published")


def test_the_database_refuses_a_confirmation_that_expired_before_it_was_asked(reply):
    now = timezone.now()
    with (
        pytest.raises(IntegrityError, match="confirmation_expires_after_it_was_asked"),
        transaction.atomic(),
    ):
        Confirmation.objects.create(reply=reply, asked_at=now, expires_at=now)


def test_the_database_refuses_two_confirmations_with_one_link(reply):
    digest = Confirmation.objects.get().digest
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(reply=reply, digest=digest)


def test_the_database_refuses_a_second_writer_at_an_address(reply):
    with pytest.raises(IntegrityError), transaction.atomic():
        Writer.objects.create(address=reply.writer.address)
    with pytest.raises(IntegrityError, match="writer_has_an_address"), transaction.atomic():
        Writer.objects.create(address="")


def test_a_reply_with_answers_cannot_be_deleted_alone(db):
    above = replies.published()
    replies.pending(above.story, answering=above)
    with pytest.raises(RestrictedError):
        above.delete()
    assert Reply.objects.count() == 2


def test_a_deleted_story_takes_its_whole_thread_with_it(db):
    above = replies.published()
    replies.pending(above.story, answering=above)
    above.story.delete()

    assert Reply.objects.count() == Comment.objects.count() == 0
    assert Decision.objects.count() == Confirmation.objects.count() == 0

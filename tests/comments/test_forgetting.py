"""What nobody confirmed is forgotten, and network hashes do not stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import posting
from comments.models import Confirmation, Reply, State, Writer
from tests import factories
from tests.comments import factories as replies


def made(reply, ago):
    """As if `reply` and its writer had come `ago`."""
    moment = timezone.now() - ago
    Reply.objects.filter(pk=reply.pk).update(posted_at=moment)
    Writer.objects.filter(pk=reply.writer_id).update(first_seen_at=moment)


def test_a_reply_nobody_confirmed_is_forgotten_after_48_hours_with_its_address(db):
    made(replies.unconfirmed(), timedelta(hours=48, minutes=1))
    young = replies.unconfirmed()
    made(young, timedelta(hours=47, minutes=59))
    assert posting.forget_unconfirmed() == 1
    assert list(Reply.objects.all()) == [young]
    assert list(Writer.objects.all()) == [young.writer]
    assert Confirmation.objects.get().reply == young


@pytest.mark.parametrize("state", [state for state in State if state != State.UNCONFIRMED])
def test_what_was_confirmed_is_never_forgotten(db, state):
    reply = replies.in_state(state)
    made(reply, timedelta(days=100))
    assert posting.forget_unconfirmed() == 0
    assert Reply.objects.get() == reply


def test_network_hashes_are_erased_after_thirty_days(db):
    story = factories.published_story()
    old = replies.pending(story, network_address="203.0.113.9")
    young = replies.pending(story, network_address="203.0.113.10")
    made(old, timedelta(days=30, minutes=1))
    posting.forget_unconfirmed()
    assert Reply.objects.get(pk=old.pk).network == ""
    assert Reply.objects.get(pk=young.pk).network == young.network != ""


def test_forgetting_with_nothing_to_forget_changes_nothing(db):
    assert posting.forget_unconfirmed() == 0

"""Moderators pressing together about one person, or the words of one reply. Needs PostgreSQL."""

import pytest
from django.db import connection
from django.utils import timezone

from comments import moderation, standing
from comments.models import Decision, Reason, Reply, StandingChange, State, Version, Writer
from tests import factories
from tests.comments import factories as replies
from tests.comments.posting.test_at_the_same_moment import TOGETHER, all_together

pytestmark = [
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time; this needs PostgreSQL",
    ),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def without_refusal(act):
    """What an act gave, or the refusal that it raised, for threads to hand back."""
    try:
        return act()
    except standing.StandingRefused as refusal:
        return refusal


def test_eight_bans_at_once_are_one_and_refuse_what_waits_once():
    reply = replies.pending()
    moderator = factories.user("Moderator")
    given = all_together(
        lambda: without_refusal(
            lambda: standing.ban(reply.writer, by=moderator, reason="spam", reject_waiting=True)
        )
    )
    assert sum(isinstance(one, standing.AlreadyChanged) for one in given) == TOGETHER - 1
    assert StandingChange.objects.count() == Decision.objects.count() == 1
    assert Reply.objects.get().state == State.REJECTED


def test_a_change_taken_back_eight_times_at_once_is_taken_back_once():
    writer = Writer.objects.create(address="ada@example.org", confirmed_at=timezone.now())
    moderator = factories.user("Moderator")
    change = standing.trust(writer, by=moderator, reason="kind")
    given = all_together(
        lambda: without_refusal(lambda: standing.take_back(change, by=moderator, reason="a mix-up"))
    )
    assert sum(isinstance(one, standing.AlreadyChanged) for one in given) == TOGETHER - 1
    assert StandingChange.objects.count() == 2


def test_eight_edits_at_once_are_one():
    reply = replies.published()
    moderator = factories.user("Moderator")
    given = all_together(
        lambda: moderation.edit(reply, by=moderator, comment="Without the number.")
    )
    assert sum(isinstance(one, moderation.AlreadyDecided) for one in given) == TOGETHER - 1
    assert Version.objects.count() == 1
    assert Reply.objects.get().version == 2


def test_an_edit_and_its_removal_at_once_never_both_happen_unseen():
    reply = replies.published()
    moderator = factories.user("Moderator")
    acts = [
        lambda: moderation.edit(reply, by=moderator, comment="Without the number."),
        lambda: moderation.remove(reply, by=moderator, reason=Reason.PERSONAL_DATA),
    ] * (TOGETHER // 2)
    given = all_together(lambda: acts.pop()())
    assert sum(isinstance(one, moderation.AlreadyDecided) for one in given) == TOGETHER - 1

"""What is not needed any more is forgotten when its time has come, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import moderation, retention, tokens, writing
from comments.models import (
    Bar,
    Confirmation,
    Decision,
    Following,
    HouseRules,
    Reply,
    Report,
    Standing,
    State,
    Writer,
)
from newsroom import housekeeping
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
    assert retention.forget_unconfirmed() == 1
    assert list(Reply.objects.all()) == [young]
    assert list(Writer.objects.all()) == [young.writer]
    assert Confirmation.objects.get().reply == young


@pytest.mark.parametrize("state", [state for state in State if state != State.UNCONFIRMED])
def test_what_was_confirmed_is_never_forgotten(db, state):
    reply = replies.in_state(state)
    made(reply, timedelta(days=100))
    assert retention.forget_unconfirmed() == 0
    assert Reply.objects.get() == reply


def test_network_hashes_are_erased_after_thirty_days(db):
    story = factories.published_story()
    old = replies.pending(story, network_address="203.0.113.9")
    young = replies.pending(story, network_address="203.0.113.10")
    made(old, timedelta(days=30, minutes=1))
    assert retention.forget_networks() == 1
    assert Reply.objects.get(pk=old.pk).network == ""
    assert Reply.objects.get(pk=young.pk).network == young.network != ""


def test_forgetting_with_nothing_to_forget_changes_nothing(db):
    assert retention.forget_unconfirmed() == 0


def decided(reply, ago):
    """As if `reply` had been decided on `ago`."""
    Reply.objects.filter(pk=reply.pk).update(decided_at=timezone.now() - ago)


def again(reply):
    return Reply.objects.get(pk=reply.pk)


def test_what_its_poster_withdrew_before_anybody_confirmed_it_is_forgotten_as_soon(db):
    reply = replies.unconfirmed()
    writing.withdraw(reply)
    made(reply, timedelta(hours=47))
    assert retention.forget_unconfirmed() == 0
    made(reply, timedelta(hours=49))
    assert retention.forget_unconfirmed() == 1
    assert not Reply.objects.exists()
    assert not Writer.objects.exists()


def test_a_wish_to_follow_that_nobody_confirmed_is_forgotten_with_its_address(db):
    story = factories.published_story()
    asked = timezone.now() - timedelta(hours=49)
    for address, confirmed_at in (("a@example.org", None), ("b@example.org", asked)):
        writer = Writer.objects.create(
            address=address, first_seen_at=asked, confirmed_at=confirmed_at
        )
        Following.objects.create(
            story=story, writer=writer, asked_at=asked, confirmed_at=confirmed_at
        )
    retention.forget_unconfirmed()
    retention.forget_unconfirmed()
    assert [following.writer.address for following in Following.objects.all()] == ["b@example.org"]
    assert [writer.address for writer in Writer.objects.all()] == ["b@example.org"]


@pytest.mark.parametrize(("days", "is_kept"), [(29, True), (31, False)])
def test_network_hashes_of_reports_go_as_those_of_replies_do(db, days, is_kept):
    report = Report.objects.create(
        reply=replies.published(),
        reason="other",
        network=tokens.network_key("203.0.113.9"),
        made_at=timezone.now() - timedelta(days=days),
    )
    retention.forget_networks()
    report.refresh_from_db()
    assert bool(report.network) == is_kept


def test_an_editor_says_how_long_networks_are_kept(db):
    HouseRules.objects.create(pk=1, networks_kept_days=3)
    reply = replies.pending(network_address="203.0.113.9")
    made(reply, timedelta(days=2))
    assert retention.forget_networks() == 0
    made(reply, timedelta(days=4))
    assert retention.forget_networks() == 1


GONE = [State.REJECTED, State.SPAM, State.REMOVED, State.WITHDRAWN]


@pytest.mark.parametrize("state", GONE)
def test_a_refused_reply_is_emptied_after_a_year_and_the_log_stays(db, state):
    reply = replies.in_state(state, name="Ada", email="ada@example.org", comment="Long ago.")
    Decision.objects.update(note="Ada again")
    decided(reply, timedelta(days=364))
    assert retention.forget_refused() == 0
    decided(reply, timedelta(days=366))
    assert retention.forget_refused() == 1
    assert retention.forget_refused() == 0
    emptied = again(reply)
    assert (emptied.comment, emptied.user_name, emptied.user_email) == ("", "", "")
    assert (emptied.state, emptied.writer) == (state, None)
    last = emptied.decisions.newest_first().first()
    assert (last.to_state, last.reason, last.note) == (state, reply.reason, "")


@pytest.mark.parametrize("state", [State.PENDING, State.PUBLISHED])
def test_what_readers_see_or_a_moderator_is_to_read_is_never_emptied(db, state):
    reply = replies.in_state(state)
    Reply.objects.update(posted_at=timezone.now() - timedelta(days=4000))
    if reply.decided_at:
        decided(reply, timedelta(days=4000))
    assert retention.forget_refused() == 0
    assert again(reply).comment == reply.comment


def test_an_open_appeal_keeps_a_refused_reply_until_it_is_heard(db):
    reply = replies.in_state(State.REJECTED)
    writing.appeal(reply)
    decided(reply, timedelta(days=366))
    assert retention.forget_refused() == 0
    Reply.objects.update(appealed_at=None)
    assert retention.forget_refused() == 1


def test_an_editor_says_how_long_refused_replies_are_kept(db):
    HouseRules.objects.create(pk=1, refused_kept_days=10)
    reply = replies.in_state(State.SPAM)
    decided(reply, timedelta(days=11))
    assert retention.forget_refused() == 1


def test_words_that_were_erased_can_neither_be_approved_nor_brought_back(db, moderator):
    reply = replies.in_state(State.REMOVED)
    decided(reply, timedelta(days=366))
    retention.forget_refused()
    emptied = again(reply)
    assert moderation.verdicts_open_to(moderator, emptied) == []
    assert moderation.restorable(moderator, [emptied]) == set()
    with pytest.raises(moderation.VerdictRefused):
        moderation.approve(emptied, by=moderator)
    with pytest.raises(moderation.VerdictRefused):
        moderation.restore(emptied, by=moderator)
    assert again(reply).state == State.REMOVED


def test_answers_below_an_emptied_reply_still_stand(client, db):
    story = factories.published_story()
    removed = replies.published(story, name="Ada", comment="What was removed.")
    replies.published(story, answering=removed, comment="An answer to it.")
    moderation.remove(again(removed), by=factories.user("Moderator"), reason="hate")
    decided(removed, timedelta(days=366))
    retention.forget_refused()
    page = client.get(story.get_absolute_url()).content.decode()
    assert "An answer to it." in page
    assert "Ada" not in page
    assert "What was removed." not in page


def test_a_bite_is_small_and_the_next_round_takes_the_rest(db, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    story = factories.published_story()
    for _number in range(3):
        decided(replies.in_state(State.REJECTED, story), timedelta(days=366))
    assert [retention.forget_refused() for _round in range(3)] == [2, 1, 0]


def test_spent_links_are_deleted_a_week_after_they_could_be_used(db):
    replies.pending()
    Confirmation.objects.update(
        asked_at=timezone.now() - timedelta(days=20), expires_at=timezone.now() - timedelta(days=6)
    )
    assert retention.forget_links() == 0
    Confirmation.objects.update(expires_at=timezone.now() - timedelta(days=8))
    assert retention.forget_links() == 1
    assert not Confirmation.objects.exists()


def test_an_address_under_which_nothing_is_left_is_forgotten_after_a_month(db):
    reply = replies.in_state(State.REJECTED)
    Writer.objects.update(confirmed_at=timezone.now() - timedelta(days=400))
    assert retention.forget_writers() == 0
    decided(reply, timedelta(days=366))
    retention.forget_refused()
    assert retention.forget_writers() == 1
    assert not Writer.objects.exists()


@pytest.mark.parametrize("kept_for", ["standing", "note", "link", "young"])
def test_an_address_is_kept_while_it_is_needed(db, kept_for, moderator):
    ago = timezone.now() - timedelta(days=1 if kept_for == "young" else 400)
    writer = Writer.objects.create(address="ada@example.org", confirmed_at=ago)
    if kept_for == "standing":
        Writer.objects.update(standing=Standing.BANNED)
    elif kept_for == "note":
        writer.notes.create(words="Writes in capitals.", made_by=moderator)
    elif kept_for == "link":
        Writer.objects.update(page_mailed_at=timezone.now())
    assert retention.forget_writers() == 0


def test_a_bar_is_forgotten_when_it_is_over(db):
    past, future = (timezone.now() + timedelta(days=days) for days in (-1, 1))
    for digest, until in (("a", past), ("b", future)):
        Bar.objects.create(digest=digest, standing=Standing.SUSPENDED, until=until)
    Bar.objects.create(digest="c", standing=Standing.BANNED)
    retention.forget_writers()
    assert sorted(bar.digest for bar in Bar.objects.all()) == ["b", "c"]


def test_every_chore_is_on_the_round():
    chores = {chore.do for chore in housekeeping.CHORES}
    assert chores >= {
        retention.forget_unconfirmed,
        retention.forget_networks,
        retention.forget_refused,
        retention.forget_links,
        retention.forget_writers,
    }

"""The demo's replies stand as if they had come in by the form."""

import pytest

from comments import screening
from comments.models import Reply, StandingChange, State, Writer
from comments.queue import QUEUES
from newsroom.demo.content import table
from newsroom.demo.thread import HELD_FOR, put_reply
from tests import factories

ROWS = table("replies")["replies"]


@pytest.fixture
def put(db, moderator):
    """Puts rows under one story and gives the replies back by the keys of their rows."""
    story, made = factories.published_story(), {}
    for row in ROWS[:26]:
        made[row["key"]] = put_reply(
            row,
            story=story,
            answers=made[row["answers"]].pk if "answers" in row else None,
            staff=moderator if "staff" in row else None,
            moderator=moderator,
        )
    return made


def test_what_waits_says_why_in_words_the_desk_knows(put):
    waiting = Reply.objects.filter(state=State.PENDING)
    assert waiting.exists()
    for reply in waiting:
        assert set(reply.held_for) >= set(HELD_FOR)
        assert reply.spam_score is not None
        for rule in reply.held_for:
            assert str(screening.sentence_for(rule, reply.found.get(rule))) != rule


def test_what_readers_and_writers_ask_waits_in_its_queue(put, work_off):
    for name in ("reported", "unmoderated"):
        assert QUEUES[name].of(Reply.objects.all()).exists()
    assert not StandingChange.objects.filter(tell_after__isnull=False).exists()


def test_the_newsroom_s_own_replies_were_held_for_nothing(put):
    for reply in Reply.objects.filter(is_by_staff=True):
        assert (reply.held_for, reply.is_followed) == ([], False)


def test_writers_are_known_by_the_address_the_form_would_find(put):
    for row in ROWS[:26]:
        if "staff" not in row:
            assert Writer.objects.at(row["email"]) == put[row["key"]].writer
    assert Writer.objects.count() == len({reply.writer for reply in put.values() if reply.writer})


def test_a_few_published_replies_are_followed_and_no_others(put):
    followed = Reply.objects.filter(followup=True)
    assert 0 < followed.count() < len(put) / 2
    assert set(followed.values_list("state", flat=True)) == {State.PUBLISHED}
    assert not followed.filter(writer__confirmed_at=None).exists()


def test_no_writer_was_seen_after_they_wrote_and_no_rule_let_by_what_it_held(put):
    for reply in Reply.objects.filter(writer__isnull=False).select_related("writer"):
        assert reply.writer.first_seen_at <= reply.posted_at
    assert not [
        reply
        for reply in put.values()
        if reply.looked_at is None and reply.is_published and reply.held_for
    ]

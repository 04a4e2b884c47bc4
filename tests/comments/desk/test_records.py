"""A writer's record: what is counted, what is not, and in how many queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import records
from comments.models import Reply, State, Writer
from tests.comments import factories as replies


@pytest.fixture
def ada(db):
    return Writer.objects.create(address="ada@example.org", confirmed_at=timezone.now())


def written(ada, story, state):
    """A reply in a state, which turns out to be Ada's, a day older than her last."""
    reply = replies.in_state(state, story)
    posted = reply.posted_at - timedelta(days=ada.replies.count())
    Reply.objects.filter(pk=reply.pk).update(writer=ada, posted_at=posted)
    return reply


def test_a_record_counts_what_stood_and_what_was_refused(ada, story):
    for state in (State.PUBLISHED, State.REJECTED, State.SPAM, State.REMOVED, State.PENDING):
        written(ada, story, state)
    record = records.record_of(ada)
    assert (record.approved, record.rejected, record.waiting, record.share) == (1, 3, 1, 75)
    assert record.since == ada.first_seen_at


def test_a_reply_that_nobody_confirmed_is_on_no_record(ada, story):
    written(ada, story, State.UNCONFIRMED)
    record = records.record_of(ada)
    assert (record.approved, record.rejected, record.share, record.last) == (0, 0, None, [])


def test_a_record_shows_the_last_ten_newest_first(ada, story):
    made = [written(ada, story, State.PENDING).pk for _number in range(12)]
    record = records.record_of(ada)
    assert [one.reply_id for one in record.last] == made[:10]
    assert record.waiting == 12


@pytest.mark.parametrize("writers", [1, 15])
def test_the_records_of_many_writers_cost_no_more_than_of_one(
    story, writers, django_assert_num_queries
):
    rows = [replies.published(story).writer for _number in range(writers)]
    with django_assert_num_queries(2):
        found = records.records_for([*rows, None])
    assert {pk: (one.approved, len(one.last)) for pk, one in found.items()} == {
        writer.pk: (1, 1) for writer in rows
    }


def test_where_there_is_no_writer_nothing_is_asked(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert records.records_for([None]) == {}

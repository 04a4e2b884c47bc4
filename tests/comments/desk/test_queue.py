"""The queues: which replies stand in each, in which order, how many, and which opens first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import queue
from comments.models import Appeal, Reply, Report, State
from tests.comments import factories as replies

LIST = "/admin/comments/reply/"


def reported(story, *, hours=0, **words):
    reply = replies.published(story, **words)
    moment = timezone.now() - timedelta(hours=hours)
    Report.objects.create(reply=reply, reason="hate", made_at=moment)
    Reply.objects.filter(pk=reply.pk).update(reported_at=moment)
    return reply


def appealed(story, *, hours=0, **words):
    reply = replies.in_state(State.REJECTED, story, **words)
    moment = timezone.now() - timedelta(hours=hours)
    Appeal.objects.create(reply=reply, against=reply.decisions.get(), made_at=moment)
    Reply.objects.filter(pk=reply.pk).update(appealed_at=moment)
    return reply


def unlooked_at(story, **words):
    reply = replies.published(story, **words)
    Reply.objects.filter(pk=reply.pk).update(looked_at=None)
    return reply


MAKERS = {
    "waiting": replies.pending,
    "reported": reported,
    "unmoderated": unlooked_at,
    "appeals": appealed,
}


def numbers_in(desk, **asked):
    return [card.reply.pk for card in desk.get(LIST, asked).context["cl"].cards]


@pytest.mark.parametrize("name", MAKERS)
def test_each_queue_of_work_holds_its_own_and_is_counted(desk, story, name):
    made = {each: maker(story) for each, maker in MAKERS.items()}
    made["waiting 2"] = replies.pending(story) if name == "waiting" else None
    assert made[name].pk in numbers_in(desk, queue=name)
    assert len(numbers_in(desk, queue=name)) == (2 if name == "waiting" else 1)
    assert queue.counts()[name] == (2 if name == "waiting" else 1)


@pytest.mark.parametrize("name", MAKERS)
def test_the_list_opens_with_the_first_queue_in_which_somebody_waits(desk, story, name):
    order = list(MAKERS)
    for each in order[order.index(name) :]:
        MAKERS[each](story)
    assert desk.get(LIST).context["cl"].queue.name == name


def test_where_nobody_waits_the_list_opens_with_what_waits(desk, story):
    replies.in_state(State.SPAM, story)
    assert desk.get(LIST).context["cl"].queue.name == "waiting"
    assert "Nothing waits for you." in desk.get(LIST).content.decode()


def test_an_empty_queue_leads_to_the_others_in_which_somebody_waits(desk, story):
    reported(story)
    page = desk.get(LIST, {"queue": "waiting"}).content.decode()
    assert "Reported: 1" in page


@pytest.mark.parametrize(("name", "maker"), [("reported", reported), ("appeals", appealed)])
def test_who_waits_longest_for_an_answer_stands_first(desk, story, name, maker):
    younger, oldest, middle = maker(story, hours=1), maker(story, hours=9), maker(story, hours=5)
    in_order = [oldest.pk, middle.pk, younger.pk]
    assert numbers_in(desk, queue=name) == in_order
    assert numbers_in(desk, queue=name, order="newest") == in_order[::-1]


@pytest.mark.parametrize("how_many", [1, 30])
def test_all_badges_cost_one_query_and_stop_counting(
    story, monkeypatch, how_many, django_assert_num_queries
):
    monkeypatch.setattr(queue, "MOST_COUNTED", 20)
    for _number in range(how_many):
        Reply.objects.create(story=story, state=State.PENDING)
    with django_assert_num_queries(1) as asked:
        numbers = queue.counts()
    assert numbers == {
        "waiting": min(how_many, 20),
        "reported": 0,
        "unmoderated": 0,
        "appeals": 0,
    }
    assert asked.captured_queries[0]["sql"].count("LIMIT 20") == 4


def test_an_empty_desk_counts_nought(db):
    assert set(queue.counts().values()) == {0}


def test_a_report_that_was_answered_leaves_the_queue(desk, story):
    reply = reported(story)
    data = {"verb": "approve", "pick": f"{reply.pk}:{Reply.objects.get().seen_as}"}
    desk.post(f"{LIST}verdicts/", data)
    assert numbers_in(desk, queue="reported") == []
    assert numbers_in(desk, queue="published") == [reply.pk]

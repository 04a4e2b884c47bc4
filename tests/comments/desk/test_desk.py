"""The moderator's screen in the admin, as its buttons work it without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from comments import moderation
from comments.models import Decision, Reply, State
from tests import factories
from tests.comments import factories as replies

LIST = "/admin/comments/reply/"
VERDICTS = f"{LIST}verdicts/"


def test_the_list_opens_with_what_waits_and_why(desk, story):
    replies.pending(story, comment="Read me first.", name="Ada", email="ada@example.org")
    replies.published(story, comment="Already there.")
    page = desk.get(LIST).content.decode()
    for words in (
        "Read me first.",
        "Ada",
        "ada@example.org",
        "Ferry back in service",
        "Every reply from a guest is read",
    ):
        assert words in page
    assert "Already there." not in page


@pytest.mark.parametrize(
    ("queue", "state"),
    [
        ("waiting", State.PENDING),
        ("published", State.PUBLISHED),
        ("rejected", State.REJECTED),
        ("spam", State.SPAM),
        ("gone", State.REMOVED),
        ("gone", State.WITHDRAWN),
        ("unconfirmed", State.UNCONFIRMED),
    ],
)
def test_each_queue_shows_the_replies_of_its_states(desk, story, queue, state):
    made = {each: replies.in_state(each, story, comment=f"This one is {each}.") for each in State}
    page = desk.get(LIST, {"queue": queue}).content.decode()
    assert made[state].comment in page
    assert made[State.PENDING if queue != "waiting" else State.SPAM].comment not in page


def test_an_unknown_queue_is_the_waiting_one(desk, story):
    replies.pending(story, comment="Read me first.")
    assert "Read me first." in desk.get(LIST, {"queue": "nonsense"}).content.decode()


def press(desk, reply, verb, **fields):
    data = {"verb": verb, "pick": f"{reply.pk}:{reply.seen_as}", **fields}
    return desk.post(VERDICTS, data, follow=True)


def test_a_reply_is_approved_with_the_button_in_its_row(desk, story, moderator):
    reply = replies.pending(story)
    assert "1 approved." in press(desk, reply, "approve").content.decode()
    assert Reply.objects.get().state == State.PUBLISHED
    assert Decision.objects.get().made_by == moderator


def test_a_reply_is_rejected_in_its_row_with_the_reason_chosen_there(desk, story):
    reply = replies.pending(story)
    assert "Choose a reason" in press(desk, reply, "reject").content.decode()
    press(desk, reply, "reject", reason="off-topic")
    assert (Reply.objects.get().state, Reply.objects.get().reason) == ("rejected", "off-topic")


def test_every_row_offers_what_its_state_allows(desk, story):
    waiting = replies.pending(story)
    published = replies.published(story)
    page = desk.get(LIST, {"queue": "all"}).content.decode()
    assert verbs_of(page, waiting) == {"approve", "spam", "reject"}
    assert verbs_of(page, published) == {"spam", "remove", "restore"}


def verbs_of(page, reply):
    """What the buttons of one card would have done."""
    card = page.partition(f'id="reply-{reply.pk}"')[2].partition("</li>\n")[0]
    card = card.partition('<li class="reply-card')[0]
    return set(re.findall(r'(?:name="press" value|data-reasons)="(\w+)', card))


def test_all_that_are_ticked_are_decided_at_once(desk, story):
    ticked = [replies.pending(story) for _number in range(3)]
    left = replies.pending(story)
    data = {
        "verb": "reject",
        "reason": "advertising",
        "pick": [f"{reply.pk}:{reply.seen_as}" for reply in ticked],
    }
    page = desk.post(VERDICTS, data, follow=True).content.decode()
    assert "3 rejected." in page
    assert list(Reply.objects.filter(state=State.PENDING)) == [left]


def test_a_page_left_open_decides_nothing_that_another_moderator_has_decided(desk, story):
    reply = replies.pending(story)

    other = factories.user("Moderator", username="Other moderator")
    moderation.mark_spam(reply, by=other)
    page = press(desk, reply, "approve").content.decode()
    assert "Other moderator already decided" in page
    assert Reply.objects.get().state == State.SPAM


def test_one_reply_s_page_shows_its_decisions_and_takes_the_last_one_back(desk, story):
    reply = replies.pending(story)
    address = reverse("admin:comments_reply_change", args=[reply.pk])
    decide = reverse("admin:comments_reply_decide", args=[reply.pk])
    data = {
        f"seen-{reply.pk}": reply.seen_as,
        "verb": "reject",
        "reason": "hate",
        "note": "see log",
    }
    page = desk.post(decide, data, follow=True).content.decode()
    assert "Waiting → Rejected" in page
    assert "see log" in page
    assert "Take back the last decision" in desk.get(address).content.decode()
    desk.post(decide, {f"seen-{reply.pk}": Reply.objects.get().seen_as, "verb": "restore"})
    assert Reply.objects.get().state == State.PENDING


def test_one_reply_s_page_shows_the_record_of_its_address(desk, story):
    replies.published(story, email="ada@example.org", comment="An earlier one.")

    Reply.objects.update(posted_at=Reply.objects.get().posted_at - timedelta(hours=1))
    reply = replies.pending(story, email="Ada@example.org")
    page = desk.get(reverse("admin:comments_reply_change", args=[reply.pk])).content.decode()
    assert "1 approved" in page


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "Picture editor"])
def test_nobody_but_a_moderator_sees_the_replies_or_decides(client, story, role):
    reply = replies.pending(story)
    client.force_login(factories.user(role))
    assert client.get(LIST).status_code == 403
    assert client.get("/admin/comments/decision/").status_code == 403
    assert press(client, reply, "approve").status_code == 403
    decide = reverse("admin:comments_reply_decide", args=[reply.pk])
    assert (
        client.post(decide, {"verb": "approve", f"seen-{reply.pk}": reply.seen_as}).status_code
        == 403
    )
    assert Reply.objects.get().state == State.PENDING


def test_a_visitor_is_asked_to_sign_in(client, story):
    assert client.get(LIST).status_code == 302
    assert press(client, replies.pending(story), "approve").status_code == 200
    assert Reply.objects.get().state == State.PENDING


def test_a_moderator_sees_no_stories(desk, story):
    assert desk.get("/admin/articles/story/").status_code == 403
    assert "/admin/articles/" not in desk.get("/admin/").content.decode()
    assert LIST in desk.get("/admin/").content.decode()


def test_nobody_adds_edits_or_deletes_a_reply_or_a_decision_by_hand(client, story, admin_user):
    reply = replies.published(story)
    client.force_login(admin_user)
    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{reply.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{LIST}{reply.pk}/change/", {"comment": "changed"}).status_code == 403
    decision = Decision.objects.get()
    assert client.post(f"/admin/comments/decision/{decision.pk}/delete/").status_code == 403
    assert "delete_selected" not in client.get(LIST).content.decode()


def test_the_log_can_be_read(desk, story, moderator):
    replies.published(story, comment="A reply in the log.", by=moderator)
    page = desk.get("/admin/comments/decision/").content.decode()
    assert "A reply in the log." in page
    assert "Waiting → Published" in page


def test_the_list_costs_the_same_at_one_and_at_fifteen_replies(desk, story):

    replies.pending(story)
    with CaptureQueriesContext(connection) as at_one:
        desk.get(LIST)
    for _number in range(14):
        replies.pending(factories.published_story())
    with CaptureQueriesContext(connection) as at_fifteen:
        page = desk.get(LIST)
    assert page.content.decode().count("desk-reply__name") == 15
    assert len(at_fifteen) <= len(at_one)

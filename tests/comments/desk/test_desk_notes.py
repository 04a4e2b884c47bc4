"""Notes for colleagues, on the page of one reply: none is lost, and any can be kept."""

import pytest
from django.urls import reverse

from comments import moderation
from comments.models import Decision, Reply, State
from tests import factories
from tests.comments import factories as replies


@pytest.fixture
def reply(db):
    return replies.pending()


def decide(desk, reply, **typed):
    data = {f"seen-{reply.pk}": reply.seen_as, **typed}
    address = reverse("admin:comments_reply_decide", args=[reply.pk])
    return desk.post(address, data, follow=True).content.decode()


def test_a_note_typed_without_a_reason_stays_in_its_field(desk, reply):
    page = decide(desk, reply, verb="reject", note="Ask “legal” <first>")
    assert "Choose a reason" in page
    assert 'value="Ask “legal” &lt;first&gt;"' in page
    assert Reply.objects.get().state == State.PENDING
    again = desk.get(reverse("admin:comments_reply_change", args=[reply.pk])).content.decode()
    assert "Ask “legal”" not in again  # another day nothing of it is left


def test_a_note_that_was_kept_stands_at_no_other_reply(desk, reply):
    other = replies.pending()
    data = {f"seen-{reply.pk}": reply.seen_as, "verb": "reject", "note": "Ask legal first"}
    desk.post(reverse("admin:comments_reply_decide", args=[reply.pk]), data)
    page = desk.get(reverse("admin:comments_reply_change", args=[other.pk])).content.decode()
    assert "Ask legal first" not in page


def test_note_and_reason_stay_where_a_colleague_was_quicker(desk, reply):
    moderation.mark_spam(reply, by=factories.user("Moderator"))
    page = decide(desk, reply, verb="reject", reason="hate", note="My view of it")
    assert "already decided" in page
    assert 'value="My view of it"' in page
    assert '<option value="hate" selected>' in page


def test_what_no_database_can_keep_is_left_out_of_a_note(desk, reply):
    decide(desk, reply, verb="reject", reason="hate", note="so\x00 be\x07 it ")
    assert Decision.objects.get().note == "so be it"


@pytest.mark.parametrize("verb", ["approve", "reject", "restore"])
def test_too_long_a_note_is_refused_in_words_and_stays_to_be_shortened(desk, reply, verb):
    page = decide(desk, reply, verb=verb, reason="hate", note="n" * 503)
    assert "Please shorten it by 3." in page
    assert f'value="{"n" * 503}"' in page
    assert not Decision.objects.exists()


def test_a_note_of_exactly_five_hundred_characters_is_kept(desk, reply):
    decide(desk, reply, verb="approve", note="n" * 500)
    assert Decision.objects.get().note == "n" * 500

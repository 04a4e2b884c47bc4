"""The mailed link: a page with a button, good once, for 48 hours."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import workflow
from comments import notifications, posting
from comments.models import Confirmation, HouseRules, Reply, State, Writer
from tests.comments import factories as replies


@pytest.fixture
def reply(db):
    return replies.unconfirmed(comment="Held words.", email="ada@example.org")


def address(token):
    return reverse("comments:confirm", args=[token])


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [("hold", "yours. A moderator reads it before it"), ("trust", "otherwise it appears at once")],
)
def test_the_page_with_the_button_promises_what_the_rules_of_the_story_keep(
    client, reply, mode, sentence
):
    HouseRules(pk=1, mode=mode).save()
    assert sentence in client.get(address(replies.token_for(reply))).content.decode()


def test_the_link_in_the_mail_opens_a_page_whose_button_confirms(client, work_off):
    with work_off():
        reply = replies.unconfirmed(comment="Held words.")
    link = re.search(r"http://localhost:8000(/replies/confirm/\S+/)", mail.outbox[0].body)[1]
    page = client.get(link)
    assert page.status_code == 200
    assert '<button class="button" type="submit">' in page.content.decode()
    assert "Held words." not in page.content.decode()
    assert Reply.objects.get().state == State.UNCONFIRMED
    confirmed = client.post(link)
    assert confirmed.status_code == 303
    assert Reply.objects.get().state == State.PENDING
    assert Writer.objects.get(pk=reply.writer_id).confirmed_at is not None
    next_page = client.get(confirmed["Location"]).content.decode()
    assert "Held words." in next_page
    assert "A moderator reads the reply before it appears" in next_page


def test_opening_the_link_any_number_of_times_confirms_nothing(client, reply):
    link = address(replies.token_for(reply))
    for _time in range(3):
        client.get(link)
        client.head(link)
    assert Reply.objects.get().state == State.UNCONFIRMED


def test_a_second_press_says_it_is_already_done_and_doubles_nothing(client, reply):
    link = address(replies.token_for(reply))
    client.post(link)
    for again in (client.post(link), client.get(link)):
        assert again.status_code == 200
        assert "already been confirmed" in again.content.decode()
    assert Reply.objects.count() == 1


def test_a_second_press_does_not_bring_back_what_a_moderator_rejected(client, reply):
    link = address(replies.token_for(reply))
    client.post(link)
    Reply.objects.filter(pk=reply.pk).become(State.SPAM, reason="spam", at=timezone.now())
    client.post(link)
    assert Reply.objects.get().state == State.SPAM


def test_a_link_is_good_for_48_hours_and_says_when_it_has_expired(client, reply):
    link = address(replies.token_for(reply))
    late = timezone.now() - timedelta(hours=48, seconds=1)
    Confirmation.objects.update(asked_at=late, expires_at=late + timedelta(hours=48))
    for response in (client.get(link), client.post(link)):
        assert response.status_code == 410
        assert "expired" in response.content.decode()
    assert Reply.objects.get().state == State.UNCONFIRMED


@pytest.mark.parametrize("token", ["x", "0" * 64, "é", "%00", "a" * 3000, "'--", "%ED%A0%80"])
def test_a_link_that_was_not_copied_whole_says_so(client, reply, token):
    response = client.post(f"/replies/confirm/{token}/")
    assert response.status_code == 410
    assert "not copied" in response.content.decode()


def test_a_link_confirms_nothing_once_replies_to_the_story_are_closed(client, reply, editor):
    link = address(replies.token_for(reply))
    story = reply.story
    story.replies_open = False
    story.save()
    workflow.save(story, by=editor)
    workflow.publish_update(story, by=editor)
    response = client.post(link)
    assert response.status_code == 410
    assert "closed" in response.content.decode()
    assert Reply.objects.get().state == State.UNCONFIRMED


def test_a_link_to_a_story_that_was_deleted_is_answered_in_words(client, reply):
    link = address(replies.token_for(reply))
    reply.story.delete()
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410


def test_the_token_is_kept_only_as_its_hash(work_off):
    with work_off():
        replies.unconfirmed()
    token = re.search(r"/confirm/(\S+)/", mail.outbox[0].body)[1]
    kept = Confirmation.objects.get()
    assert token not in str(vars(kept))

    assert not any(token in str(vars(task)) for task in DBTaskResult.objects.all())


def test_a_mail_server_that_is_down_loses_nothing(work_off, monkeypatch):

    deliver = EmailBackend.send_messages

    def refuse(backend, messages):
        raise ConnectionRefusedError("the mail server is down")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with work_off():
        replies.unconfirmed()
    assert mail.outbox == []
    monkeypatch.setattr(EmailBackend, "send_messages", deliver)

    DBTaskResult.objects.update(run_after=timezone.now())  # as if the pause were over
    work_off.now()
    assert len(mail.outbox) == 1


def test_the_mail_is_not_sent_again_for_what_was_confirmed_meanwhile(reply, work_off):
    posting.confirm(replies.token_for(reply))
    notifications.ask_to_confirm.call(Confirmation.objects.get().pk)
    assert mail.outbox == []


def test_a_confirmed_reply_waits_with_the_rule_that_holds_it(reply):
    confirmed = posting.confirm(replies.token_for(reply))
    assert confirmed.held_for == ["guest"]
    assert list(Reply.objects.filter(state=State.PENDING)) == [confirmed]

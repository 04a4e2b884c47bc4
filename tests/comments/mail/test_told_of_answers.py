"""Being told of answers: who is mailed, when, what the mail says, and when none goes out."""

import email.policy
import hashlib
import html
import re
from datetime import timedelta
from email.message import EmailMessage
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import workflow
from comments import moderation, notifications, posting, tokens
from comments.models import Reason, Reply, State, Writer
from tests import factories
from tests.comments import factories as replies

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def followed(story):
    """A published reply whose writer asked to be told of answers."""
    return replies.published(story, name="Ada", email="ada@example.org", following=True)


@pytest.fixture(autouse=True)
def nothing_mailed_yet(request, followed):
    mail.outbox.clear()


def stop_address(reply):
    return reverse("comments:stop_following", args=[tokens.sign_stop(reply.pk)])


def send(client, story, answering=None, **changes):
    data = replies.form_data(story, answering=answering, **changes)
    return client.post(reverse("comments:post", args=[story.pk]), data, **OWN_PAGE)


def approve(answer, work_off, by=None):
    with work_off():
        return moderation.approve(answer, by=by or factories.user("Moderator"))


def told():
    """The mails that went to whoever follows."""
    return [message for message in mail.outbox if "answered your reply" in message.subject]


def test_an_approved_answer_is_told_to_whoever_follows_the_reply(followed, work_off):
    answer = replies.pending(followed.story, answering=followed, name="Grace")
    mail.outbox.clear()
    approve(answer, work_off)
    (message,) = told()
    assert message.to == ["ada@example.org"]
    assert message.subject == "Grace answered your reply to “Ferry back in service”"
    (as_html, kind) = message.alternatives[0]
    assert kind == "text/html"
    for body in (message.body, html.unescape(as_html)):
        assert "Grace" in body
        assert "Ferry back in service" in body
        assert f"http://localhost:8000/replies/{answer.pk}/" in body
        assert f"http://localhost:8000{stop_address(followed)}" in body
        assert "/replies/yours/" in body


def test_an_answer_by_the_newsroom_is_told_at_once(client, followed, work_off):
    client.force_login(factories.user("Reporter", first_name="Rosa", last_name="Reporter"))
    with work_off():
        send(client, followed.story, answering=followed)
    (message,) = told()
    assert "Rosa Reporter answered" in message.subject


def test_the_mail_quotes_no_words_and_nobody_s_address(followed, work_off):
    answer = replies.pending(
        followed.story, answering=followed, comment="BUY GOLD", email="grace@example.com"
    )
    approve(answer, work_off)
    (message,) = told()
    whole = message.message().as_string() + message.body + message.alternatives[0][0]
    assert "GOLD" not in whole
    for algorithm in ("md5", "sha1", "sha256"):
        assert hashlib.new(algorithm, b"grace@example.com").hexdigest() not in whole
    assert "grace@" not in whole
    assert "ada@" not in message.body + message.alternatives[0][0]


def test_markup_in_a_name_is_shown_as_text_in_the_mail(followed, work_off):
    answer = replies.pending(followed.story, answering=followed, name="<b>Grace</b> & Co")
    approve(answer, work_off)
    (message,) = told()
    assert "<b>Grace</b> & Co answered" in message.body
    assert "&lt;b&gt;Grace&lt;/b&gt; &amp; Co" in message.alternatives[0][0]


def test_the_mail_carries_a_one_click_address_for_mail_programs(client, followed, work_off):
    approve(replies.pending(followed.story, answering=followed), work_off)
    sent = told()[0].message()
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (line,) = [line for line in unfolded(sent.as_bytes()) if line.startswith("List-Unsubscribe:")]
    address = re.fullmatch(r"List-Unsubscribe:\s+<http://localhost:8000(/\S+)>", line)[1]
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Reply.objects.get(pk=followed.pk).is_followed


def test_the_one_click_address_is_written_plainly_by_python_s_newer_mail_policy_too(
    followed, work_off
):
    approve(replies.pending(followed.story, answering=followed), work_off)
    written = EmailMessage(policy=email.policy.SMTP)
    written["List-Unsubscribe"] = told()[0].extra_headers["List-Unsubscribe"]
    line = f"List-Unsubscribe: <http://localhost:8000{stop_address(followed)}>\r\n"
    assert line.encode() in written.as_bytes()


def unfolded(message):
    """The header lines of a message, each as one line (RFC 5322, section 2.2.3)."""
    head = message.decode().partition("\n\n")[0]
    return re.sub(r"\r?\n(?=[ \t])", "", head).splitlines()


def test_mails_that_answer_nothing_carry_no_such_address(story, work_off):
    with work_off():
        replies.unconfirmed(story)
    assert "List-Unsubscribe" not in mail.outbox[0].message()


def test_a_reply_that_nobody_follows_is_answered_without_a_mail(story, work_off):
    quiet = replies.published(story)
    approve(replies.pending(story, answering=quiet), work_off)
    assert told() == []


def test_only_the_writer_of_the_answered_reply_is_told_wherever_the_answer_stands(
    story, followed, work_off
):
    second = replies.published(story, answering=followed)
    third = replies.published(story, answering=second, email="third@example.org", following=True)
    mail.outbox.clear()
    beside = replies.pending(story, answering=third)
    assert beside.parent_id == second.pk
    approve(beside, work_off)
    assert [message.to for message in told()] == [["third@example.org"]]


def test_nobody_is_told_of_their_own_answer(followed, work_off):
    Reply.objects.update(posted_at=timezone.now() - timedelta(minutes=1))
    approve(replies.pending(followed.story, answering=followed, email="ADA@Example.org"), work_off)
    assert told() == []


def test_nobody_is_told_of_what_they_answered_for_the_newsroom(client, followed, work_off):
    client.force_login(factories.user("Reporter", email="Ada@example.org"))
    with work_off():
        send(client, followed.story, answering=followed, email="desk@example.org")
    assert Reply.objects.filter(is_by_staff=True, state=State.PUBLISHED).exists()
    assert told() == []


@pytest.mark.parametrize("state", [State.PENDING, State.REJECTED, State.SPAM])
def test_an_answer_that_readers_do_not_see_is_told_to_nobody(followed, state, work_off):
    with work_off():
        replies.in_state(state, followed.story, answering=followed)
    assert told() == []


def test_an_answer_is_told_once_however_often_it_is_published(followed, moderator, work_off):
    answer = replies.pending(followed.story, answering=followed)
    with work_off():
        present = moderation.approve(answer, by=moderator)
        present = moderation.remove(present, by=moderator, reason=Reason.OTHER)
        present = moderation.restore(present, by=moderator)
    with work_off():
        present = moderation.remove(present, by=moderator, reason=Reason.OTHER)
        moderation.approve(present, by=moderator)
    notifications.tell_of_answers.call([answer.pk])
    assert len(told()) == 1


def test_an_answer_that_was_taken_down_before_its_mail_went_out_is_told_when_it_is_back(
    followed, moderator, work_off
):
    answer = replies.pending(followed.story, answering=followed)
    with work_off():
        present = moderation.approve(answer, by=moderator)
        present = moderation.remove(present, by=moderator, reason=Reason.OTHER)
    assert told() == []
    with work_off():
        moderation.restore(present, by=moderator)
    assert len(told()) == 1


@pytest.mark.parametrize("state", [State.REMOVED, State.SPAM, State.WITHDRAWN])
def test_nobody_is_told_of_answers_to_a_reply_that_is_not_published_any_more(
    followed, moderator, state, work_off
):
    answer = replies.pending(followed.story, answering=followed)
    with work_off():
        moderation.approve(answer, by=moderator)
        reason = "" if state == State.WITHDRAWN else "other"
        Reply.objects.filter(pk=followed.pk).become(state, reason=reason, at=timezone.now())
    assert told() == []


def test_nobody_is_told_of_answers_under_a_story_that_was_withdrawn(followed, editor, work_off):
    answer = replies.pending(followed.story, answering=followed)
    with work_off():
        moderation.approve(answer, by=factories.user("Moderator"))
        workflow.withdraw(followed.story, by=editor, note="legal")
    assert told() == []


def test_nobody_is_told_who_stopped_before_the_mail_went_out(followed, moderator, work_off):
    answer = replies.pending(followed.story, answering=followed)
    with work_off():
        moderation.approve(answer, by=moderator)
        posting.stop_following(followed.pk)
    assert told() == []


def test_an_address_that_nobody_confirmed_is_told_nothing(followed, work_off):
    answer = replies.pending(followed.story, answering=followed)
    Writer.objects.filter(pk=followed.writer_id).update(confirmed_at=None)
    approve(answer, work_off)
    assert told() == []


def test_a_hundred_approved_at_once_make_three_tasks_and_a_mail_for_each_answer_that_is_followed(
    story, followed, moderator, work_off
):
    quiet = replies.published(story)
    ids = [
        Reply.objects.create(
            story=story,
            in_answer_to=followed if number < 3 else quiet,
            comment=f"Answer {number}",
            state=State.PENDING,
        ).pk
        for number in range(100)
    ]
    before = DBTaskResult.objects.count()
    with work_off():
        moderation.decide("approve", replies.seen(ids), by=moderator)
    # What was decided, what was answered, what the spam score learns.
    assert DBTaskResult.objects.count() - before == 3
    assert len(told()) == 3


def test_a_mail_server_that_is_down_loses_no_answer_and_doubles_none(
    followed, work_off, monkeypatch, caplog
):
    deliver = EmailBackend.send_messages

    def refuse(backend, messages):
        raise SMTPServerDisconnected("gone, said ada@example.org")

    first = replies.pending(followed.story, answering=followed)
    mail.outbox.clear()
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    approve(first, work_off)
    assert told() == []
    assert "ada@example.org" not in caplog.text
    monkeypatch.setattr(EmailBackend, "send_messages", deliver)
    DBTaskResult.objects.update(run_after=timezone.now())  # as if the pause were over
    work_off.now()
    assert len(told()) == 1

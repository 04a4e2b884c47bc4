"""Mails about a verdict: what they say of the story, and that none goes out twice or falsely."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from articles import workflow
from articles.models import PublishedStory
from comments import moderation, notifications
from comments.models import Decision, Reason
from tests.comments import factories as replies


@pytest.fixture
def reply(story):
    reply = replies.pending(story)
    mail.outbox.clear()
    return reply


def whole(message):
    return "\n".join([message.subject, message.body, message.alternatives[0][0]])


def rewrite_at_the_desk(story):
    """Give the desk's copy a headline that readers have not seen."""
    type(story).objects.filter(pk=story.pk).update(headline="Secret plans")


@pytest.mark.parametrize("verb", ["approve", "reject"])
def test_a_mail_names_the_story_as_readers_see_it_whatever_the_desk_is_writing(
    story, reply, moderator, work_off, verb
):
    rewrite_at_the_desk(story)
    with work_off():
        reason = Reason.OTHER if verb == "reject" else ""
        moderation.decide(verb, {reply.pk: reply.seen_as}, by=moderator, reason=reason)
    (message,) = mail.outbox
    assert "Ferry back in service" in message.subject
    assert "Secret plans" not in whole(message)


def withdraw(story, editor):
    workflow.withdraw(story, by=editor, note="legal")


def date_ahead(story, _editor):
    later = timezone.now() + timedelta(days=3)
    PublishedStory.objects.filter(pk=story.pk).update(published_at=later, updated_at=later)


@pytest.mark.parametrize("hide", [withdraw, date_ahead])
def test_nobody_is_told_that_a_reply_stands_where_readers_do_not_see_it(
    story, reply, moderator, editor, work_off, hide
):
    with work_off():
        moderation.approve(reply, by=moderator)
        hide(story, editor)
    assert not [letter for letter in mail.outbox if letter.to == [reply.user_email]]


@pytest.mark.parametrize("hide", [withdraw, date_ahead])
def test_a_rejection_under_a_story_that_is_not_public_is_told_without_its_headline(
    story, reply, moderator, editor, work_off, hide
):
    hide(story, editor)
    rewrite_at_the_desk(story)
    with work_off():
        moderation.reject(reply, by=moderator, reason=Reason.OFF_TOPIC)
    (message,) = mail.outbox
    assert message.subject == "Your reply was not published"
    assert "Off topic" in message.body
    for headline in ("Secret plans", "Ferry back in service", "“”"):
        assert headline not in whole(message)


def test_no_link_to_confirm_is_mailed_for_a_story_that_is_not_public_any_more(
    story, editor, work_off
):
    with work_off():
        asked = replies.unconfirmed(story)
        withdraw(story, editor)
    assert not [letter for letter in mail.outbox if letter.to == [asked.user_email]]


def test_a_verdict_that_a_worker_is_telling_of_is_told_by_no_other(reply, moderator, monkeypatch):
    moderation.approve(reply, by=moderator)
    decision = Decision.objects.get()
    deliver = EmailBackend.send_messages

    def while_another_worker_comes(backend, messages):
        monkeypatch.setattr(EmailBackend, "send_messages", deliver)
        notifications.tell_writers.call([decision.pk])
        return deliver(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", while_another_worker_comes)
    notifications.tell_writers.call([decision.pk])
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_loses_no_verdict(reply, moderator, monkeypatch):
    moderation.approve(reply, by=moderator)
    decision = Decision.objects.get()
    deliver = EmailBackend.send_messages

    def refuse(backend, messages):
        raise SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    notifications.tell_writers.call([decision.pk])
    assert list(Decision.objects.untold()) == [decision]
    monkeypatch.setattr(EmailBackend, "send_messages", deliver)
    for _try in range(2):
        notifications.tell_writers.call([decision.pk])
    assert len(mail.outbox) == 1

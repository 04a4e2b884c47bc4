"""Mails about a followed thread: one an hour, links and names, and never a word that was typed."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from articles import workflow
from comments import following, moderation, notifications
from comments.models import Following, Reason, Reply
from tests import factories
from tests.comments import factories as replies


@pytest.fixture
def follower(story):
    """A writer with a confirmed address who follows the thread since an hour ago."""
    other = factories.published_story()
    writer = replies.pending(other, email="ada@example.org").writer
    following.follow(story, writer)
    mail.outbox.clear()
    go_on(hours=1)
    return writer


def go_on(**span):
    """Let this time pass for the followings there are, and for what appeared."""
    back = timedelta(**span)
    for one in Following.objects.all():
        moments = {"told_at": one.told_at - back}
        if one.tell_after:
            moments["tell_after"] = one.tell_after - back
        Following.objects.filter(pk=one.pk).update(**moments)
    for reply in Reply.objects.exclude(appeared_at=None):
        Reply.objects.filter(pk=reply.pk).update(appeared_at=reply.appeared_at - back)


def appear(story, **words):
    """A reply that was published two minutes ago."""
    reply = replies.published(story, **words)
    moment = timezone.now() - timedelta(minutes=2)
    Reply.objects.filter(pk=reply.pk).update(appeared_at=moment)
    return reply


def tell(work_off):
    """What the house does now and then; returns the mails to followers since the last time."""
    mail.outbox.clear()
    with work_off():
        notifications.mail_debts()
    return [message for message in mail.outbox if "new repl" in message.subject]


def both(message):
    return message.body, html.unescape(message.alternatives[0][0])


def test_new_replies_are_told_in_one_letter_as_text_and_as_html(story, follower, work_off):
    first = appear(story, name="Grace", comment="BUY GOLD")
    second = appear(story, name="Комета, Jr.")
    (message,) = tell(work_off)
    assert message.to == ["ada@example.org"]
    assert message.subject == "2 new replies to “Ferry back in service”"
    for words in both(message):
        for expected in ("Ferry back in service", "Grace", "Комета, Jr.", "/replies/yours/"):
            assert expected in words
        for reply in (first, second):
            assert f"http://localhost:8000/replies/{reply.pk}/" in words
        assert f"http://localhost:8000{story.get_absolute_url()}#replies" in words
        assert "GOLD" not in words
        assert "@" not in words.replace("&#x27;", "")


def test_one_letter_an_hour_however_much_is_written(story, follower, work_off):
    appear(story)
    assert len(tell(work_off)) == 1
    go_on(minutes=5)
    appear(story)
    appear(story)
    assert tell(work_off) == []
    go_on(minutes=61)
    (second,) = tell(work_off)
    assert second.subject == "2 new replies to “Ferry back in service”"
    go_on(minutes=61)
    assert tell(work_off) == []


def test_what_appeared_this_very_minute_waits_until_whoever_published_it_has_committed(
    story, follower, work_off
):
    replies.published(story)
    assert tell(work_off) == []
    go_on(minutes=2)
    assert len(tell(work_off)) == 1


def test_what_appeared_before_the_thread_was_followed_is_no_news(story, work_off):
    appear(story)
    writer = replies.pending(story).writer
    following.follow(story, writer)
    go_on(minutes=5)
    assert tell(work_off) == []


def test_nobody_is_told_of_their_own_replies(story, follower, work_off):
    Reply.objects.update(posted_at=timezone.now() - timedelta(days=1))
    appear(story, email="ADA@example.org")
    assert tell(work_off) == []
    other = appear(story, name="Grace")
    (message,) = tell(work_off)
    assert message.body.count("/replies/") == 1 + len(
        re.findall("/replies/(?:yours|f)", message.body)
    )
    assert f"/replies/{other.pk}/" in message.body


def test_an_answer_that_has_a_mail_of_its_own_is_not_told_a_second_time(story, follower, work_off):
    Reply.objects.update(posted_at=timezone.now() - timedelta(days=1))
    own = appear(story, email="ada@example.org", following=True)
    appear(story, answering=own)
    assert tell(work_off) == []


def test_a_long_list_is_cut_and_says_so(story, follower, moderator, work_off):
    for number in range(25):
        Reply.objects.create(
            story=story, user_name=f"Reader {number}", comment=f"Words {number}", state="pending"
        )
    ids = Reply.objects.filter(state="pending", story=story.pk).values_list("pk", flat=True)
    moderation.decide("approve", replies.seen(ids), by=moderator)
    go_on(minutes=3)
    (message,) = tell(work_off)
    assert message.subject.startswith("25 new replies")
    for words in both(message):
        assert words.count("Reader ") == 20
        assert "and 5 more" in words


@pytest.mark.parametrize("hide", ["withdraw", "kill"])
def test_nothing_is_told_of_a_story_that_readers_do_not_see(story, follower, work_off, hide):
    appear(story)
    chief = factories.user("Chief editor")
    getattr(workflow, hide)(story, by=chief, note="legal")
    assert tell(work_off) == []
    assert Following.objects.confirmed().exists()


def test_a_reply_that_was_taken_down_before_the_letter_is_not_in_it(
    story, follower, moderator, work_off
):
    gone, there = appear(story, name="Gone"), appear(story, name="Grace")
    present = Reply.objects.get(pk=gone.pk)
    moderation.remove(present, by=moderator, reason=Reason.OTHER)
    (message,) = tell(work_off)
    assert "Gone" not in message.body
    assert f"/replies/{there.pk}/" in message.body


def test_letters_about_one_thread_stand_together_and_can_be_ended_by_one_press(
    client, story, follower, work_off
):
    other = factories.published_story()
    following.follow(other, follower)
    go_on(hours=1)
    appear(story)
    appear(other)
    letters = tell(work_off)
    go_on(hours=2)
    appear(story)
    letters += tell(work_off)
    heads = [letter.message() for letter in letters]
    assert len({head["Message-ID"] for head in heads}) == 3
    conversations = [head["References"] for head in heads]
    assert conversations[0] == conversations[2] != conversations[1]
    assert [head["In-Reply-To"] for head in heads] == conversations
    assert heads[0]["List-Id"] == f"<replies-{story.pk}.localhost>"
    assert heads[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = re.search(r"<http://localhost:8000(\S+)>", letters[0].extra_headers["List-Unsubscribe"])[
        1
    ]
    client.post(stop, {"List-Unsubscribe": "One-Click"})
    assert not following.follows(story.pk, follower.pk)
    assert following.follows(other.pk, follower.pk)


def test_a_mail_server_that_is_away_loses_no_letter_and_doubles_none(
    story, follower, work_off, monkeypatch
):
    appear(story)

    def refuse(backend, messages):
        raise ConnectionRefusedError

    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "send_messages", refuse)
        assert tell(work_off) == []
    go_on(minutes=6)
    assert len(tell(work_off)) == 1
    assert tell(work_off) == []


def test_two_workers_send_one_letter(story, follower, work_off, monkeypatch):
    appear(story)
    deliver = EmailBackend.send_messages

    def while_another_worker_comes(backend, messages):
        monkeypatch.setattr(EmailBackend, "send_messages", deliver)
        notifications.tell_followers.call()
        return deliver(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", while_another_worker_comes)
    assert len(tell(work_off)) == 1

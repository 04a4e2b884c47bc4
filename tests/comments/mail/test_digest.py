"""The moderators' digest: numbers and links, once for an hour, to whoever wants it."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from comments import digest, tokens
from comments.models import Digest, HouseRules, Reply, Report, State
from tests import factories
from tests.comments import factories as replies

DESK = "admin:comments_digest_changelist"


@pytest.fixture
def moderator(db, clock):
    """A colleague since last week, at noon in London; the digest goes out at 8 and at 14."""
    HouseRules.objects.update_or_create(pk=1, defaults={"digest_hours": "8, 14"})
    return colleague(clock, "Moderator", email="mo@example.org")


def colleague(clock, *roles, **fields):
    return factories.user(*roles, date_joined=clock.at(days=-7), **fields)


def send(work_off):
    mail.outbox.clear()
    with work_off():
        digest.send_due()
    return mail.outbox[:]


def both(message):
    return message.body, html.unescape(message.alternatives[0][0])


def test_it_says_how_many_wait_since_when_and_where(clock, moderator, work_off):
    story = factories.published_story(headline="Secret until Friday")
    for number in range(3):
        replies.pending(story, name="Grace", comment=f"BUY GOLD {number}")
    Reply.objects.update(posted_at=clock.now())
    reported = replies.published(story, by=moderator)
    Report.objects.create(reply=reported, reason="spam")
    Reply.objects.filter(pk=reported.pk).update(reported_at=clock.now())
    refused = replies.in_state(State.REJECTED, story)
    Reply.objects.filter(pk=refused.pk).update(appealed_at=clock.now())
    unread = replies.published(story, by=moderator)
    Reply.objects.filter(pk=unread.pk).update(looked_at=None)
    clock.set(2026, 11, 20, 14, 0)
    letters = [letter for letter in send(work_off) if letter.to == ["mo@example.org"]]
    (message,) = letters
    assert message.subject == "6 replies wait for a moderator"
    for words in both(message):
        for name in ("waiting", "reported", "appeals", "unmoderated"):
            assert f"http://localhost:8000/admin/comments/reply/?queue={name}" in words
        assert "3 waiting to be read" in re.sub("<[^>]+>", "", words)
        assert "The oldest since 20 November 2026, 12:00 GMT." in words
        for secret in ("Secret until Friday", "Grace", "GOLD", "@example"):
            assert secret not in words
    assert "Secret" not in message.message().as_string()


def test_where_nothing_waits_nothing_is_mailed_and_nothing_later_for_that_hour(
    clock, moderator, work_off
):
    assert send(work_off) == []
    replies.pending()
    clock.goes_on(minutes=30)
    assert send(work_off) == []
    clock.set(2026, 11, 20, 14, 0)
    assert len(send(work_off)) == 1


def test_it_comes_once_for_each_hour(clock, moderator, work_off):
    replies.pending()
    numbers = []
    for hour in (13, 14, 15, 20):
        clock.set(2026, 11, 20, hour, 30)
        numbers.append(len(send(work_off)))
    assert numbers == [1, 1, 0, 0]
    clock.set(2026, 11, 21, 8, 0)
    assert len(send(work_off)) == 1


def test_hours_missed_while_nothing_ran_are_made_up_for_once(clock, moderator, work_off):
    replies.pending()
    clock.set(2026, 11, 24, 11, 11)
    assert len(send(work_off)) == 1
    assert send(work_off) == []


def test_no_hours_no_digest(clock, moderator, work_off):
    replies.pending()
    for hours in ("", "never"):
        HouseRules.objects.update(digest_hours=hours)
        assert send(work_off) == []


def test_it_goes_to_active_moderators_with_an_address_and_to_nobody_else(
    clock, moderator, work_off
):
    replies.pending()
    colleague(clock, "Editor")
    colleague(clock, "Moderator", email="")
    colleague(clock, "Moderator", is_active=False)
    colleague(clock, "Moderator", is_staff=False)
    second = colleague(clock, "Moderator", email="second@example.org")
    newcomer = factories.user("Moderator", email="new@example.org", date_joined=clock.now())
    assert [letter.to for letter in send(work_off)] == [["mo@example.org"], [second.email]]
    clock.set(2026, 11, 20, 14, 1)
    assert [newcomer.email] in [letter.to for letter in send(work_off)]


def test_two_workers_mail_it_once(clock, moderator, work_off, monkeypatch):
    replies.pending()
    deliver = EmailBackend.send_messages

    def while_another_worker_comes(backend, messages):
        monkeypatch.setattr(EmailBackend, "send_messages", deliver)
        digest.mail_digests.call()
        return deliver(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", while_another_worker_comes)
    assert len(send(work_off)) == 1


def test_a_mail_server_that_is_away_delays_it(clock, moderator, work_off, monkeypatch):
    replies.pending()

    def refuse(backend, messages):
        raise ConnectionRefusedError

    with monkeypatch.context() as away:
        away.setattr(EmailBackend, "send_messages", refuse)
        assert send(work_off) == []
    clock.goes_on(minutes=6)
    assert len(send(work_off)) == 1
    clock.goes_on(minutes=6)
    assert send(work_off) == []


def test_a_worker_that_died_while_it_sent_leaves_a_claim_that_runs_out(clock, moderator, work_off):
    replies.pending()
    Digest.objects.create(account=moderator, tell_after=clock.at(minutes=10))
    assert send(work_off) == []
    clock.goes_on(minutes=11)
    assert len(send(work_off)) == 1


# -- On and off


def test_one_press_of_a_mail_program_ends_it_without_a_cookie(clock, moderator, work_off):
    replies.pending()
    (message,) = send(work_off)
    head = message.extra_headers
    assert head["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = re.search(r"<http://localhost:8000(\S+)>", head["List-Unsubscribe"])[1]
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(stop).content.decode()
    assert '<form method="post">' in page
    assert digest.is_wanted_by(moderator)
    pressed = strict.post(stop, {"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 200
    assert not pressed.cookies
    assert not digest.is_wanted_by(moderator)
    assert "Already stopped" in strict.get(stop).content.decode()
    clock.set(2026, 11, 20, 14, 1)
    assert send(work_off) == []


@pytest.mark.parametrize("signed", ["x", "1", "1:x", "é", "%00"])
def test_nothing_is_ended_without_a_signature(client, moderator, signed):
    assert client.post(f"/replies/digest/stop/{signed}/").status_code == 404
    assert digest.is_wanted_by(moderator)


def test_the_link_of_an_account_that_is_gone_leads_nowhere(client, moderator):
    address = reverse("comments:stop_digest", args=[tokens.sign_moderator(moderator.pk)])
    moderator.delete()
    assert client.post(address).status_code == 404


def test_a_moderator_turns_it_off_and_on_at_the_desk(client, clock, moderator, work_off):
    client.force_login(moderator)
    page = client.get(reverse(DESK)).content.decode()
    assert "It goes out at 8:00, 14:00" in page
    assert " checked" in page
    client.post(reverse(DESK), {})
    assert " checked" not in client.get(reverse(DESK)).content.decode()
    replies.pending()
    assert send(work_off) == []
    client.post(reverse(DESK), {"is_wanted": "yes"})
    assert len(send(work_off)) == 1


def test_a_moderator_s_choice_is_their_own(client, clock, moderator):
    second = colleague(clock, "Moderator")
    client.force_login(second)
    client.post(reverse(DESK), {})
    assert digest.is_wanted_by(moderator)
    assert not digest.is_wanted_by(second)


def test_who_does_not_moderate_has_no_digest(client, clock, moderator):
    client.force_login(colleague(clock, "Reporter"))
    assert client.get(reverse(DESK)).status_code == 403
    assert client.post(reverse(DESK), {"is_wanted": "yes"}).status_code == 403
    assert not Digest.objects.exists()
    client.logout()
    assert client.get(reverse(DESK)).status_code == 302


@pytest.mark.parametrize("moderators", [1, 12])
def test_looking_whether_one_is_owed_costs_the_same_for_any_number(
    clock, moderator, moderators, django_assert_max_num_queries
):
    for _ in range(moderators - 1):
        colleague(clock, "Moderator")
    with django_assert_max_num_queries(6):
        digest.send_due()


def test_the_oldest_is_told_in_the_newsroom_s_zone(clock, moderator):
    replies.pending()
    Reply.objects.update(posted_at=clock.set(2026, 7, 1, 12, 0) - timedelta(hours=1))
    (waiting,) = digest.what_waits()
    assert waiting.since == "1 July 2026, 11:00 BST"

"""Many replies at once: limits by address and network, few mails, the owner not kept out."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.urls import reverse

from comments import posting
from comments.models import Confirmation, HouseRules, Reply, State
from tests import factories
from tests.comments import factories as replies

ADA = "ada@example.org"


def send(client, story, network="203.0.113.1", **changes):
    data = replies.form_data(story, **changes)
    return client.post(
        reverse("comments:post", args=[story.pk]),
        data,
        HTTP_SEC_FETCH_SITE="same-origin",
        REMOTE_ADDR=network,
    )


def age(minutes=1):
    span = timedelta(minutes=minutes)
    Reply.objects.update(posted_at=F("posted_at") - span)
    Confirmation.objects.update(asked_at=F("asked_at") - span, expires_at=F("expires_at") - span)


def test_who_is_too_fast_is_told_when_to_try_again(client, story):
    send(client, story, email=ADA)
    response = send(client, story, email=ADA)
    assert (response.status_code, response["Retry-After"]) == (429, "15")


def test_one_network_is_stopped_after_thirty_and_the_site_stays_up(client, story):
    statuses = [send(client, story).status_code for _number in range(40)]
    assert statuses == [303] * 30 + [429] * 10
    assert send(client, story)["Retry-After"] == "3600"
    assert send(client, story, network="198.51.100.7").status_code == 303
    assert client.get(story.get_absolute_url()).status_code == 200


def test_colleagues_who_reply_at_their_desks_stop_nobody_who_sits_beside_them(client, story):
    colleague = factories.user("Reporter")
    for number in range(31):
        posting.post(
            story.readers_copy,
            name="",
            email="",
            comment=f"For the newsroom, number {number}.",
            by=colleague,
            network_address="203.0.113.1",
        )
    assert send(client, story, email="ada@example.org").status_code == 303


def test_one_household_of_ipv6_is_one_network(client, story):
    HouseRules(pk=1, hourly_by_network=3).save()
    statuses = [send(client, story, network=f"2001:db8::{n}").status_code for n in range(1, 6)]
    assert statuses == [303, 303, 303, 429, 429]
    assert send(client, story, network="2001:db8:0:1::1").status_code == 303


def test_many_networks_and_addresses_are_each_taken_once_and_wait(client, story):
    for number in range(50):
        assert send(client, story, network=f"10.0.0.{number}").status_code == 303
    assert Reply.objects.unconfirmed().count() == 50
    assert client.get(story.get_absolute_url()).context["paper"]


def test_many_networks_with_one_address_send_it_two_mails_an_hour(client, story, work_off):
    with work_off():
        statuses = [
            send(client, story, network=f"10.0.0.{number}", email=ADA).status_code
            for number in range(8)
        ]
    assert statuses == [303] * 2 + [429] * 6
    assert len(mail.outbox) == 2
    age(minutes=61)
    assert send(client, story, network="10.0.1.1", email=ADA).status_code == 303


def test_mails_and_paces_go_by_the_numbers_of_the_house(client, story, work_off):
    HouseRules(pk=1, hourly_confirmations=3, pause_seconds=0, hourly_by_address=1).save()
    with work_off():
        assert send(client, story, email=ADA).status_code == 303
        assert send(client, story, email=ADA).status_code == 429
        assert send(client, story, email=ADA, network="10.0.0.1").status_code == 303
        assert send(client, story, email=ADA, network="10.0.0.2").status_code == 429
    assert len(mail.outbox) == 2


@pytest.fixture
def owner(client, story):
    """Ada's network, from which she confirmed a reply two hours ago."""
    send(client, story, email=ADA, network="192.0.2.9")
    reply = Reply.objects.get()
    client.post(reverse("comments:confirm", args=[replies.token_for(reply)]))
    age(minutes=120)
    return "192.0.2.9"


def test_who_posts_under_another_s_address_does_not_slow_its_owner_down(client, story, owner):
    assert send(client, story, email=ADA, network="10.6.6.6").status_code == 303
    assert send(client, story, email=ADA, network=owner, comment="Mine.").status_code == 303
    assert Reply.objects.get(comment="Mine.").state == State.UNCONFIRMED


def test_who_posts_under_another_s_address_cannot_use_up_the_owner_s_mails(
    client, story, owner, work_off
):
    strangers = [
        send(client, story, email=ADA, network=f"10.6.6.{number}").status_code
        for number in range(6)
    ]
    assert strangers == [303, 303, 429, 429, 429, 429]
    with work_off():
        assert send(client, story, email=ADA, network=owner, comment="Mine.").status_code == 303
    assert len(mail.outbox) == 1


def test_a_stranger_cannot_tell_by_the_mails_which_address_was_confirmed(client, story, owner):
    answers = {
        email: [
            send(client, story, email=email, network=f"10.6.6.{number}").status_code
            for number in range(5)
        ]
        for email in (ADA, "never.seen@example.org")
    }
    assert answers[ADA] == answers["never.seen@example.org"]


def test_who_confirmed_from_a_network_gets_all_mails_of_the_hour_there(client, story, work_off):
    with work_off():
        assert send(client, story, email=ADA).status_code == 303
        client.post(reverse("comments:confirm", args=[replies.token_for(Reply.objects.get())]))
        age(minutes=5)
        assert send(client, story, email=ADA).status_code == 303
        age(minutes=5)
        assert send(client, story, email=ADA).status_code == 303
        age(minutes=5)
        assert send(client, story, email=ADA).status_code == 429


def test_the_owner_s_device_needs_none_of_the_mails(client, story):
    send(client, story, email=ADA)
    address = reverse("comments:confirm", args=[replies.token_for(Reply.objects.get())])
    client.post(address, HTTP_SEC_FETCH_SITE="same-origin")
    age()
    stranger = type(client)()
    for number in range(5):
        send(stranger, story, email=ADA, network=f"10.6.6.{number}")
    assert send(client, story, email=ADA, comment="Mine.", network="10.9.9.9").status_code == 303
    assert Reply.objects.get(comment="Mine.").state == State.PENDING

"""Who confirmed once on a device need not do so again there; what the device keeps, and no more."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail, signing
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from comments import tokens
from comments.models import HouseRules, Reply, Standing, State, Writer
from comments.models.writers import page_key
from comments.views.devices import BELOW, COOKIE
from tests.comments import factories as replies

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
ADA = {"name": "Ada", "email": "ada@example.org"}


def send(client, story, headers=OWN_PAGE, **changes):
    data = replies.form_data(story, **{**ADA, **changes})
    return client.post(reverse("comments:post", args=[story.pk]), data, **headers)


def confirm(client, reply, headers=OWN_PAGE):
    address = reverse("comments:confirm", args=[replies.token_for(reply)])
    return client.post(address, **headers)


@pytest.fixture
def known(client, story):
    """A client whose device is known for Ada, who confirmed a minute ago."""
    send(client, story, comment="The first one.")
    assert confirm(client, Reply.objects.get()).status_code == 303
    Reply.objects.update(posted_at=F("posted_at") - timedelta(minutes=1))
    return client


def newest():
    return Reply.objects.newest_first().first()


def test_a_second_reply_from_the_device_waits_for_a_moderator_without_a_mail(
    known, story, work_off
):
    with work_off():
        response = send(known, story, comment="The second one.")
    assert response.status_code == 303
    assert (newest().comment, newest().state) == ("The second one.", State.PENDING)
    assert newest().held_for
    assert mail.outbox == []
    page = known.get(response["Location"]).content.decode()
    assert "A moderator reads the reply before it appears" in page
    assert "Check your mail" not in page


def test_a_trusted_writer_s_reply_from_the_device_appears_at_once(known, story, work_off):
    HouseRules(pk=1, mode="trust").save()
    Writer.objects.update(standing=Standing.TRUSTED)
    with work_off():
        response = send(known, story, comment="The second one.")
    reply = newest()
    assert (reply.state, reply.looked_at, reply.is_public) == (State.PUBLISHED, None, True)
    decision = reply.decisions.get()
    assert (decision.verb, decision.rule, decision.made_by) == ("pass", "trusted", None)
    assert reply.awaits_a_look
    page = known.get(response["Location"]).content.decode()
    assert reply.get_absolute_url() in page
    assert "The second one." in known.get(story.get_absolute_url()).content.decode()
    assert [message.subject for message in mail.outbox] == [
        "Your reply to “Ferry back in service” is published"
    ]


def test_another_address_on_the_same_device_confirms_as_usual(known, story):
    send(known, story, email="grace@example.org", comment="From somebody else.")
    assert newest().state == State.UNCONFIRMED
    Reply.objects.update(posted_at=F("posted_at") - timedelta(minutes=1))
    send(known, story, comment="And Ada is still known.")
    assert newest().state == State.PENDING


def test_another_device_with_the_same_address_confirms_as_usual(known, story, client_class):
    send(client_class(), story, comment="From elsewhere.")
    assert newest().state == State.UNCONFIRMED


@pytest.fixture
def client_class(client):
    return type(client)


def test_what_the_device_keeps_is_signed_for_its_own_eyes_and_names_nobody(known):
    cookie = known.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == BELOW == "/replies/"
    assert cookie["max-age"] == 180 * 24 * 3600
    assert bool(cookie["secure"]) == settings.SITE_URL.startswith("https://")
    readable = signing.b64_decode(cookie.value.partition(":")[0].lstrip(".").encode())
    writer = Writer.objects.get()
    assert readable == f'[{writer.pk},"{writer.page_key}"]'.encode()


def test_over_https_the_device_sends_it_encrypted_alone(client, story, settings):
    settings.SESSION_COOKIE_SECURE = True
    send(client, story)
    confirm(client, Reply.objects.get())
    assert client.cookies[COOKIE]["secure"]


def test_each_reply_from_the_device_makes_it_known_for_as_long_again(known, story, monkeypatch):
    now, before = time.time(), known.cookies[COOKIE].value
    monkeypatch.setattr(time, "time", lambda: now + 100 * 24 * 3600)
    send(known, story, comment="A hundred days later.")
    assert known.cookies[COOKIE].value != before
    Reply.objects.update(posted_at=F("posted_at") - timedelta(minutes=1))
    monkeypatch.setattr(time, "time", lambda: now + 200 * 24 * 3600)
    send(known, story, comment="Two hundred days later.")
    assert newest().state == State.PENDING


def test_after_half_a_year_without_a_reply_the_device_is_forgotten(known, story, monkeypatch):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 181 * 24 * 3600)
    response = send(known, story, comment="Much later.")
    assert newest().state == State.UNCONFIRMED
    assert response.cookies[COOKIE].value == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"page_key": page_key()},
        {"standing": Standing.SUSPENDED, "standing_until": timezone.now() + timedelta(days=3000)},
        {"confirmed_at": None},
    ],
    ids=["new key", "suspended", "not confirmed"],
)
def test_a_device_that_may_no_longer_speak_for_the_address_is_forgotten(known, story, changes):
    Writer.objects.update(**changes)
    response = send(known, story, comment="After that.")
    assert not Reply.objects.filter(comment="After that.").exclude(state=State.UNCONFIRMED)
    if response.status_code == 303:
        assert response.cookies[COOKIE].value == ""


@pytest.mark.parametrize(
    "forged",
    [
        "x",
        "",
        "WzEsImEiXQ:1xyz:abc",
        "a" * 4000,
        signing.dumps([1, "a" * 32], salt="comments.writer"),
        signing.dumps([1, "a" * 32], salt="comments.device"),
    ],
)
def test_a_forged_or_mangled_cookie_leads_the_normal_way(client, story, forged):
    client.cookies[COOKIE] = forged
    assert send(client, story).status_code == 303
    assert Reply.objects.get().state == State.UNCONFIRMED


def test_a_writer_s_link_does_not_pass_for_a_device(known, client_class, story):
    writer = Writer.objects.get()
    stranger = client_class()
    foreign = signing.dumps([writer.pk, writer.page_key], salt="comments.writer")
    stranger.cookies[COOKIE] = foreign
    send(stranger, story, comment="Under her name.")
    assert newest().state == State.UNCONFIRMED


def test_a_browser_that_does_not_say_where_the_form_stood_confirms_by_mail(known, story):
    send(known, story, headers={}, comment="From where?")
    assert newest().state == State.UNCONFIRMED


def test_a_form_on_another_site_uses_no_device(known, story):
    elsewhere = {"HTTP_SEC_FETCH_SITE": "cross-site"}
    assert send(known, story, headers=elsewhere, comment="Tricked.").status_code == 403
    assert not Reply.objects.filter(comment="Tricked.").exists()


def test_a_confirmation_pressed_on_another_site_makes_no_device_known(client, story):
    send(client, story)
    response = confirm(client, Reply.objects.get(), {"HTTP_SEC_FETCH_SITE": "cross-site"})
    assert response.status_code == 303
    assert COOKIE not in response.cookies


def test_the_same_words_sent_twice_from_the_device_are_one_reply(known, story):
    first = send(known, story, comment="Pressed twice.")
    second = send(known, story, comment="Pressed twice.")
    assert first.status_code == second.status_code == 303
    assert Reply.objects.filter(comment="Pressed twice.").count() == 1


def test_a_reader_can_have_the_device_forget(known, story):
    response = send(known, story, comment="The second one.")
    own_page = response["Location"]
    assert "Forget this device" in known.get(own_page).content.decode()
    gone = known.post(f"{own_page}device/")
    assert (gone.status_code, gone["Location"]) == (303, own_page)
    assert "Forget this device" not in known.get(own_page).content.decode()
    Reply.objects.update(posted_at=F("posted_at") - timedelta(minutes=1))
    send(known, story, comment="The third one.")
    assert newest().state == State.UNCONFIRMED


def test_who_opens_the_page_elsewhere_is_offered_nothing_to_forget(known, story, client_class):
    own_page = reverse("comments:mine", args=[tokens.sign_page(newest())])
    assert "Forget this device" not in client_class().get(own_page).content.decode()


def test_no_page_with_the_form_sets_a_cookie_or_differs_by_one(known, story):
    answered = replies.published(story)
    pages = [
        story.get_absolute_url(),
        reverse("comments:answer", args=[answered.pk]),
    ]
    for address in pages:
        with_device, without = known.get(address), type(known)().get(address)
        for response in (with_device, without):
            assert "Leave a Reply" in response.content.decode() or "Reply to" in (
                response.content.decode()
            )
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", "")


def test_a_refused_form_sets_no_cookie(known, story):
    response = send(known, story, comment="")
    assert response.status_code == 422
    assert not response.cookies

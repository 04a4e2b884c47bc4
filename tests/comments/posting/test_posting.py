"""A reader replies: what is kept, what they see next, who is told."""

import re
from datetime import timedelta

from django.core import mail
from django.db.models import F
from django.urls import reverse
from django.utils.html import strip_tags

from comments import tokens
from comments.models import Confirmation, Reply, State
from tests import factories
from tests.comments import factories as replies

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def send(client, story, answering=None, headers=OWN_PAGE, **changes):
    data = replies.form_data(story, answering=answering, **changes)
    return client.post(reverse("comments:post", args=[story.pk]), data, **headers)


def test_a_reply_is_kept_unconfirmed_and_unseen(client, story):
    send(client, story, comment="Good news for the island.", name="Ada", email="Ada@Example.org")
    reply = Reply.objects.get()
    assert (reply.state, reply.is_public, reply.is_removed) == (State.UNCONFIRMED, False, False)
    assert (reply.comment, reply.name, reply.user_email) == (
        "Good news for the island.",
        "Ada",
        "Ada@Example.org",
    )
    assert reply.writer.address == "ada@example.org"
    assert reply.writer.confirmed_at is None
    assert b"Good news for the island." not in client.get(story.get_absolute_url()).content


def test_the_writer_is_led_to_a_page_of_their_own_with_the_text_and_what_happens_next(
    client, story
):
    response = send(client, story, comment="Good news for the island.")
    assert response.status_code == 303
    page = client.get(response["Location"])
    assert "Good news for the island." in page.content.decode()
    assert "Check your mail" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]


def test_posting_sets_no_cookie(client, story):
    response = send(client, story)
    client.get(response["Location"])
    assert not client.cookies


def test_the_page_with_the_form_sets_no_cookie_and_asks_for_no_token(client, story):
    page = client.get(story.get_absolute_url())
    assert not page.cookies
    assert "csrfmiddlewaretoken" not in page.content.decode()
    assert "Leave a Reply" in page.content.decode()


def test_sending_the_same_words_twice_keeps_one_reply_and_leads_to_the_same_place(client, story):
    words = {"comment": "Said once.", "email": "ada@example.org", "name": "Ada"}
    first, second = send(client, story, **words), send(client, story, **words)
    assert Reply.objects.count() == 1
    assert Confirmation.objects.count() == 1
    assert second.status_code == 303
    pages = [client.get(one["Location"]).content.decode() for one in (first, second)]
    assert strip_tags(pages[0]) == strip_tags(pages[1])  # the addresses in it carry their moments
    assert "Said once." in pages[1]


def test_the_same_words_to_two_replies_are_two_replies(client, story):
    first, second = replies.published(story), replies.published(story)
    words = {"comment": "I agree.", "email": "ada@example.org", "name": "Ada"}
    for answered in (first, second, None):
        assert send(client, story, answering=answered, **words).status_code == 303
        Reply.objects.update(posted_at=F("posted_at") - timedelta(minutes=1))
        Confirmation.objects.update(asked_at=F("asked_at") - timedelta(minutes=50))
    agreeing = Reply.objects.unconfirmed().oldest_first()
    assert [reply.in_answer_to for reply in agreeing] == [first, second, None]


def send_again_later(client, story, **words):
    """Post the same words once more, some time after the last confirmation mail."""
    Confirmation.objects.update(asked_at=F("asked_at") - timedelta(minutes=1))
    return send(client, story, **words)


def test_words_sent_again_have_their_confirmation_mail_sent_again_but_not_for_ever(
    client, story, work_off
):
    words = {"comment": "Said once.", "email": "ada@example.org", "name": "Ada"}
    with work_off():
        for _time in range(5):
            assert send_again_later(client, story, **words).status_code == 303
    assert len(mail.outbox) == 2  # the third of an hour is kept for where its owner confirmed
    assert Reply.objects.count() == 1


def test_a_button_pressed_twice_sends_one_mail(client, story, work_off):
    words = {"comment": "Said once.", "email": "ada@example.org", "name": "Ada"}
    with work_off():
        send(client, story, **words)
        send(client, story, **words)
    assert len(mail.outbox) == 1


def test_either_of_two_mailed_links_confirms_and_the_other_says_that_it_is_done(
    client, story, work_off
):
    words = {"comment": "Said once.", "email": "ada@example.org", "name": "Ada"}
    with work_off():
        send(client, story, **words)
        send_again_later(client, story, **words)
    links = [re.search(r"/replies/confirm/\S+", message.body)[0] for message in mail.outbox]
    assert client.post(links[0]).status_code == 303
    assert Reply.objects.get().state == State.PENDING
    assert "already been confirmed" in client.post(links[1]).content.decode()


def test_the_mail_asks_for_confirmation_and_quotes_nothing_that_was_typed(client, story, work_off):
    with work_off():
        send(client, story, comment="BUY GOLD NOW", name="Gold Dealer", email="ada@example.org")
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    whole = message.message().as_string() + message.body
    assert "Ferry back in service" in message.subject
    assert "GOLD" not in whole
    assert "Gold" not in whole
    assert "http://localhost:8000/replies/confirm/" in message.body
    assert message.alternatives[0][1] == "text/html"


def test_no_mail_goes_out_when_nothing_was_kept(client, story, work_off):
    with work_off():
        send(client, story, comment="")
    assert mail.outbox == []


def test_an_address_gets_at_most_three_confirmation_mails_within_an_hour(client, story, work_off):
    network = tokens.network_key("127.0.0.1")
    replies.published(story, email="ada@example.org", network_address="127.0.0.1")
    assert Reply.objects.get().network == network
    Reply.objects.update(posted_at=F("posted_at") - timedelta(hours=3))
    Confirmation.objects.update(asked_at=F("asked_at") - timedelta(hours=3))
    mail.outbox.clear()
    with work_off():
        for number in range(4):
            response = send(client, story, comment=f"Thought {number}", email="ada@example.org")
            kept = Reply.objects.newest_first().first()
            Reply.objects.filter(pk=kept.pk).update(posted_at=kept.posted_at - timedelta(minutes=1))
    assert len(mail.outbox) == 3
    assert response.status_code == 429
    assert "As many mails" in response.content.decode()
    assert "Thought 3" in response.content.decode()
    assert Reply.objects.count() == 1 + 3


def test_a_second_reply_within_fifteen_seconds_has_to_wait(client, story):
    send(client, story, comment="First thought", email="ada@example.org")
    response = send(client, story, comment="Second thought", email="ADA@example.org")
    assert response.status_code == 429
    assert "Second thought" in response.content.decode()
    assert Reply.objects.count() == 1


def test_a_network_sends_at_most_thirty_replies_within_an_hour(client, story):
    for _number in range(30):
        assert send(client, story).status_code == 303
    refused = send(client, story)
    assert refused.status_code == 429
    assert "network" in refused.content.decode()
    elsewhere = send(client, story, headers={**OWN_PAGE, "REMOTE_ADDR": "203.0.113.9"})
    assert elsewhere.status_code == 303


def test_the_network_address_is_kept_only_as_a_keyed_hash(client, story):
    send(client, story, headers={**OWN_PAGE, "REMOTE_ADDR": "203.0.113.9"})
    reply = Reply.objects.get()
    assert reply.ip_address is None
    assert len(reply.network) == 64
    assert "203.0.113" not in reply.network


def test_an_answer_hangs_below_the_reply_it_answers(client, story):
    above = replies.published(story)
    send(client, story, answering=above)
    answer = Reply.objects.unconfirmed().get()
    assert answer.in_answer_to == above
    assert (answer.parent_id, answer.thread_id, answer.level) == (above.pk, above.pk, 1)


def test_an_answer_to_the_third_level_stands_beside_it_under_the_same_reply(client, story):
    first = replies.published(story)
    second = replies.published(story, answering=first)
    third = replies.published(story, answering=second)
    send(client, story, answering=third)
    answer = Reply.objects.unconfirmed().get()
    assert answer.in_answer_to == third
    assert (answer.parent_id, answer.thread_id, answer.level) == (second.pk, first.pk, 2)


def test_the_newsroom_replies_without_confirming_under_its_own_name(client, story, work_off):
    reporter = factories.user("Reporter")
    factories.person(name="Rosa Reporter", account=reporter)
    client.force_login(reporter)
    with work_off():
        send(client, story, name="Somebody Else")
    reply = Reply.objects.get()
    assert (reply.state, reply.is_by_staff, reply.name) == (State.PUBLISHED, True, "Rosa Reporter")
    assert reply.decisions.get().made_by == reporter
    assert mail.outbox == []
    page = client.get(story.get_absolute_url()).content.decode()
    assert "staff-mark" in page


def test_an_account_without_a_place_in_the_newsroom_confirms_like_everybody(client, story):
    client.force_login(factories.user())
    send(client, story)
    assert Reply.objects.get().state == State.UNCONFIRMED


def test_a_browser_that_does_not_say_where_the_form_stood_speaks_for_no_account(client, story):
    client.force_login(factories.user("Reporter"))
    send(client, story, headers={})
    assert Reply.objects.get().state == State.UNCONFIRMED


def test_the_form_s_address_leads_a_visitor_to_the_form(client, story):
    response = client.get(reverse("comments:post", args=[story.pk]))
    assert response["Location"] == f"{story.get_absolute_url()}#leave-a-reply"

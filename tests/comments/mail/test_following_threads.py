"""Following a thread: an address asks, its owner confirms, one press ends it."""

import re
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import workflow
from comments import following, retention, tokens
from comments.models import Following, Writer
from tests import factories
from tests.comments import factories as replies

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def page_of(story):
    return reverse("comments:follow_thread", args=[story.pk])


def ask(client, story, work_off=None, email="ada@example.org", **more):
    def send():
        return client.post(page_of(story), {"email": email, "honeypot": "", **more}, **OWN_PAGE)

    if work_off is None:
        return send()
    with work_off():
        return send()


def link_in(message):
    return re.search(r"http://localhost:8000(/replies/follow/confirm/\S+/)", message.body)[1]


def followed(client, story, work_off, email="ada@example.org"):
    """A thread that an address follows, confirmed by its owner."""
    mail.outbox.clear()
    ask(client, story, work_off, email)
    client.post(link_in(mail.outbox[-1]))
    mail.outbox.clear()
    return Following.objects.get(story=story.pk, writer__address=email)


def stop_address(story, writer):
    return reverse("comments:stop_thread", args=[tokens.sign_follower(story.pk, writer.pk)])


# -- Asking for it


def test_the_thread_offers_to_be_followed(client, story):
    page = client.get(story.get_absolute_url()).content.decode()
    assert f'href="{page_of(story)}"' in page
    assert "Mail me a link" in client.get(page_of(story)).content.decode()


def test_only_the_button_behind_the_mailed_link_begins_it(client, story, work_off):
    assert ask(client, story, work_off).status_code == 200
    (question,) = mail.outbox
    assert question.to == ["ada@example.org"]
    assert not Following.objects.confirmed().exists()
    for read in (client.get, client.head):
        assert read(link_in(question)).status_code == 200
    assert not Following.objects.confirmed().exists()
    assert "You follow this thread" in client.post(link_in(question)).content.decode()
    assert Following.objects.confirmed().get().writer.confirmed_at
    again = client.post(link_in(question)).content.decode()
    assert "confirmed before" in again
    assert Following.objects.count() == 1


def test_the_question_quotes_nobody_and_tells_nothing_else(client, story, work_off):
    ask(client, story, work_off)
    (question,) = mail.outbox
    for words in (question.body, question.alternatives[0][0]):
        assert "Ferry back in service" in words
        assert link_in(question) in words
        assert "/replies/yours/" not in words
        assert "ada@" not in words
    assert "List-Unsubscribe" not in question.message()


def test_the_token_is_kept_only_as_its_hash_and_is_good_for_48_hours(client, story, work_off):
    ask(client, story, work_off)
    link = link_in(mail.outbox[0])
    token = link.split("/")[-2]
    assert token not in str(vars(Following.objects.get()))
    assert not any(token in str(vars(task)) for task in DBTaskResult.objects.all())
    Following.objects.update(asked_at=timezone.now() - timedelta(hours=48, seconds=1))
    for answered in (client.get(link), client.post(link)):
        assert answered.status_code == 410
        assert "expired" in answered.content.decode()
    retention.forget_unconfirmed()
    assert not Following.objects.exists()


def test_an_address_asked_for_is_not_forgotten_before_its_link_has_expired(client, story, work_off):
    ask(client, story, work_off)
    Writer.objects.update(first_seen_at=timezone.now() - timedelta(days=3))
    retention.forget_unconfirmed()
    assert client.post(link_in(mail.outbox[0])).status_code == 200


@pytest.mark.parametrize("token", ["x", "é", "%00", "a" * 3000, "'--", "%ED%A0%80"])
def test_a_link_that_was_not_copied_whole_says_so(client, db, token):
    response = client.post(f"/replies/follow/confirm/{token}/")
    assert response.status_code == 410
    assert "not copied" in response.content.decode()


def test_the_answer_is_the_same_whatever_we_know_of_an_address(client, story, work_off):
    followed(client, story, work_off, "ada@example.org")
    Following.objects.update(asked_at=timezone.now() - timedelta(hours=2))
    pages = [
        ask(client, story, work_off, email).content
        for email in ("ada@example.org", "new@example.org", "new@example.org")
    ]
    assert len(set(pages)) == 1
    assert [message.to[0] for message in mail.outbox] == ["ada@example.org", "new@example.org"]
    client.post(link_in(mail.outbox[0]))
    assert Following.objects.confirmed().count() == 1


def test_an_address_gets_no_more_than_three_questions_an_hour(client, work_off, db):
    for _time in range(5):
        answer = ask(client, factories.published_story(), work_off)
        assert answer.status_code == 200
    assert len(mail.outbox) == 3


def test_replies_and_threads_count_together(client, story, work_off):
    with work_off():
        replies.unconfirmed(story, email="ada@example.org")
    for _time in range(4):
        ask(client, factories.published_story(), work_off)
    assert len(mail.outbox) == 3


def test_a_flood_from_one_network_is_refused_in_words_and_keeps_what_was_typed(client, story):
    for number in range(30):
        ask(client, story, email=f"reader{number}@example.org")
    refused = ask(client, story, email="one-more@example.org")
    assert refused.status_code == 429
    assert "from your network" in refused.content.decode()
    assert 'value="one-more@example.org"' in refused.content.decode()


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"email": ""}, 422, "Please give your e-mail address"),
        ({"email": "nobody"}, 422, "not a whole e-mail address"),
        ({"email": "a@b.org\r\nBcc: c@d.org"}, 422, "not a whole e-mail address"),
        ({"email": "a" * 300 + "@example.org"}, 422, "not a whole e-mail address"),
        ({"honeypot": "buy"}, 422, "must stay empty"),
        ({"email": "\u202eada@example.org"}, 422, "not a whole e-mail address"),
    ],
)
def test_bad_input_is_answered_in_words_and_mails_nobody(
    client, story, work_off, changes, status, words
):
    answer = ask(client, story, work_off, **changes)
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert mail.outbox == []
    assert not Following.objects.exists()


def test_a_form_from_another_site_does_nothing(story, work_off):
    strict = Client(enforce_csrf_checks=True)
    data = {"email": "ada@example.org"}
    assert strict.post(page_of(story), data, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert not Following.objects.exists()
    assert strict.post(page_of(story), data, **OWN_PAGE).status_code == 200
    assert Following.objects.exists()


def test_a_story_that_readers_do_not_see_cannot_be_followed(client, story, editor):
    workflow.withdraw(story, by=editor, note="legal")
    assert client.get(page_of(story)).status_code == 404
    assert ask(client, story).status_code == 404
    assert client.get("/replies/follow/99999999999/").status_code == 404


def test_no_page_sets_a_cookie_or_is_kept_or_found(client, story, work_off):
    pages = [client.get(page_of(story)), ask(client, story, work_off)]
    link = link_in(mail.outbox[0])
    pages += [client.get(link), client.post(link)]
    pages.append(client.get(stop_address(story, Writer.objects.get())))
    for response in pages:
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]


def test_the_network_is_kept_no_longer_than_the_question(client, story, work_off):
    ask(client, story, work_off)
    assert Following.objects.get().network
    client.post(link_in(mail.outbox[0]))
    assert not Following.objects.get().network


# -- From the writer's own page


def test_a_confirmed_writer_follows_at_once_and_nobody_else_does(story):
    writer = replies.published(story).writer
    assert following.follow(story, writer)
    assert not following.follow(story, writer)
    assert following.follows(story.pk, writer.pk)
    stranger = replies.unconfirmed(story).writer
    assert not following.follow(story, stranger)
    assert not following.follows(story.pk, stranger.pk)


# -- Ending it


def test_opening_the_link_ends_nothing_and_its_button_does(client, story, work_off):
    writer = followed(client, story, work_off).writer
    address = stop_address(story, writer)
    assert "Stop these mails" in client.get(address).content.decode()
    client.head(address)
    assert following.follows(story.pk, writer.pk)
    assert "No more mails" in client.post(address).content.decode()
    assert not Following.objects.exists()
    assert "Already stopped" in client.post(address).content.decode()


def test_a_mail_program_s_one_click_needs_no_cookie(client, story, work_off):
    writer = followed(client, story, work_off).writer
    strict = Client(enforce_csrf_checks=True)
    one_click = {"List-Unsubscribe": "One-Click"}
    answered = strict.post(
        stop_address(story, writer), one_click, HTTP_ORIGIN="https://mail.example"
    )
    assert answered.status_code == 200
    assert not answered.cookies
    assert not Following.objects.exists()


def test_the_link_is_good_after_years_and_ends_what_was_begun_again(
    client, story, work_off, monkeypatch
):
    writer = followed(client, story, work_off).writer
    address, now = stop_address(story, writer), time.time()
    client.post(address)
    following.follow(story, writer)
    monkeypatch.setattr(time, "time", lambda: now + 10 * 365 * 24 * 3600)
    client.post(address)
    assert not Following.objects.exists()


@pytest.mark.parametrize("signed", ["x", "1.1", "1.1:x", ":", "é", "%00", "9" * 3000])
def test_nothing_is_ended_without_a_signature(client, story, work_off, signed):
    followed(client, story, work_off)
    assert client.post(f"/replies/follow/stop/{signed}/").status_code == 404
    assert Following.objects.confirmed().exists()


def test_the_page_that_ends_it_names_no_story_that_readers_do_not_see(
    client, story, editor, work_off
):
    writer = followed(client, story, work_off).writer
    workflow.withdraw(story, by=editor, note="legal")
    page = client.get(stop_address(story, writer)).content.decode()
    assert "Ferry back in service" not in page
    assert "Stop these mails" in page

"""Following one's own reply: asking to be told of answers, and stopping it."""

import re
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import PublishedStory
from comments import tokens
from comments.models import Reply, State
from tests import factories
from tests.comments import factories as replies

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def followed(story):
    """A published reply whose writer asked to be told of answers."""
    return replies.published(story, name="Ada", email="ada@example.org", following=True)


def stop_address(reply):
    return reverse("comments:stop_following", args=[tokens.sign_stop(reply.pk)])


def own_page(reply):
    return reverse("comments:mine", args=[tokens.sign_page(reply)])


def choose(client, reply, choice):
    signed = tokens.sign_page(reply)
    return client.post(reverse("comments:follow", args=[signed]), {"follow": choice})


def follows(reply):
    return Reply.objects.get(pk=reply.pk).is_followed


# -- Asking for it


def send(client, story, answering=None, **changes):
    data = replies.form_data(story, answering=answering, **changes)
    return client.post(reverse("comments:post", args=[story.pk]), data, **OWN_PAGE)


def box(page):
    return re.search(r'<input type="checkbox" name="followup"[^>]*>', page)[0]


def test_the_form_offers_to_tell_of_answers_and_nobody_ticked_it_before(client, story):
    page = client.get(story.get_absolute_url()).content.decode()
    assert "checked" not in box(page)
    assert "Tell me by mail when somebody answers." in page


@pytest.mark.parametrize(("ticked", "is_followed"), [("on", True), (None, False), ("", False)])
def test_only_a_reply_whose_box_was_ticked_is_followed(client, story, ticked, is_followed):
    send(client, story, followup=ticked)
    assert Reply.objects.unconfirmed().get().is_followed == is_followed


def test_a_refused_form_keeps_the_box_as_it_was(client, story):
    assert "checked" in box(send(client, story, name="", followup="on").content.decode())
    assert "checked" not in box(send(client, story, name="").content.decode())


def test_the_newsroom_s_replies_are_not_followed_and_their_own_page_says_why(client, story):
    client.force_login(factories.user("Reporter"))
    response = send(client, story, followup="on")
    reply = Reply.objects.get(is_by_staff=True)
    assert not reply.is_followed
    page = client.get(response["Location"]).content.decode()
    assert "Mails about answers go to readers alone" in page
    choose(client, reply, "yes")
    assert not follows(reply)


def test_sending_the_same_words_again_changes_no_choice(client, story):
    words = {"comment": "Said once.", "name": "Grace", "email": "grace@example.org"}
    send(client, story, **words)
    send(client, story, **words, followup="on")
    assert not Reply.objects.unconfirmed().get().is_followed


def test_the_page_to_confirm_says_what_else_was_asked_for(client, story):
    for following in (True, False):
        reply = replies.unconfirmed(story, following=following)
        link = reverse("comments:confirm", args=[replies.token_for(reply)])
        assert ("asked to be told" in client.get(link).content.decode()) == following


def test_knowing_the_words_and_the_address_opens_nobody_s_own_page(client, story, followed):
    Reply.objects.update(posted_at=timezone.now() - timedelta(minutes=1))
    words = {"comment": followed.comment, "name": "Ada", "email": "ada@example.org"}
    response = send(client, story, **words)
    page = client.get(response["Location"]).content.decode()
    assert "Check your mail" in page
    assert Reply.objects.unconfirmed().get().pk != followed.pk


# -- Stopping, by the link in the mail


def test_opening_the_link_stops_nothing_and_shows_a_button_that_does(client, followed):
    page = client.get(stop_address(followed))
    assert page.status_code == 200
    assert '<form method="post">' in page.content.decode()
    assert "Ferry back in service" in page.content.decode()
    client.head(stop_address(followed))
    assert follows(followed)
    pressed = client.post(stop_address(followed))
    assert pressed.status_code == 200
    assert "No more mails about answers" in pressed.content.decode()
    assert not follows(followed)


def test_a_second_time_says_it_is_already_done(client, followed):
    client.post(stop_address(followed))
    for again in (client.post(stop_address(followed)), client.get(stop_address(followed))):
        assert again.status_code == 200
        assert "Already stopped" in again.content.decode()
        assert "<form" not in again.content.decode().partition("reply-page")[2]


def test_a_mail_program_s_one_click_needs_no_cookie_and_no_token(followed):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(stop_address(followed), ONE_CLICK, HTTP_ORIGIN="https://mail.example")
    assert response.status_code == 200
    assert not response.cookies
    assert not follows(followed)


def test_the_pages_that_stop_are_kept_and_found_by_nobody(client, followed):
    for response in (
        client.get(stop_address(followed)),
        client.post(stop_address(followed)),
        client.get(stop_address(followed)),
        choose(client, followed, "yes"),
    ):
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


@pytest.mark.parametrize("signed", ["x", "1", "1:x", ":", "é", "%00", "9" * 3000, "%ED%A0%80"])
def test_nothing_is_stopped_without_a_signature(client, followed, signed):
    for answered in (client.get, client.post):
        assert answered(f"/replies/following/{signed}/").status_code == 404
    assert follows(followed)


def test_a_signature_made_for_the_writer_s_page_stops_nothing_here_nor_the_other_way(
    client, followed
):
    page, stop = tokens.sign_page(followed), tokens.sign_stop(followed.pk)
    assert client.post(reverse("comments:stop_following", args=[page])).status_code == 404
    assert client.get(reverse("comments:mine", args=[stop])).status_code == 404
    assert (
        client.post(reverse("comments:follow", args=[stop]), {"follow": "yes"}).status_code == 404
    )
    assert follows(followed)


def test_the_link_that_stops_is_good_after_years_and_after_the_reply_is_gone(
    client, followed, monkeypatch
):
    address, now = stop_address(followed), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 10 * 365 * 24 * 3600)
    followed.story.delete()
    for answered in (client.get(address), client.post(address)):
        assert answered.status_code == 200
        assert "Already stopped" in answered.content.decode()


def test_the_page_that_stops_does_not_name_a_story_that_is_dated_ahead(client, followed):
    later = timezone.now() + timedelta(days=3)
    PublishedStory.objects.update(published_at=later, updated_at=later)
    address = reverse("comments:stop_following", args=[tokens.sign_stop(followed.pk)])
    assert "Ferry back in service" not in client.get(address).content.decode()


def test_the_page_that_stops_does_not_name_a_story_that_readers_do_not_see(
    client, followed, editor
):
    workflow.withdraw(followed.story, by=editor, note="legal")
    page = client.get(stop_address(followed)).content.decode()
    assert "Ferry back in service" not in page
    client.post(stop_address(followed))
    assert not follows(followed)


def test_stopping_one_reply_leaves_another_followed(client, story, followed):
    other = replies.pending(story, following=True)
    client.post(stop_address(followed))
    assert follows(other)


# -- The writer's own page


def test_a_writer_s_page_says_whether_they_follow_and_lets_them_choose(client, followed):
    page = client.get(own_page(followed)).content.decode()
    assert "You are told by mail when somebody answers." in page
    stopped = choose(client, followed, "no")
    assert stopped.status_code == 303
    assert not follows(followed)
    page = client.get(stopped["Location"]).content.decode()
    assert "You are not told when somebody answers." in page
    choose(client, followed, "yes")
    assert follows(followed)


@pytest.mark.parametrize(
    ("state", "may_start"),
    [
        (State.UNCONFIRMED, True),
        (State.PENDING, True),
        (State.PUBLISHED, True),
        (State.REJECTED, False),
        (State.SPAM, False),
        (State.REMOVED, False),
        (State.WITHDRAWN, False),
    ],
)
def test_only_what_may_yet_be_answered_can_be_followed_and_all_can_be_stopped(
    client, story, state, may_start
):
    reply = replies.in_state(state, story)
    assert ("Tell me by mail" in client.get(own_page(reply)).content.decode()) == may_start
    choose(client, reply, "yes")
    assert follows(reply) == may_start
    Reply.objects.filter(pk=reply.pk).update(followup=True)
    assert "Stop these mails" in client.get(own_page(reply)).content.decode()
    choose(client, reply, "no")
    assert not follows(reply)


def test_the_writer_s_choice_is_made_by_a_button_and_by_nothing_else(client, followed):
    address = reverse("comments:follow", args=[tokens.sign_page(followed)])
    assert client.get(address).status_code == 405
    assert client.post("/replies/mine/x/following/", {"follow": "yes"}).status_code == 404
    assert follows(followed)

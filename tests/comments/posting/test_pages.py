"""The pages around replies: answering, permanent links, a writer's own page; nothing leaks."""

import hashlib
import re
import time
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import PublishedStory
from comments import tokens
from comments.models import Reply, State
from tests.comments import factories as replies

HIDDEN = [state for state in State if state != State.PUBLISHED]


def answer_page(client, reply):
    return client.get(reverse("comments:answer", args=[reply.pk]))


def own_page(client, reply):
    return client.get(reverse("comments:mine", args=[tokens.sign_page(reply)]))


def test_the_page_to_answer_quotes_the_reply_says_whom_it_answers_and_can_be_cancelled(
    client, story
):
    reply = replies.published(story, name="Grace", comment="Quote me.")
    response = answer_page(client, reply)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Reply to Grace" in page
    assert "Quote me." in page
    assert f'<a href="{reply.get_absolute_url()}">Cancel</a>' in page
    assert f'name="reply_to" value="{reply.pk}"' in page
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies


def test_the_form_of_the_page_to_answer_posts_an_answer(client, story):
    reply = replies.published(story)
    form = answer_page(client, reply).context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {
        "comment": "I agree.",
        "name": "Ada",
        "email": "ada@example.org",
    }
    assert client.post(reverse("comments:post", args=[story.pk]), data).status_code == 303
    assert Reply.objects.unconfirmed().get().in_answer_to == reply


@pytest.mark.parametrize("state", HIDDEN)
def test_only_a_published_reply_has_a_page_to_answer_or_a_permanent_link(client, story, state):
    reply = replies.in_state(state, story)
    assert answer_page(client, reply).status_code == 404
    assert client.get(reply.get_absolute_url()).status_code == 404


def test_a_permanent_link_leads_to_the_reply_under_its_story(client, story):
    reply = replies.published(story)
    response = client.get(reply.get_absolute_url())
    assert response["Location"] == f"{story.get_absolute_url()}#reply-{reply.pk}"
    assert f'id="reply-{reply.pk}"' in client.get(story.get_absolute_url()).content.decode()


def test_a_withdrawn_story_takes_its_replies_with_it(client, story, editor):
    reply = replies.published(story)
    workflow.withdraw(story, by=editor, note="legal")
    assert answer_page(client, reply).status_code == 404
    assert client.get(reply.get_absolute_url()).status_code == 404


def test_a_closed_story_offers_no_form_to_answer(client, story, editor):
    reply = replies.published(story)
    story.replies_open = False
    story.save()
    workflow.save(story, by=editor)
    workflow.publish_update(story, by=editor)
    page = answer_page(client, reply).content.decode()
    assert "Replies are closed" in page
    assert "<form" not in page.partition("leave-a-reply")[2]


@pytest.mark.parametrize("number", ["0", "999999", str(2**31), "9" * 10, "9" * 400, "1'"])
def test_an_unknown_reply_is_not_found(client, db, number):
    assert client.get(f"/replies/{number}/").status_code == 404
    assert client.get(f"/replies/answer/{number}/").status_code == 404


@pytest.mark.parametrize("state", HIDDEN)
def test_a_reply_that_is_not_published_is_nowhere_but_on_its_writer_s_page(client, story, state):
    reply = replies.in_state(state, story, comment="A secret so far.", name="Mallory")
    assert "A secret so far." in own_page(client, reply).content.decode()
    for address in (
        story.get_absolute_url(),
        "/",
        "/latest/",
        "/search/?q=secret",
        story.section.get_absolute_url(),
    ):
        page = client.get(address).content.decode()
        assert "A secret so far." not in page
        assert "Mallory" not in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.UNCONFIRMED, "Check your mail"),
        (State.PENDING, "A moderator reads the reply"),
        (State.PUBLISHED, "stands under the story"),
        (State.REJECTED, "The reason given: Off topic."),
        (State.WITHDRAWN, "You withdrew"),
        (State.REMOVED, "The reason given: Offensive."),
    ],
)
def test_a_writer_s_page_says_what_became_of_the_reply(client, story, state, words):
    response = own_page(client, replies.in_state(state, story))
    assert words in response.content.decode()
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


@pytest.mark.parametrize("signed", ["x", "1", "MQ:x:y", "é", "%00", "a" * 3000, "%ED%A0%80"])
def test_a_writer_s_page_opens_to_nobody_without_its_signature(client, story, signed):
    replies.pending(story)
    assert client.get(f"/replies/mine/{signed}/").status_code == 404


def test_a_signature_made_for_something_else_opens_no_writer_s_page(client, story):
    reply = replies.pending(story)
    foreign = signing.dumps(reply.pk, salt="something else")
    assert client.get(reverse("comments:mine", args=[foreign])).status_code == 404


def test_a_writer_s_page_is_kept_for_thirty_days(client, story, monkeypatch):
    address = reverse("comments:mine", args=[tokens.sign_page(replies.pending(story))])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 31 * 24 * 3600)
    response = client.get(address)
    assert response.status_code == 410
    assert "expired" in response.content.decode()


def test_a_writer_s_page_says_when_the_reply_was_forgotten(client, story):
    reply = replies.unconfirmed(story)
    address = reverse("comments:mine", args=[tokens.sign_page(reply)])
    Reply.objects.all().delete()
    response = client.get(address)
    assert response.status_code == 410
    assert "forgotten" in response.content.decode()


def test_no_page_shows_an_address_or_its_hash_or_asks_another_site_for_anything(client, story):

    reply = replies.published(story, email="ada@example.org", comment="Plain words.")
    pages = [
        client.get(story.get_absolute_url()),
        answer_page(client, reply),
        own_page(client, reply),
    ]
    for page in (response.content.decode() for response in pages):
        assert "ada@" not in page
        for algorithm in ("md5", "sha1", "sha256"):
            assert hashlib.new(algorithm, b"ada@example.org").hexdigest() not in page
        assert not re.search(r'(?:src|srcset|action)="(?:https?:)?//', page)
        assert " style=" not in page


def test_a_reply_s_markup_is_shown_as_text_and_its_addresses_are_links(client, story):
    replies.published(
        story, name="<i>Ada</i>", comment="<script>alert(1)</script> https://example.org/x"
    )
    page = client.get(story.get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;i&gt;Ada&lt;/i&gt;" in page
    link = '<a href="https://example.org/x" rel="ugc nofollow noopener">https://example.org/x</a>'
    assert link in page


def test_the_pages_of_replies_answer_only_the_methods_they_know(client, story):
    reply = replies.published(story)
    for address in (
        reverse("comments:reply", args=[reply.pk]),
        reverse("comments:answer", args=[reply.pk]),
        reverse("comments:mine", args=[tokens.sign_page(reply)]),
    ):
        assert client.post(address).status_code == 405
    assert client.put(reverse("comments:post", args=[story.pk])).status_code == 405


def test_a_story_that_goes_out_tomorrow_takes_no_replies_today(client, story):

    data = replies.form_data(story)
    later = timezone.now() + timedelta(days=1)
    PublishedStory.objects.filter(pk=story.pk).update(published_at=later, updated_at=later)
    assert client.post(reverse("comments:post", args=[story.pk]), data).status_code == 404

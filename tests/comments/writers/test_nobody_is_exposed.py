"""Nobody's address, nor a hash of one, in what readers or others get, or a log."""

import hashlib
import logging
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.urls import get_resolver, reverse
from django.utils import timezone

from comments import moderation, tokens, writing
from comments.models import Reason, Reply, Writer
from tests import factories
from tests.comments import factories as replies

ADDRESS = "Ada.Byron@Example.org"
FOLDED = ADDRESS.lower()
OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


def marks():
    """The address, its parts, and every hash of it that somebody might have thought of."""
    plain = {FOLDED, ADDRESS, "ada.byron", tokens.address_key(FOLDED)}
    for name in ("md5", "sha1", "sha256", "sha512"):
        plain |= {hashlib.new(name, one.encode()).hexdigest() for one in (FOLDED, ADDRESS)}
    return plain


def shown_in(text):
    return {mark for mark in marks() if mark.casefold() in text.casefold()}


@pytest.fixture
def lived(client, caplog, work_off, db):
    """A story under which Ada wrote, was answered, refused, appealed; returned with the log."""
    caplog.set_level(logging.DEBUG)
    story = factories.published_story(headline="Ferry back in service")
    moderator = factories.user("Moderator")
    with work_off():
        data = replies.form_data(story, email=ADDRESS, name="Ada", followup="on")
        client.post(reverse("comments:post", args=[story.pk]), data, **OWN_PAGE)
        again = replies.form_data(story, email=ADDRESS, name="Ada", comment="")
        client.post(reverse("comments:post", args=[story.pk]), again, **OWN_PAGE)
    confirm = re.search(r"(/replies/confirm/\S+)", mail.outbox[0].body)[1]
    with work_off():
        client.get(confirm)
        client.post(confirm)
        reply = Reply.objects.get()
        moderation.approve(reply, by=moderator)
    before = timezone.now() - timedelta(hours=1)
    Reply.objects.update(posted_at=before)
    with work_off():
        replies.published(story, name="Grace", email="grace@example.org", answering=reply)
        refused = replies.pending(story, email=ADDRESS, comment="Another one.", name="Ada")
    with work_off():
        moderation.reject(refused, by=moderator, reason=Reason.OTHER)
        writing.appeal(Reply.objects.get(pk=refused.pk))
        writing.ask_for_link(ADDRESS)
    return story, reply, caplog


def test_no_page_that_readers_get_shows_it(client, lived):
    story, reply, _log = lived
    pages = [
        story.get_absolute_url(),
        "/",
        "/feed/",
        "/replies/yours/",
        reverse("comments:answer", args=[reply.pk]),
        reverse("comments:reply", args=[reply.pk]),
        *known("thread", story.pk, 1),
        *known("feed", story.pk),
        *known("report", reply.pk),
        *known("follow_thread", story.pk),
    ]
    for page in pages:
        response = client.get(page, follow=True)
        assert response.status_code == 200, page
        assert shown_in(response.content.decode()) == set(), page
        assert shown_in(str(response.headers)) == set(), page


def known(name, *arguments):
    """The address of a page, where this edition has it."""
    names = get_resolver().namespace_dict["comments"][1].reverse_dict
    return [reverse(f"comments:{name}", args=arguments)] if name in names else []


def test_the_writer_s_own_pages_do_not_show_it_either(client, lived):
    _story, reply, _log = lived
    own = reverse("comments:writer", args=[tokens.sign_writer(Writer.objects.get(address=FOLDED))])
    mine = reverse("comments:mine", args=[tokens.sign_page(reply)])
    for page in (own, mine, f"{own}erase/", f"{own}anonymise/", f"{own}{reply.pk}/"):
        response = client.get(page)
        assert response.status_code == 200
        assert shown_in(response.content.decode()) == set()
        assert shown_in(page) == set()


def test_no_mail_to_anybody_else_holds_it(lived):
    to_others = [message for message in mail.outbox if message.to != [ADDRESS]]
    assert any(message.to == ["grace@example.org"] for message in to_others)
    for message in to_others:
        if FOLDED not in message.to:
            assert shown_in(message.message().as_string()) == set()


def test_no_link_in_a_mail_holds_it(lived):
    for message in mail.outbox:
        whole = message.body + message.alternatives[0][0]
        for link in re.findall(r"https?://[^\s\"<>]+", whole):
            assert shown_in(link) == set()


def test_no_line_of_the_log_holds_it(lived):
    _story, _reply, log = lived
    said = [entry for entry in log.get_records("setup") if entry.name != "django.db.backends"]
    assert said
    for entry in said:
        assert shown_in(logging.Formatter().format(entry)) == set()


def test_the_log_names_no_address_behind_which_somebody_s_page_lies(client, lived, monkeypatch):
    own = reverse("comments:writer", args=[tokens.sign_writer(Writer.objects.get(address=FOLDED))])
    (console,) = [handler for handler in logging.root.handlers if handler.name == "console"]
    written = StringIO()
    monkeypatch.setattr(console, "stream", written)
    assert client.post(f"{own}erase/").status_code == 422
    assert client.get(f"{own}999999/").status_code == 404
    assert "Unprocessable Entity: /replies/yours/…/erase/" in written.getvalue()
    assert own not in written.getvalue()

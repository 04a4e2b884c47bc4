"""The page of all replies of a writer: who gets there, what it shows, and how its links end."""

import json
import re
import time
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from comments import tokens, writing
from comments.models import Confirmation, Following, Reply, State, Writer
from tests import factories
from tests.comments import factories as replies

OWN_PAGE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
ASK = "/replies/yours/"


@pytest.fixture
def ada(story):
    """A confirmed writer with one published reply."""
    words = {"name": "Ada", "email": "ada@example.org", "comment": "I take the ferry daily."}
    return replies.published(story, **words).writer


def address(writer, *parts, name="writer"):
    return reverse(f"comments:{name}", args=[tokens.sign_writer(writer), *parts])


def text_of(response):
    return response.content.decode()


def earlier():
    """As if all replies had been posted two hours ago, for the next to come at once."""
    before = timezone.now() - timedelta(hours=2)
    Reply.objects.update(posted_at=before)
    Confirmation.objects.update(asked_at=before)


# -- What it shows


def test_the_page_shows_all_replies_of_the_address_with_what_became_of_each(client, story, ada):
    earlier()
    refused = replies.in_state(
        State.REJECTED, story, email="ada@example.org", comment="Off the topic."
    )
    page = text_of(client.get(address(ada)))
    for words in ("I take the ferry daily.", "Off the topic.", "Published", "Rejected"):
        assert words in page
    one = text_of(client.get(address(ada, refused.pk, name="writer_reply")))
    assert "The reason given: Off topic." in one


def test_the_page_shows_nobody_else_s_replies(client, story, ada):
    other = replies.published(story, comment="Somebody else said this.")
    assert "Somebody else" not in text_of(client.get(address(ada)))
    assert client.get(address(ada, other.pk, name="writer_reply")).status_code == 404
    for act in ("change", "withdraw", "appeal"):
        where = f"{address(ada, other.pk, name='writer_reply')}{act}/"
        assert client.post(where, {"comment": "Mine now."}).status_code == 404
    assert Reply.objects.get(pk=other.pk).comment == "Somebody else said this."


def test_the_page_does_not_show_the_address(client, ada):
    assert "ada@example.org" not in text_of(client.get(address(ada)))


def test_a_story_that_readers_do_not_see_is_not_named(client, story, ada, editor):
    workflow.withdraw(story, by=editor, note="legal")
    page = text_of(client.get(address(ada)))
    assert "Ferry back in service" not in page
    assert "A story that is not public now" in page


def test_the_page_given_to_whoever_posted_shows_one_reply_alone(client, story, ada):
    earlier()
    posted = replies.unconfirmed(story, email="ada@example.org", comment="Not by Ada.")
    page = text_of(client.get(reverse("comments:mine", args=[tokens.sign_page(posted)])))
    assert "Not by Ada." in page
    assert "I take the ferry daily." not in page
    assert tokens.sign_writer(ada).partition(":")[0] not in page


@pytest.mark.parametrize("number", [1, 15])
def test_the_page_costs_the_same_for_one_reply_and_for_many(
    client, story, ada, number, django_assert_max_num_queries
):
    for _number in range(number):
        earlier()
        replies.pending(story, email="ada@example.org")
    with django_assert_max_num_queries(8):
        client.get(address(ada))


def test_a_long_list_is_turned_over_page_by_page(client, story, ada):
    first = Reply.objects.get()
    for number in range(20):
        earlier()
        replies.pending(story, email="ada@example.org", comment=f"Again, number {number}.")
    Reply.objects.filter(pk=first.pk).update(posted_at=timezone.now() - timedelta(days=9))
    page = text_of(client.get(address(ada)))
    assert "I take the ferry daily." not in page
    assert "Older replies" in page
    assert "I take the ferry daily." in text_of(client.get(f"{address(ada)}?page=2"))
    for odd in ("0", "-1", "x", "9" * 400, "%00", "%ED%A0%80"):
        assert client.get(f"{address(ada)}?page={odd}").status_code == 200


# -- A secret page


def test_every_page_behind_the_link_is_kept_and_found_by_nobody(client, ada):
    reply = ada.replies.get()
    for response in (
        client.get(address(ada)),
        client.get(address(ada, reply.pk, name="writer_reply")),
        client.get(f"{address(ada, reply.pk, name='writer_reply')}withdraw/"),
        client.get(address(ada, "json", name="export")),
        client.get(address(ada, name="erase")),
        client.get(address(ada, name="anonymise")),
        client.get("/replies/yours/x/"),
        client.post(address(ada, name="end_links")),
        client.get(address(ada)),
    ):
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


@pytest.mark.parametrize("signed", ["x", "1", "1:x:y", ":", "é", "%00", "9" * 3000, "%ED%A0%80"])
def test_a_mangled_link_says_so_and_how_to_get_another(client, ada, signed):
    for answered in (client.get, client.post):
        response = answered(f"/replies/yours/{signed}/erase/")
        assert response.status_code == 404
        assert f'href="{ASK}"' in text_of(response)
    assert ada.replies.exists()


@pytest.mark.parametrize(
    "name",
    [
        "mine",
        "change",
        "withdraw",
        "writer",
        "export",
        "stop_following",
        "stop_thread",
        "stop_digest",
    ],
)
@pytest.mark.parametrize("signed", ["abc", "MQ:1:x", "1.1:\x00", "%ff", "é" * 99])
def test_every_link_that_was_mangled_says_so_and_is_kept_by_nobody(client, db, name, signed):
    kind = ["json"] if name == "export" else []
    response = client.get(reverse(f"comments:{name}", args=[signed, *kind]))
    assert response.status_code == 404
    assert "not copied whole" in text_of(response)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"


def test_a_link_expires_after_thirty_days(client, ada, monkeypatch):
    link, now = address(ada), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 29 * 24 * 3600)
    assert client.get(link).status_code == 200
    monkeypatch.setattr(time, "time", lambda: now + 31 * 24 * 3600)
    response = client.get(link)
    assert response.status_code == 410
    assert "expired" in text_of(response)
    assert f'href="{ASK}"' in text_of(response)


def test_links_made_for_one_reply_open_no_page_of_all_nor_the_other_way(client, ada):
    one, every = tokens.sign_page(ada.replies.get()), tokens.sign_writer(ada)
    assert client.get(reverse("comments:writer", args=[one])).status_code == 404
    assert client.get(reverse("comments:mine", args=[every])).status_code == 404
    stop = tokens.sign_stop(ada.replies.get().pk)
    assert client.get(reverse("comments:writer", args=[stop])).status_code == 404


def test_ending_the_links_ends_every_one_and_leaves_the_replies(client, ada):
    link, other = address(ada), address(ada)
    assert client.get(address(ada, name="end_links")).status_code == 405
    assert client.get(link).status_code == 200
    ended = client.post(address(ada, name="end_links"))
    assert "ended" in text_of(ended)
    for old in (link, other):
        assert client.get(old).status_code == 410
    ada.refresh_from_db()
    assert client.get(address(ada)).status_code == 200
    assert ada.replies.get().is_published


def test_ending_the_links_ends_those_to_single_replies_as_well(client, story, ada):
    reply = ada.replies.first()
    mine = reverse("comments:mine", args=[tokens.sign_page(reply)])
    assert client.get(mine).status_code == 200
    writing.end_links(ada)
    ended = client.get(mine)
    assert ended.status_code == 410
    assert "every link to this page was ended" in text_of(ended)
    assert client.post(f"{mine}withdraw/").status_code == 410
    assert client.post(f"{mine}change/", {"comment": "Not by her."}).status_code == 410
    assert Reply.objects.get(pk=reply.pk).state == reply.state


def test_a_link_to_one_reply_from_before_links_could_be_ended_says_that_it_is(client, ada):
    signed = signing.dumps(ada.replies.first().pk, salt="comments.mine")
    response = client.get(reverse("comments:mine", args=[signed]))
    assert response.status_code == 410
    assert "every link to this page was ended" in text_of(response)


def test_whoever_posted_does_not_learn_the_key_of_the_owner_s_page(client, ada):
    signed = tokens.sign_page(ada.replies.first())
    payload = signed.split(":")[0]
    assert ada.page_key not in str(signing.b64_decode(payload.encode()))


def test_a_shared_link_does_nothing_more_once_it_was_ended(client, ada):
    shared = address(ada, name="erase")
    writing.end_links(ada)
    assert client.post(shared, {"sure": "yes"}).status_code == 410
    assert ada.replies.get().comment == "I take the ferry daily."


# -- A new link


def ask(client, email, **headers):
    return client.post(ASK, {"email": email}, **{**OWN_PAGE, **headers})


def test_a_new_link_is_mailed_to_a_confirmed_address_and_opens_the_page(client, ada, work_off):
    with work_off():
        ask(client, " ADA@example.org ")
    (message,) = mail.outbox
    assert message.to == ["ada@example.org"]
    link = re.search(r"https?://[^/\s]+(/replies/yours/\S+)", message.body)[1]
    assert "I take the ferry daily." in text_of(client.get(link))


def test_the_answer_is_the_same_whether_or_not_the_address_is_known(client, story, ada, work_off):
    replies.unconfirmed(story, email="grace@example.org")
    mail.outbox.clear()
    with work_off():
        answers = [
            ask(client, email) for email in ("ada@example.org", "no@example.org", "x@example.net")
        ]
        unconfirmed = ask(client, "grace@example.org")
    assert len({answer.content for answer in (*answers, unconfirmed)}) == 1
    assert {answer.status_code for answer in answers} == {200}
    assert [message.to for message in mail.outbox if "yours/" in message.body] == [
        ["ada@example.org"]
    ]


def test_an_address_is_looked_up_and_a_task_begun_alike_for_whoever_asks(
    client, story, ada, django_capture_on_commit_callbacks
):
    replies.unconfirmed(story, email="grace@example.org")
    asked = []
    for email in ("ada@example.org", "ada@example.org", "grace@example.org", "no@example.org"):
        with (
            CaptureQueriesContext(connection) as queries,
            django_capture_on_commit_callbacks(execute=True),
        ):
            ask(client, email)
        asked.append([query["sql"].split()[0] for query in queries])
    assert asked[0] == asked[1] == asked[2] == asked[3]
    assert "INSERT" in asked[0]


def test_three_links_an_hour_are_mailed_however_often_somebody_asks(client, ada, work_off, clock):
    for _minute in range(60):
        with work_off():
            ask(client, "ada@example.org")
        clock.goes_on(minutes=1)
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    "email",
    ["", "nobody", "a@b", "x" * 300 + "@example.org", "a\nb@example.org", "\x00", "\ud800@b.org"],
)
def test_what_is_no_address_is_said_at_its_field_and_kept(client, db, email):
    response = ask(client, email.encode("utf-8", "surrogatepass"))
    assert response.status_code == 422
    assert "field--error" in text_of(response)


def test_another_site_cannot_ask_for_a_link(client, ada, work_off):
    with work_off():
        response = ask(client, "ada@example.org", HTTP_SEC_FETCH_SITE="cross-site")
    assert response.status_code == 403
    assert 'value="ada@example.org"' in text_of(response)
    assert mail.outbox == []


def test_asking_needs_no_cookie_and_sets_none(ada):
    strict = Client(enforce_csrf_checks=True)
    for response in (strict.get(ASK), ask(strict, "ada@example.org")):
        assert response.status_code == 200
        assert not response.cookies
        assert "no-store" in response["Cache-Control"]


def test_the_task_that_mails_a_link_holds_no_address(client, ada, work_off):
    from django_tasks_db.models import DBTaskResult

    with work_off():
        ask(client, "ada@example.org")
    held = json.dumps([str(task.args_kwargs) for task in DBTaskResult.objects.all()])
    assert "ada" not in held


def test_a_writer_who_was_forgotten_meanwhile_gets_no_mail(client, ada, work_off):
    with work_off():
        ask(client, "ada@example.org")
        Writer.objects.all().delete()
    assert mail.outbox == []


# -- Followed threads


def test_followed_stories_are_listed_and_one_press_stops_the_mails(client, story, ada):
    other = factories.published_story(headline="Dogs on the beach")
    for followed in (story, other):
        Following.objects.create(story=followed, writer=ada, confirmed_at=timezone.now())
    page = text_of(client.get(address(ada)))
    assert "Stories whose replies you follow" in page
    assert "Dogs on the beach" in page
    stop = address(ada, other.pk, name="stop_followed_thread")
    assert client.get(stop).status_code == 405
    assert client.post(stop).status_code == 303
    assert client.post(stop).status_code == 303
    assert [following.story for following in Following.objects.all()] == [story]
    assert "Dogs on the beach" not in text_of(client.get(address(ada)))


def test_nobody_stops_the_mails_of_somebody_else(client, story, ada):
    grace = replies.pending(story, email="grace@example.org").writer
    Following.objects.create(story=story, writer=grace, confirmed_at=timezone.now())
    client.post(address(ada, story.pk, name="stop_followed_thread"))
    assert Following.objects.filter(writer=grace).exists()

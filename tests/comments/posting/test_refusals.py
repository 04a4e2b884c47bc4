"""What is not taken: the form comes back with every typed value and the reason at its place."""

import time

import pytest
from django.urls import reverse

from articles import workflow
from comments.models import Reply, State
from tests import factories
from tests.comments import factories as replies

TYPED = {
    "comment": "Kept word for word, <b>even this</b>.",
    "name": "Ada Lovelace",
    "email": "ada@example.org",
}


def send(client, story, headers=None, answering=None, **changes):
    data = replies.form_data(story, answering=answering, **{**TYPED, **changes})
    return client.post(reverse("comments:post", args=[story.pk]), data, **(headers or {}))


def refused(response, status, words):
    """Check the refusal, and that it is a page nobody keeps or finds; returns its HTML."""
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert Reply.objects.count() == 0
    return page


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("comment", None, "Please write your reply here."),
        ("comment", "", "Please write your reply here."),
        ("comment", " \n\u200b\u2060\ufeff\u00ad ", "Please write your reply here."),
        ("comment", "\u3164\u2800\u115f", "Please write your reply here."),
        ("comment", "x", "too short"),
        ("comment", "y" * 3001, "shorten it by 1."),
        ("comment", "z" * 200_000, "shorten it by 197000."),
        ("name", None, "Please tell us your name."),
        ("name", "\u200b\u200d", "Please tell us your name."),
        ("name", "n" * 51, "at most 50 characters"),
        ("email", None, "It will not be published."),
        ("email", "ada", "not a whole e-mail address"),
        ("email", "ada@exa\u200bmple.org", "not a whole e-mail address"),
        ("email", "ada@example.org\nBcc: all@example.org", "not a whole e-mail address"),
        ("email", "a@" + "b" * 300 + ".org", "not a whole e-mail address"),
        ("email", "ada@" + "é" * 62 + ".org", "not a whole e-mail address"),
    ],
)
def test_a_field_that_is_missing_or_wrong_says_so_and_the_rest_is_kept(
    client, story, field, value, words
):
    page = refused(send(client, story, **{field: value}), 422, words)
    assert 'class="field field--error"' in page
    assert 'aria-invalid="true"' in page
    for name in TYPED.keys() - {field}:
        assert TYPED[name].replace("<", "&lt;").replace(">", "&gt;") in page
    assert "Ferry back in service" in page


def test_every_wrong_field_is_named_at_once(client, story):
    page = refused(send(client, story, comment="", name="", email="nobody"), 422, "your name")
    assert page.count("field__error") == 3


def test_a_reply_of_exactly_three_thousand_characters_is_taken_however_lines_end(client, story):
    words = "\r\n".join(["x" * 99] * 30)
    assert send(client, story, comment=words).status_code == 303
    assert len(Reply.objects.get().comment) == 2999


def test_nul_bytes_and_control_characters_are_dropped_without_a_word(client, story):
    assert send(client, story, comment="so\x00 be\x07 it", name="A\x00da").status_code == 303
    assert (Reply.objects.get().comment, Reply.objects.get().name) == ("so be it", "Ada")


def test_a_lone_surrogate_in_any_field_is_answered_in_words(client, story):
    data = replies.form_data(story, **TYPED)
    boundary = "b"
    parts = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\\ud800\r\n'
        for name, value in data.items()
    )
    response = client.generic(
        "POST",
        reverse("comments:post", args=[story.pk]),
        f"{parts}--{boundary}--\r\n".encode(),
        content_type=f"multipart/form-data; boundary={boundary}; charset=raw_unicode_escape",
    )
    assert response.status_code == 400
    assert Reply.objects.count() == 0


@pytest.mark.parametrize("timestamp", ["9" * 400, "-1", "soon", "", "1e9", "\u0661", None])
def test_an_absurd_timestamp_gets_a_fresh_form_with_the_text(client, story, timestamp):
    page = refused(send(client, story, timestamp=timestamp), 400, "Here is a fresh one")
    assert "Kept word for word, &lt;b&gt;even this&lt;/b&gt;." in page
    assert "Ada Lovelace" in page


@pytest.mark.parametrize("field", ["security_hash", "content_type", "object_pk"])
@pytest.mark.parametrize("value", [None, "", "x", "0" * 40, "é" * 40, "9" * 5000])
def test_a_tampered_form_gets_a_fresh_one_with_the_text(client, story, field, value):
    page = refused(send(client, story, **{field: value}), 400, "Here is a fresh one")
    assert "Kept word for word" in page


def test_a_form_given_out_for_one_story_cannot_be_sent_to_another(client, story):
    data = replies.form_data(factories.published_story(), **TYPED)
    response = client.post(reverse("comments:post", args=[story.pk]), data)
    refused(response, 400, "Here is a fresh one")


def test_a_form_left_open_for_six_days_still_posts_and_for_eight_days_comes_back_fresh(
    client, story, monkeypatch
):
    data = replies.form_data(story, **TYPED)
    address = reverse("comments:post", args=[story.pk])
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 8 * 24 * 3600)
    stale = client.post(address, data)
    refused(stale, 400, "open for more than a week")
    assert client.post(address, fresh_data(stale)).status_code == 303
    Reply.objects.all().delete()
    monkeypatch.setattr(time, "time", lambda: now + 6 * 24 * 3600)
    assert client.post(address, data).status_code == 303


def fresh_data(response):
    """What pressing the button of the re-shown form would send."""
    form = response.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_a_filled_trap_field_comes_back_empty_so_that_a_person_can_send_again(client, story):
    response = send(client, story, honeypot="http://spam.example")
    page = refused(response, 400, "must stay empty")
    assert "spam.example" not in page
    address = reverse("comments:post", args=[story.pk])
    assert client.post(address, fresh_data(response)).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_REFERER": "https://elsewhere.example/page"},
        {"HTTP_ORIGIN": "http://[broken"},
    ],
)
def test_a_reply_sent_from_another_site_is_not_taken_but_its_text_is_kept(client, story, headers):
    response = send(client, story, headers=headers)
    page = refused(response, 403, "sent from another site")
    assert "Kept word for word" in page
    address = reverse("comments:post", args=[story.pk])
    ours = {"HTTP_SEC_FETCH_SITE": "same-origin"}
    assert client.post(address, fresh_data(response), **ours).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_ORIGIN": "http://localhost:8000"},
        {"HTTP_REFERER": "http://testserver/2026/11/21/story/"},
    ],
)
def test_a_reply_sent_from_our_own_page_is_taken(client, story, headers):
    assert send(client, story, headers=headers).status_code == 303


def test_a_story_closed_while_the_form_was_open_says_so_and_keeps_the_text(client, story, editor):
    data = replies.form_data(story, **TYPED)
    story.replies_open = False
    story.save()
    workflow.save(story, by=editor)
    workflow.publish_update(story, by=editor)
    response = client.post(reverse("comments:post", args=[story.pk]), data)
    page = refused(response, 422, "Replies to this story are closed.")
    assert "Kept word for word" in page


def test_a_story_taken_back_while_the_form_was_open_keeps_the_text_and_its_name_to_itself(
    client, story, editor
):
    data = replies.form_data(story, **TYPED)
    workflow.withdraw(story, by=editor, note="legal")
    response = client.post(reverse("comments:post", args=[story.pk]), data)
    page = refused(response, 404, "there is nothing to put it under")
    assert "Kept word for word" in page
    assert "Ferry back in service" not in page


def test_a_reply_to_a_killed_story_is_given_back_without_a_word_of_the_story(client, story):
    data = replies.form_data(story, **TYPED)
    workflow.kill(story, by=factories.user("Chief editor"), note="Libel.")
    response = client.post(reverse("comments:post", args=[story.pk]), data)
    page = refused(response, 404, "there is nothing to put it under")
    assert "Kept word for word" in page
    assert "Ferry back in service" not in page
    assert "Libel" not in page


def test_an_unpublished_story_cannot_be_told_from_one_that_never_was(client, db):
    draft = factories.story(headline="Secret plans")
    address = reverse("comments:post", args=[draft.pk])
    unknown = reverse("comments:post", args=[draft.pk + 1000])
    first, second = client.post(address, TYPED), client.post(unknown, TYPED)
    assert first.status_code == second.status_code == 404
    assert first.content == second.content
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("answering", ["999999", "-1", "x", "9" * 30, str(2**31), "1.5"])
def test_an_answer_to_a_reply_that_is_not_there_comes_back_as_a_reply_to_the_story(
    client, story, answering
):
    response = send(client, story, reply_to=answering)
    page = refused(response, 422, "not there any more")
    assert "Kept word for word" in page
    address = reverse("comments:post", args=[story.pk])
    assert client.post(address, fresh_data(response)).status_code == 303
    assert Reply.objects.get().in_answer_to is None


def test_a_reply_under_another_story_cannot_be_answered_here(client, story):
    elsewhere = replies.published()
    response = send(client, story, reply_to=elsewhere.pk)
    assert response.status_code == 422
    assert Reply.objects.on(story).count() == 0
    assert Reply.objects.get(pk=elsewhere.pk).nested_count == 0


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_only_a_published_reply_can_be_answered(client, story, state):
    above = replies.in_state(state, story, comment="Nobody may read this yet.")
    response = send(client, story, reply_to=above.pk)
    assert response.status_code == 422
    assert "Nobody may read this yet." not in response.content.decode()
    assert Reply.objects.count() == 1


@pytest.mark.parametrize("number", ["0", "99999", str(2**31), "9" * 400])
def test_an_unknown_story_is_not_found(client, db, number):
    assert client.post(f"/replies/to/{number}/", TYPED).status_code == 404

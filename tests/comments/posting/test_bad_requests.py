"""Requests no form of ours makes: a page with words, the right status, nothing kept or sent."""

import json

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comments.models import Confirmation, Reply, Writer
from tests.comments import factories as replies

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def address(story):
    return reverse("comments:post", args=[story.pk])


def nothing_kept():
    return not (
        Reply.objects.exists()
        or Writer.objects.exists()
        or Confirmation.objects.exists()
        or mail.outbox
    )


def refused(response, *statuses):
    """It says something a person can read, in one of these statuses, and nothing was kept."""
    assert response.status_code in statuses
    words = response.content.decode()
    assert "Traceback" not in words
    assert len(words) > 20
    assert nothing_kept()
    return words


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
def test_other_methods_than_a_form_s_are_not_allowed(client, address, method):
    response = getattr(client, method)(address)
    assert response.status_code == 405
    assert "POST" in response["Allow"]
    assert nothing_kept()


def test_asking_what_is_allowed_keeps_nothing(client, address):
    assert client.options(address).status_code in {200, 204, 405}
    assert nothing_kept()


@pytest.mark.parametrize("method", ["get", "head"])
def test_the_address_of_the_form_is_opened_safely(client, story, address, method):
    data = replies.form_data(story)
    response = getattr(client, method)(address, data)
    assert response.status_code == 302
    assert nothing_kept()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (json.dumps({"comment": "In JSON.", "name": "Ada"}), "application/json"),
        ("<reply>In XML.</reply>", "application/xml"),
        ("comment=In+plain+text.", "text/plain"),
        ("comment=Nameless", ""),
        ("\x00\x01\x02", "application/octet-stream"),
        ("comment", FORM),
        ("=&=&&&;;;", FORM),
        ("%", FORM),
        ("%00=%00&comment=%ED%A0%80&name=%FF%FE", FORM),
        ("", FORM),
        ("", "multipart/form-data"),
        ("x", "multipart/form-data; boundary="),
        ("--b\r\nno header at all", "multipart/form-data; boundary=b"),
        ("--b\r\nContent-Disposition: form-data; name", "multipart/form-data; boundary=b"),
        ("--b--", "multipart/form-data; boundary=b"),
        ("x" * 500, "multipart/form-data; boundary=" + "b" * 300),
        (
            '--b\r\nContent-Disposition: form-data; name="comment"\r\n'
            "Content-Transfer-Encoding: base64\r\n\r\n!!!!!\r\n--b--\r\n",
            "multipart/form-data; boundary=b",
        ),
    ],
)
def test_a_body_that_is_no_form_is_answered_in_words(client, address, body, content_type):
    response = client.generic("POST", address, body, content_type=content_type)
    refused(response, 400, 422)


@pytest.mark.parametrize("charset", ["utf-7", "utf-16", "base64", "punycode", "nonsense"])
def test_a_form_in_another_charset_is_not_read(client, story, address, charset):
    response = client.generic(
        "POST", address, "comment=x", content_type=f"{FORM}; charset={charset}"
    )
    assert response.status_code in {400, 422}
    assert nothing_kept()


def test_files_sent_along_are_left_where_they_are(client, story, address):
    data = replies.form_data(story)
    file = SimpleUploadedFile("virus.exe", b"MZ" * 1000)
    response = client.post(address, {**data, "attachment": file, "picture": file})
    assert response.status_code == 303
    assert Reply.objects.count() == 1


def test_a_file_in_the_place_of_the_words_is_no_words(client, story, address):
    data = replies.form_data(story, comment=None)
    file = SimpleUploadedFile("words.txt", b"These are words in a file.")
    words = refused(client.post(address, {**data, "comment": file}), 422)
    assert "Please write your reply here." in words
    assert "words in a file" not in words


def test_of_a_field_sent_twice_one_counts_and_nothing_is_doubled(client, story, address):
    data = replies.form_data(story)
    twice = {
        **data,
        "comment": ["The first.", "The second."],
        "email": ["a@a.example", data["email"]],
    }
    assert client.post(address, twice).status_code == 303
    reply = Reply.objects.get()
    assert (reply.comment, reply.user_email) == ("The second.", data["email"])


def test_ten_thousand_fields_are_not_read(client, story, address):
    data = replies.form_data(story)
    body = "&".join([f"{name}={value}" for name, value in data.items()] + ["x=1"] * 10_000)
    refused(client.generic("POST", address, body, content_type=FORM), 400)


@pytest.mark.parametrize("size", [200_000, 600_000])
def test_a_very_long_text_is_counted_and_comes_back_whole(client, story, address, size):
    typed = "wörd " * (size // 5)
    data = replies.form_data(story, comment=typed)
    words = refused(client.post(address, data), 422)
    assert "it can have at most 3000" in words
    assert typed.strip() in words


def test_more_than_a_megabyte_is_turned_away_unread(client, story, address):
    data = replies.form_data(story, comment="x" * 1_100_000)
    words = refused(client.post(address, data), 413)
    assert "longer than anything that can be sent here" in words


@pytest.mark.parametrize(
    "field", ["name", "email", "reply_to", "followup", "honeypot", "timestamp"]
)
def test_two_hundred_thousand_characters_in_any_other_field_are_refused(
    client, story, address, field
):
    data = replies.form_data(story, **{field: "9" * 200_000})
    response = client.post(address, data)
    if field == "followup":  # a box is ticked by whatever it sends
        assert response.status_code == 303
    else:
        refused(response, 400, 422)


@pytest.mark.parametrize("name", ["confirm", "mine"])
def test_a_secret_of_any_length_and_letters_opens_nothing(client, db, name):
    for secret in ("x" * 8000, "🙂", "..%2f..%2fetc", "%00", "\u202e", "a b", "<script>"):
        response = client.get(f"/replies/{name}/{secret}/")
        assert response.status_code in {404, 410}
        assert "<script>" not in response.content.decode().replace("<script type", "")

"""E-mail addresses in every odd form: mail really goes there, or a sentence says why it cannot."""

import re
from html import unescape

import pytest
from django.core import mail
from django.urls import reverse

from comments.models import Reply, State, Writer
from tests.comments import factories as replies
from tests.comments.mail import mail_server

LONG = "a" * 64 + "@" + ".".join(["b" * 63, "c" * 63, "d" * 57, "org"])  # 254 characters


@pytest.fixture
def server(settings):
    with mail_server.running(settings) as server:
        yield server


def send(client, story, email):
    data = replies.form_data(story, email=email, name="Ada", comment="Kept words.")
    return client.post(reverse("comments:post", args=[story.pk]), data)


@pytest.mark.parametrize(
    ("typed", "reached"),
    [
        ("ada@example.org", "ada@example.org"),
        ("ada+replies@example.org", "ada+replies@example.org"),
        ("Ada.Lovelace@Example.ORG", "Ada.Lovelace@Example.ORG"),
        ("o'brien!#$%&*/=?^_`{|}~-@example.org", "o'brien!#$%&*/=?^_`{|}~-@example.org"),
        ("ada@bücher.example", "ada@xn--bcher-kva.example"),
        ("ada@xn--bcher-kva.example", "ada@xn--bcher-kva.example"),
        ("ada@пример.example", "ada@xn--e1afmkfd.example"),
        ("ada@例え.example", "ada@xn--r8jz45g.example"),
        ("ada@mail.deep.down.example.museum", "ada@mail.deep.down.example.museum"),
        ("1@2.example", "1@2.example"),
        (LONG, LONG),
    ],
)
def test_mail_reaches_an_address_of_that_form_and_its_link_confirms(
    server, client, story, work_off, typed, reached
):
    assert len(LONG) == 254
    with work_off():
        assert send(client, story, typed).status_code == 303
    (letter,) = server.letters
    assert letter.to_whom == reached
    link = re.search(r"/replies/confirm/\S+", letter.get_body(("plain",)).get_content())[0]
    assert client.post(link).status_code == 303
    assert Reply.objects.get().state == State.PENDING


@pytest.mark.parametrize(
    "typed",
    [
        "ada",
        "@example.org",
        "ada@",
        "ada@@example.org",
        "ada@example",
        "ada@localhost",
        "root@localhost",
        "ada@example.org.",
        "ada@.example.org",
        "ada@exa..mple.org",
        ".ada@example.org",
        "ada.@example.org",
        "ada lovelace@example.org",
        "ada(comment)@example.org",
        "ada@(comment)example.org",
        "Ada <ada@example.org>",
        "ada@example.org, grace@example.org",
        "ada@example.org;grace@example.org",
        "ada@[127.0.0.1]",
        "ada@[IPv6:::1]",
        "ada@127.0.0.1",
        "mailto:ada@example.org",
        "a" * 65 + "@example.org",
        "x" + LONG,
        "ada@" + "ü" * 63 + ".example",
        "ada@example.org\r\nBcc: all@example.org",
        "ada@example.org\nSubject: gold",
        "ada@example.org%0aBcc:all@example.org",
        "ada\x00@example.org ",
        "ada@exam\u202eple.org",
        "ada@exa\u00admple.org",
        "\u200bada@example.org",
    ],
)
def test_an_address_no_mail_can_reach_is_refused_at_its_field(client, story, work_off, typed):
    with work_off():
        response = send(client, story, typed)
    page = response.content.decode()
    if typed == "ada\x00@example.org ":  # what nobody sees is dropped, as from every field
        assert response.status_code == 303
        assert mail.outbox[0].to == ["ada@example.org"]
        return
    assert response.status_code == 422
    assert "This is not a whole e-mail address" in page
    assert "Kept words." in page
    assert not Reply.objects.exists()
    assert not Writer.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(
    "typed",
    [
        "jörg@example.org",
        "用户@example.org",
        "юзер@пример.example",
        '"ada lovelace"@example.org',
        '"ada, all"@example.org',
        '"ada..lovelace"@example.org',
        '"ada@home"@example.org',
    ],
)
def test_what_stands_before_the_at_and_no_server_need_pass_on_is_refused_in_words(
    client, story, typed
):
    response = send(client, story, typed)
    assert response.status_code == 422
    assert "before the @" in response.content.decode()
    assert typed in unescape(response.content.decode())
    assert not Reply.objects.exists()


@pytest.mark.parametrize(
    "typed",
    ["ADA@example.org", "ada@EXAMPLE.org", " ada@example.org ", "ada@ｅｘａｍｐｌｅ.org"],
)
def test_however_an_address_is_spelt_it_is_one_writer(client, story, typed):
    replies.pending(story, email="ada@example.org")
    send(client, story, typed)
    assert Writer.objects.count() == 1


def test_a_domain_in_its_own_letters_and_in_the_mail_server_s_is_one_writer(client, story):
    replies.pending(story, email="ada@bücher.example")
    send(client, story, "ada@xn--bcher-kva.example")
    assert Writer.objects.count() == 1

"""What is said to services outside, and what is believed of their answers."""

import hashlib
import hmac
import json
import time
from urllib.parse import parse_qs

import pytest

from comments import outside
from comments.models import HouseRules
from tests.answering import answering
from tests.comments import factories as replies

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    with answering() as one:
        yield one


@pytest.fixture
def question():
    return outside.Question.about(
        replies.pending(comment="Words & wörds", name="Anna Ä", email="anna@mail.example")
    )


def akismet(server, **more):
    return HouseRules(akismet_url=server.address, akismet_key="k3y-s3cret", outside_seconds=1)


def signed(server, path="/check"):
    url = f"{server.address}{path}"
    return HouseRules(hook_url=url, hook_secret="hush-hush", outside_seconds=1)


def test_nobody_is_asked_unless_the_rules_name_address_and_secret():
    assert not outside.is_asked(HouseRules())
    assert not outside.is_asked(HouseRules(akismet_url="https://a.example"))
    assert not outside.is_asked(HouseRules(hook_secret="hush"))
    assert outside.is_asked(HouseRules(akismet_url="https://a.example", akismet_key="k"))
    assert outside.is_asked(HouseRules(hook_url="https://a.example", hook_secret="hush"))
    assert outside.ask(None, HouseRules()) == []


@pytest.mark.parametrize(
    ("body", "headers", "outcome"),
    [
        (b"false", {}, outside.PASSED),
        (b"true", {}, outside.HELD),
        (b"true\n", {"X-akismet-pro-tip": "discard"}, outside.HELD),
        (b"invalid", {"X-akismet-debug-help": "Missing field"}, outside.FAILED),
        (b"", {}, outside.FAILED),
        (b"TRUE", {}, outside.FAILED),
        (b"<html>false</html>", {}, outside.FAILED),
        (b"\xff\xfe\x00", {}, outside.FAILED),
    ],
)
def test_only_true_and_false_are_answers_of_akismet(server, question, body, headers, outcome):
    server.says(body, **headers)
    [answer] = outside.ask(question, akismet(server))
    assert (answer.by, answer.outcome) == ("akismet", outcome)


def test_akismet_is_asked_as_it_documents_and_told_no_address(server, question):
    server.says(b"false")
    outside.ask(question, akismet(server))
    [asked] = server.asked
    assert asked.path == "/1.1/comment-check"
    assert asked.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
    fields = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
    assert fields["api_key"] == "k3y-s3cret"
    assert fields["comment_content"] == "Words & wörds"
    assert fields["comment_author"] == "Anna Ä"
    assert fields["comment_type"] == "comment"
    assert fields["user_ip"] == "0.0.0.0"
    assert fields["blog"].startswith("http")
    assert fields["permalink"].startswith(fields["blog"])
    assert b"anna%40mail" not in asked.body
    assert b"anna@mail" not in asked.body


def test_its_key_is_never_repeated_in_what_went_wrong(server, question):
    server.says(b"invalid", X_akismet_debug_help="k3y-s3cret is not known\x07")
    [answer] = outside.ask(question, akismet(server))
    assert "k3y-s3cret" not in answer.words
    assert "not known" in answer.words


def test_a_key_can_be_tried_out(server):
    server.says(b"valid")
    [answer] = outside.try_out(akismet(server))
    assert answer.outcome == outside.PASSED
    assert server.asked[0].path == "/1.1/verify-key"
    server.says(b"invalid")
    [answer] = outside.try_out(akismet(server))
    assert answer.outcome == outside.FAILED


def test_the_signed_check_can_prove_that_we_asked(server, question):
    server.says(b'{"verdict": "pass"}')
    [answer] = outside.ask(question, signed(server))
    assert (answer.by, answer.outcome) == ("signed", outside.PASSED)
    [asked] = server.asked
    moment = asked.headers["Newsroom-Timestamp"]
    assert abs(int(moment) - time.time()) < 60
    expected = hmac.new(b"hush-hush", moment.encode() + b"." + asked.body, hashlib.sha256)
    assert asked.headers["Newsroom-Signature"] == f"v1={expected.hexdigest()}"
    told = json.loads(asked.body)
    assert told["text"] == "Words & wörds"
    assert told["name"] == "Anna Ä"
    assert "@" not in asked.body.decode()
    assert b"hush-hush" not in asked.body


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (b'{"verdict": "pass"}', outside.PASSED),
        (b'{"verdict": "hold", "reason": "Sells\\n watches"}', outside.HELD),
        (b'{"verdict": "hold", "reason": {"a": 1}}', outside.HELD),
        (b'{"verdict": "PASS"}', outside.FAILED),
        (b'{"verdict": true}', outside.FAILED),
        (b"{}", outside.FAILED),
        (b"[]", outside.FAILED),
        (b"null", outside.FAILED),
        (b'"pass"', outside.FAILED),
        (b"", outside.FAILED),
        (b"\xff", outside.FAILED),
        (b"[" * 60_000, outside.FAILED),
    ],
)
def test_only_pass_and_hold_are_answers_of_the_signed_check(server, question, body, outcome):
    server.says(body)
    [answer] = outside.ask(question, signed(server))
    assert answer.outcome == outcome
    assert "\n" not in answer.words


@pytest.mark.parametrize("rules", [akismet, signed])
@pytest.mark.parametrize(
    "badly",
    [
        {"status": 500},
        {"status": 403},
        {"status": 204},
        {"status": 302, "Location": "http://127.0.0.1:9/"},
        {"hangs": 2},
        {"trickle": 0.4},
        {"closes": True},
        {"Content_Length": "900"},
        {"body": b"false" * 50_000},
    ],
    ids=["error", "refused", "empty", "redirect", "silent", "drops", "ends", "half", "huge"],
)
def test_whatever_is_no_answer_is_a_failure_in_time_and_in_words(server, question, rules, badly):
    server.says(**{"body": b'{"verdict": "pass"}'} | badly)
    began = time.monotonic()
    [answer] = outside.ask(question, rules(server))
    assert time.monotonic() - began < 2
    assert answer.outcome == outside.FAILED
    assert answer.words
    assert "hush-hush" not in answer.words
    assert "k3y-s3cret" not in answer.words
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "address", ["http://check.example/", "https://10.0.0.1/", "ftp://check.example/", "nonsense"]
)
def test_an_address_that_we_do_not_speak_to_fails(question, address):
    rules = HouseRules(hook_url=address, hook_secret="hush", outside_seconds=1)
    [answer] = outside.ask(question, rules)
    assert answer.outcome == outside.FAILED


def test_an_address_can_be_judged_before_it_is_kept():
    assert outside.trouble_with("https://check.example/it") == ""
    assert outside.trouble_with("http://localhost:9000/it") == ""
    assert "https://" in outside.trouble_with("http://check.example/it")


def test_what_was_answered_is_told_in_a_sentence():
    held = outside.Answer("signed", outside.HELD, "Sells watches.").as_json()
    assert outside.in_words(held) == "The signed check holds it: Sells watches."
    failed = outside.Answer("akismet", outside.FAILED, "it answered with status 500").as_json()
    assert "The Akismet check did not answer" in outside.in_words(failed)
    assert outside.in_words(outside.Answer("signed", outside.PASSED).as_json()) == ""

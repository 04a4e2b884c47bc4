"""A service outside is tried before the rules name it: one that fails would hold every reply."""

import pytest

from comments.models import HouseRules
from tests.comments.policy.test_rules_screen import at_desk, errors_of, send, service

__all__ = ["at_desk", "service"]
pytestmark = pytest.mark.django_db


def test_a_service_that_answers_is_kept(at_desk, service):
    send(at_desk, hook_url=f"{service.address}/check", hook_secret="hush")
    assert HouseRules.current().hook_secret == "hush"
    [asked] = service.asked
    assert b"how a newsroom tries" in asked.body


def test_a_service_that_fails_is_refused_in_words(at_desk, service):
    service.says(b"", status=500)
    refused = errors_of(send(at_desk, hook_url=f"{service.address}/check", hook_secret="hush"))
    assert "status 500" in refused["hook_url"][0]
    assert HouseRules.current().hook_url == ""


def test_a_key_that_akismet_does_not_know_is_refused(at_desk, service):
    service.says(b"invalid")
    refused = errors_of(send(at_desk, akismet_url=service.address, akismet_key="wrong"))
    assert "does not accept our key" in refused["akismet_url"][0]
    service.says(b"valid")
    send(at_desk, akismet_url=service.address, akismet_key="right")
    assert HouseRules.current().akismet_key == "right"


def test_what_was_not_changed_is_not_tried_again(at_desk, service):
    send(at_desk, hook_url=f"{service.address}/check", hook_secret="hush")
    service.says(b"", status=500)
    send(at_desk, longest="900")
    assert HouseRules.current().longest == 900
    assert len(service.asked) == 1


@pytest.mark.parametrize("address", ["http://check.example/", "ftp://check.example/"])
def test_an_address_that_we_never_speak_to_is_refused(at_desk, address):
    refused = errors_of(send(at_desk, hook_url=address, hook_secret="hush"))
    assert "https://" in refused["hook_url"][0] or "valid URL" in refused["hook_url"][0]


def test_a_secret_is_not_sent_to_a_new_address_by_who_does_not_know_it(at_desk, service):
    send(at_desk, akismet_url="", akismet_key="")
    service.says(b"valid")
    send(at_desk, akismet_url=service.address, akismet_key="right")
    asked = len(service.asked)
    refused = errors_of(send(at_desk, akismet_url=f"{service.address}/elsewhere"))
    assert "type this again" in refused["akismet_key"][0]
    assert len(service.asked) == asked

"""Decisions without side effects, and the secrets in links."""

import pytest

from comments import policy, tokens

OURS = {"https://news.example.org"}


@pytest.mark.parametrize(
    ("headers", "verdict"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://news.example.org"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "https://news.example.org"}, True),
        ({"Origin": "http://news.example.org"}, False),
        ({"Origin": "https://news.example.org.evil.example"}, False),
        ({"Origin": "null", "Referer": "https://news.example.org/"}, False),
        ({"Referer": "https://news.example.org/story/"}, True),
        ({"Referer": "https://news.example.org@evil.example/"}, False),
        ({"Referer": "not an address"}, False),
        ({}, None),
    ],
)
def test_a_form_is_ours_when_the_browser_says_it_stood_on_our_page(headers, verdict):
    assert policy.comes_from_this_site(headers, OURS) is verdict


def test_a_network_key_names_no_network_and_differs_between_networks():
    assert tokens.network_key("203.0.113.9") == tokens.network_key("203.0.113.9")
    assert tokens.network_key("203.0.113.9") != tokens.network_key("203.0.113.10")
    assert "203" not in tokens.network_key("203.0.113.9").partition("203")[1][3:]


def test_all_addresses_of_one_household_are_one_network():
    assert tokens.network_key("2001:db8::1") == tokens.network_key("2001:db8::ffff:2")
    assert tokens.network_key("2001:db8::1") != tokens.network_key("2001:db8:0:1::1")
    assert tokens.network_key("::ffff:203.0.113.9") == tokens.network_key("203.0.113.9")


@pytest.mark.parametrize("address", ["", "unknown", "203.0.113.9:80", "x" * 999])
def test_what_is_no_network_address_has_no_key(address):
    assert tokens.network_key(address) == ""


def test_network_keys_change_with_the_secret_key(settings):
    before = tokens.network_key("203.0.113.9")
    settings.SECRET_KEY = "another-" * 8
    assert tokens.network_key("203.0.113.9") != before


def test_tokens_are_long_different_and_kept_only_as_digests():
    (first, digest), (second, _other) = tokens.make(), tokens.make()
    assert first != second
    assert len(first) == 43
    assert digest == tokens.digest(first) != first

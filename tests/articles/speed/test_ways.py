"""Addresses made of a kept pattern are those that Django would have made."""

import pytest
from django.urls import reverse

from articles.ways import Way, way_to

TOPIC = Way("articles:topic", "its-slug")
RENDITION = Way("articles:rendition", "0123456789abcdef01234567", "full", 1701, "avif")


@pytest.mark.parametrize("slug", ["ferry", "fähre", "渡船", "a-b_c", "1701"])
def test_an_address_is_what_reverse_says(slug):
    assert TOPIC.to(slug) == reverse("articles:topic", args=[slug])


def test_an_address_of_several_parts_keeps_their_order():
    parts = ["abc", "4x3", 320, "jpg"]
    assert RENDITION.to(*parts) == reverse("articles:rendition", args=parts)


def test_the_rest_of_an_address_is_filled_in_later():
    address = RENDITION.form("abc", "4x3").format(320, "jpg")
    assert address == reverse("articles:rendition", args=["abc", "4x3", 320, "jpg"])


def test_any_page_is_found_by_its_name_and_what_it_takes():
    assert way_to("articles:about") == reverse("articles:about")
    assert way_to("articles:topic", "fähre") == reverse("articles:topic", args=["fähre"])
    assert way_to("comments:answers", 17, 2) == reverse("comments:answers", args=[17, 2])


def test_a_value_too_many_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        TOPIC.to("ferry", "council")

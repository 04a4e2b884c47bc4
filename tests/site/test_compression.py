"""What is sent compressed, and what is not."""

import gzip

import pytest

from tests import factories

pytestmark = pytest.mark.django_db
TAKES = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


def test_a_page_that_nobody_keeps_is_sent_compressed(client):
    plain = client.get("/search/?q=harbour")
    small = client.get("/search/?q=harbour", **TAKES)
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert "Accept-Encoding" in small.headers["Vary"]
    assert "Content-Encoding" not in plain.headers


def test_a_picture_is_sent_as_it_is(client):
    story = factories.published_story(lead_picture=factories.picture())
    page = client.get(story.readers_copy.get_absolute_url()).content.decode()
    address = page.partition('src="/pictures/')[2].partition('"')[0]
    answer = client.get(f"/pictures/{address}", **TAKES)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers

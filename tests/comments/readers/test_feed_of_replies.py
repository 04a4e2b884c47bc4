"""The feed of a story's replies: newest first, only what readers see, told once."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import feeds, moderation
from comments.models import Reason, Reply, State
from tests import factories
from tests.comments import factories as replies
from tests.comments.readers.test_threads import reply as row


@pytest.fixture
def story(db):
    return factories.published_story(headline="Ferry & friends")


def feed(client, story, **headers):
    return client.get(reverse("comments:feed", args=[story.pk]), **headers)


def items(response):
    assert response.status_code == 200
    return ElementTree.fromstring(response.content).findall("./channel/item")


def test_the_feed_has_the_newest_first_by_when_they_appeared(client, story):
    now = timezone.now()
    late_to_appear = row(story, user_name="Ada", comment="First words.", age=60)
    row(story, user_name="Grace", age=30)
    Reply.objects.filter(user_name="Grace").update(appeared_at=now - timedelta(minutes=20))
    found = items(feed(client, story))
    assert [item.findtext("title") for item in found] == ["Ada", "Grace"]
    assert found[0].findtext("link").endswith(late_to_appear.get_absolute_url())
    assert found[0].findtext("guid") == found[0].findtext("link")
    assert found[0].findtext("description") == '<p dir="auto">First words.</p>'


def test_the_feed_keeps_to_the_newest_fifty(client, story):
    for _number in range(feeds.IN_A_FEED + 2):
        row(story)
    assert len(items(feed(client, story))) == feeds.IN_A_FEED


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_the_feed_has_only_what_readers_see_and_no_address(client, story, state):
    replies.in_state(state, story, comment="Not for readers.")
    replies.published(story, email="ada@example.org", comment="<b>Plain</b> words.")
    response = feed(client, story)
    words = response.content.decode()
    assert len(items(response)) == 1
    assert "Not for readers." not in words
    assert "ada@" not in words
    assert "&amp;lt;b&amp;gt;Plain" in words


def test_a_story_without_replies_has_an_empty_feed(client, story):
    assert items(feed(client, story)) == []
    assert client.get("/replies/under/999999/feed/").status_code == 404


def test_whoever_has_the_feed_as_it_is_gets_it_no_second_time(
    client, story, moderator, django_assert_max_num_queries
):
    shown = replies.published(story)
    etag = feed(client, story)["ETag"]
    with django_assert_max_num_queries(3):
        again = feed(client, story, HTTP_IF_NONE_MATCH=etag)
    assert (again.status_code, again.content) == (304, b"")
    replies.published(story)
    more = feed(client, story, HTTP_IF_NONE_MATCH=etag)
    assert len(items(more)) == 2
    moderation.remove(shown, by=moderator, reason=Reason.OFFENSIVE)
    assert len(items(feed(client, story, HTTP_IF_NONE_MATCH=more["ETag"]))) == 1


def test_a_name_that_was_erased_is_erased_from_the_feed(client, story):
    replies.published(story, name="Ada Lovelace")
    etag = feed(client, story)["ETag"]
    Reply.objects.update(user_name="")
    response = feed(client, story, HTTP_IF_NONE_MATCH=etag)
    assert items(response)[0].findtext("title") == "A reader"
    assert b"Lovelace" not in response.content


def test_the_story_leads_to_its_feed_from_its_head_and_from_its_thread(client, story):
    row(story)
    page = client.get(story.get_absolute_url()).content.decode()
    address = reverse("comments:feed", args=[story.pk])
    head, _body, body = page.partition("<body")
    assert (
        f'type="application/rss+xml" title="Replies to “Ferry &amp; friends”" href="{address}"'
        in head
    )
    assert f'<a href="{address}">' in body


def test_what_no_xml_can_hold_is_left_out(client, story):
    row(story, user_name="Ada\x0b\ufffe", comment="Before\x08after, \ufffe.")
    assert items(feed(client, story))[0].findtext("title") == "Ada"


@pytest.mark.parametrize("number", [1, 20])
def test_the_feed_costs_the_same_for_one_and_for_many(
    client, story, number, django_assert_max_num_queries
):
    for _place in range(number):
        row(story)
    with django_assert_max_num_queries(5):
        assert len(items(feed(client, story))) == number

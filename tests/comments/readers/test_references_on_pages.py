"""What screen readers go by on readers' pages: names, labels, and ids that lead somewhere."""

import re
from collections import Counter

import pytest
from django.urls import reverse

from articles.models import PublishedStory, Story
from tests import factories
from tests.comments import factories as replies

ID = re.compile(r'\bid="([^"]+)"')
LEADS_TO_AN_ID = re.compile(r'\b(?:aria-labelledby|aria-describedby|for)="([^"]+)"')


@pytest.fixture
def story(db):
    return factories.published_story()


def pages(client, story):
    """Every page with a form or a thread, as it is first opened and as it comes back."""
    first = replies.published(story, name="Ada", comment="Long words. " * 60)
    replies.published(story, answering=first, name="Grace")
    form = reverse("comments:post", args=[story.pk])
    report = reverse("comments:report", args=[first.pk])
    follow = reverse("comments:follow_thread", args=[story.pk])
    yield from map(client.get, (story.published.get_absolute_url(), first.get_reply_url()))
    yield from map(client.get, (report, follow, reverse("comments:answers", args=[first.pk, 1])))
    yield from map(client.post, (form, report, follow))


def test_no_id_is_given_twice_and_every_label_and_description_is_there(client, story):
    for response in pages(client, story):
        page, asked = response.content.decode(), response.request["PATH_INFO"]
        ids = Counter(ID.findall(page))
        assert not [one for one, times in ids.items() if times > 1], asked
        named = {one for names in LEADS_TO_AN_ID.findall(page) for one in names.split()}
        assert named <= set(ids), asked


def test_the_links_below_a_reply_say_whose_it_is(client, story):
    reply = replies.published(story, name="Ada")
    page = client.get(story.published.get_absolute_url()).content.decode()
    assert f'id="by-{reply.pk}"><bdi>Ada</bdi>' in page
    for what in ("answer", "report"):
        assert f'aria-labelledby="{what}-{reply.pk} by-{reply.pk}"' in page


@pytest.mark.parametrize("has_replies", [False, True])
def test_a_closed_story_speaks_of_its_replies_where_it_has_any(client, story, has_replies):
    if has_replies:
        replies.published(story)
    Story.objects.filter(pk=story.pk).update(replies_open=False)
    PublishedStory.objects.filter(pk=story.pk).update(replies_open=False)
    page = client.get(story.published.get_absolute_url()).content.decode()
    assert "Replies are closed" in page
    assert ("Those that stand here stay readable." in page) == has_replies
    assert ("Read the replies" in page) == has_replies

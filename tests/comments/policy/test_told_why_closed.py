"""Readers are told why a story takes no replies, since when, and when it soon will not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from comments import policy
from comments.models import Force, Openness, StoryRules, TopicRules
from tests import factories
from tests.comments import factories as replies


def page_of(client, story):
    return client.get(story.get_absolute_url()).content.decode()


def test_the_clock_names_the_day_and_the_number_of_days(client, db):
    story = factories.published_story(age=timedelta(days=20))
    page = page_of(client, story)
    day = timezone.localtime(story.readers_copy.published_at + timedelta(days=14))
    assert f"Replies closed on {day.day} {day:%B %Y}, 14 days after publication." in page
    assert "<form" not in page.partition("leave-a-reply")[2]


def test_the_last_day_is_announced_and_no_day_before_it(client, db):
    soon = factories.published_story(age=timedelta(days=13, hours=12))
    later = factories.published_story(age=timedelta(days=12))
    closes_at = policy.in_force(soon.readers_copy).closes_at
    assert f"Replies close on {policy.in_words(closes_at)}." in page_of(client, soon)
    assert "Replies close on" not in page_of(client, later)


def test_what_editors_closed_by_hand_names_the_day_but_nobody(client, db, editor):
    story = factories.published_story()
    StoryRules.objects.create(story=story, openness=Openness.CLOSED, made_by=editor)
    now = timezone.localtime()
    page = page_of(client, story)
    assert f"Our editors closed replies to this story on {now.day} {now:%B %Y}." in page
    assert editor.username not in page


def test_a_topic_that_closes_is_named_without_what_is_between_ourselves(client, db):
    story = factories.published_story(tags=["Court case"])
    topic = story.readers_copy.tags.get()
    TopicRules.objects.create(topic=topic, force=Force.CLOSED, because="Our lawyers say so.")
    page = page_of(client, story)
    assert "Stories about “Court case” take no replies." in page
    assert "lawyers" not in page


def test_a_section_that_takes_none_is_named(client, db):
    story = factories.published_story(section=factories.section(name="Notices"))
    story.section.replies_open = False
    story.section.save()
    assert "Stories in “Notices” take no replies." in page_of(client, story)


@pytest.mark.parametrize("is_closed", [True, False])
def test_the_page_to_answer_says_the_same(client, db, is_closed):
    story = factories.published_story(age=timedelta(days=1))
    reply = replies.published(story)
    if is_closed:
        StoryRules.objects.create(story=story, openness=Openness.CLOSED)
    page = client.get(reply.get_reply_url()).content.decode()
    assert ("Our editors closed replies" in page) == is_closed

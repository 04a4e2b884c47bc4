"""Replies closed under a whole section: said before and after the form is sent."""

import pytest
from django.urls import reverse

from articles.models import PublishedStory
from comments import policy, posting
from comments.models import Reply
from tests import factories
from tests.comments import factories as replies


@pytest.fixture
def story(db):
    return factories.published_story(section=factories.section(name="Courts"))


def close(section):
    section.replies_open = False
    section.save()


def test_a_closed_section_closes_its_stories_and_no_others(story):
    other = factories.published_story()
    close(story.section)
    assert not policy.are_replies_open(posting.live_story(story.pk))
    assert policy.are_replies_open(posting.live_story(other.pk))


def test_a_story_in_a_closed_section_shows_its_replies_and_no_form(client, story):
    replies.published(story, comment="From before.")
    close(story.section)
    page = client.get(story.get_absolute_url()).content.decode()
    assert "From before." in page
    assert "Post reply" not in page


def test_a_reply_sent_after_its_section_closed_is_refused_in_words(client, story):
    data = replies.form_data(story, comment="Typed with care.")
    close(story.section)
    response = client.post(reverse("comments:post", args=[story.pk]), data)
    assert response.status_code == 422
    assert "Replies to this story are closed." in response.content.decode()
    assert "Typed with care." in response.content.decode()
    assert not Reply.objects.exists()


def test_a_link_to_confirm_does_nothing_once_the_section_has_closed(client, story):
    reply = replies.unconfirmed(story)
    close(story.section)
    response = client.post(reverse("comments:confirm", args=[replies.token_for(reply)]))
    assert response.status_code == 410
    assert "closed since" in response.content.decode()


def test_whether_replies_are_open_takes_one_question_beside_the_story(
    story, django_assert_num_queries
):
    with django_assert_num_queries(2):
        policy.are_replies_open(posting.live_story(story.pk))


def test_the_story_s_page_asks_ten_questions_of_the_database_at_most(
    client, story, django_assert_max_num_queries
):
    replies.published(story)
    assert PublishedStory.objects.live().count() == 1
    with django_assert_max_num_queries(10):
        client.get(story.get_absolute_url())

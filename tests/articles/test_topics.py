"""Topics that become one: what their stories and their pages are left with."""

import pytest
from taggit.models import Tag

from articles import workflow
from articles.models import Story, TopicPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_merged_topics_become_one_in_both_copies(editor):
    one = factories.published_story(by=editor, tags=["Ferry"])
    both = factories.published_story(by=editor, tags=["Ferry", "Boats"])
    ferry, boats = Tag.objects.get(name="Ferry"), Tag.objects.get(name="Boats")
    workflow.merge_topics(boats, into=ferry, by=editor)
    for story in (one, both):
        story = Story.objects.get(pk=story.pk)
        assert list(story.tags.names()) == ["Ferry"]
        assert list(story.published.tags.names()) == ["Ferry"]
    assert not Tag.objects.filter(name="Boats").exists()


@pytest.mark.parametrize(
    ("of_ferry", "then"), [("", "Small ships."), ("Of the crossing.", "Of the crossing.")]
)
def test_a_topic_that_takes_over_another_keeps_its_description_or_takes_it_too(
    client, editor, of_ferry, then
):
    ferry = Tag.objects.create(name="Ferry", slug="ferry")
    boats = Tag.objects.create(name="Boats", slug="boats")
    TopicPage.say(ferry, of_ferry)
    client.force_login(editor)
    client.post(
        f"/admin/taggit/tag/{boats.pk}/change/",
        {"name": "Boats", "slug": "boats", "description": "Small ships.", "merge_into": "ferry"},
    )
    assert [(page.tag, page.description) for page in TopicPage.objects.all()] == [(ferry, then)]

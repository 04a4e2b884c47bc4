"""The page of a story that has everything: what it asks of the database, and how often."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.models import Correction, PublishedStory, PublishedVersion, Story
from comments.models import State
from tests import factories
from tests.articles.front.editions import live_edition, strip
from tests.comments.readers.test_threads import reply


@pytest.mark.parametrize("number", [20, 500])
def test_a_story_with_everything_asks_at_most_twelve_queries(
    client, db, editor, number, django_assert_max_num_queries
):
    story = with_everything(editor)
    tops = [reply(story) for _number in range(number // 4)]
    removed = reply(story, tops[1], state=State.REMOVED)
    reply(story, removed, comment="Below what was removed.")
    for place in range(number - len(tops) - 1):
        reply(story, tops[place % len(tops)])
    address = PublishedStory.objects.get(pk=story.pk).get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(12):
        page = client.get(address).content.decode()
    for part in (
        f"{number} Replies",
        "This reply was removed by a moderator.",
        "Storm at sea",
        "Put right.",
        "How this story changed",
        "read-also",
        "You May Also Like",
        "gallery",
    ):
        assert part in page, part


def with_everything(editor):
    """A story on its second text, with pictures, topics, a correction, picks; a strip above it."""
    others = [factories.published_story(by=editor, tags=["Ferry"]) for _number in range(4)]
    shown = [factories.picture() for _number in range(4)]
    portrait = factories.person(portrait=shown[3])
    gallery = "".join(f'<figure data-picture="{picture.pk}"></figure>' for picture in shown[:3])
    story = factories.published_story(
        by=editor,
        body=(
            f'<p>Read <a data-story="{others[0].pk}">this</a>.</p>'
            f'<aside data-read-also="{others[1].pk}" data-label="read-also"></aside>'
            f'<figure data-gallery="3">{gallery}</figure>'
        ),
        lead_picture=shown[0],
        tags=["Ferry", "Harbour", "Money"],
        bylines=[portrait, factories.person(), "A Guest"],
    )
    before = timezone.now() - timedelta(minutes=30)
    PublishedVersion.objects.filter(story=story).update(shown_from=before)
    Story.objects.filter(pk=story.pk).update(headline="Another headline")
    workflow.save(Story.objects.get(pk=story.pk), by=editor)
    workflow.publish_update(Story.objects.get(pk=story.pk), by=editor)
    Correction.objects.create(story=story, text="Put right.", made_by=editor)
    live_edition(editor, strip=strip("Storm at sea", story=others[2]))
    return story

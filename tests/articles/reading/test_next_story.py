"""The story that comes next: the one below in the list of its section."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import PublishedStory
from tests import factories

pytestmark = pytest.mark.django_db


def page_of(client, story):
    return client.get(story.published.get_absolute_url())


def stories_of(section, editor, count=4):
    """The stories of a section, newest first."""
    return [
        factories.published_story(by=editor, section=section, age=timedelta(hours=1 + number))
        for number in range(count)
    ]


def test_going_on_to_the_next_story_goes_down_the_sections_list(client, editor):
    section = factories.section(name="Town")
    factories.published_story(by=editor, age=timedelta(minutes=90))  # of another section
    newest, second, third, oldest = stories_of(section, editor)
    assert [page_of(client, one).context["next"] for one in (newest, second, third)] == [
        second.published,
        third.published,
        oldest.published,
    ]
    assert page_of(client, oldest).context["next"] is None
    page = page_of(client, newest).content.decode()
    assert "Next in Town" in page
    assert f'class="next__link" href="{second.published.get_absolute_url()}"' in page


def test_stories_of_one_moment_follow_one_another_too(client, editor):
    first, second, third = stories_of(factories.section(), editor, 3)
    moment = third.published.published_at
    PublishedStory.objects.update(published_at=moment)
    order = sorted((first, second, third), key=lambda story: -story.pk)
    assert page_of(client, order[0]).context["next"] == order[1].published
    assert page_of(client, order[1]).context["next"] == order[2].published
    assert page_of(client, order[2]).context["next"] is None


def test_a_story_that_readers_may_not_see_is_passed_over(client, editor):
    newest, second, third = stories_of(factories.section(), editor, 3)
    workflow.withdraw(second, by=editor, note="wrong")
    assert page_of(client, newest).context["next"] == third.published


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans")
def test_the_next_story_is_found_along_the_index_from_the_story_itself(editor):
    story = factories.published_story(by=editor)
    with CaptureQueriesContext(connection) as queries:
        PublishedStory.objects.with_next_in_section().get(pk=story.pk)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        plan = " / ".join(row[3] for row in cursor.fetchall())
    assert "INDEX published_newest_in_section (section_id=? AND published_at<?)" in plan, plan
    assert "TEMP B-TREE" not in plan

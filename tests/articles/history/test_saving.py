"""What a revision remembers beside the text: what changed, from where, and what was called what."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Story
from tests import factories

from .pages import often_saved

pytestmark = pytest.mark.django_db


def saved(story, by, **fields):
    Story.objects.filter(pk=story.pk).update(**fields)
    return workflow.save(story, by=by)


def test_a_revision_names_the_fields_that_changed(reporter):
    story = factories.story()
    story.tags.set(["harbour"])
    revision = saved(story, reporter, headline="Another", body="<p>Other.</p>")
    assert revision.changed == ["headline", "body", "tags"]
    assert story.revisions.get(number=1).changed == []


def test_a_revision_says_from_which_one_it_comes(reporter):
    story = factories.story()
    assert story.revisions.get().based_on is None
    assert saved(story, reporter, headline="Second").based_on == 1
    Story.objects.filter(pk=story.pk).update(headline="Third")
    assert workflow.save(story, by=reporter, based_on=1).based_on == 1


def test_a_save_that_changes_nothing_is_no_revision(reporter):
    story = factories.story()
    assert workflow.save(story, by=reporter) is None
    assert story.revisions.count() == 1


def test_a_revision_keeps_the_names_of_everything_it_points_to(reporter):
    section, writer = factories.section(name="Local"), factories.person(name="Ada Marsh")
    lead, inside = factories.picture(caption="The crane"), factories.picture(caption="The ferry")
    linked, read, picked = (factories.story(headline=name) for name in ("One", "Two", "Three"))
    story = factories.story(
        section=section,
        bylines=[writer, "A guest"],
        lead_picture=lead,
        body=f'<p><a data-story="{linked.pk}">It</a></p>'
        f'<aside data-read-also="{read.pk}" data-label="read-also"></aside>'
        f'<figure data-picture="{inside.pk}"></figure><p><a data-story="999999">gone</a></p>',
    )
    story.related.create(target=picked)
    assert workflow.save(story, by=reporter).names == {
        "sections": {str(section.pk): "Local"},
        "people": {str(writer.pk): "Ada Marsh"},
        "pictures": {str(lead.pk): "The crane", str(inside.pk): "The ferry"},
        "stories": {str(linked.pk): "One", str(read.pk): "Two", str(picked.pk): "Three"},
    }


def queries_of_a_save(story, by, **fields):
    Story.objects.filter(pk=story.pk).update(**fields)
    with CaptureQueriesContext(connection) as queries:
        assert workflow.save(story, by=by)
    return len(queries)


def test_a_save_asks_as_much_however_much_the_text_points_to(reporter):
    asked = []
    for count in (1, 12):
        used = [factories.picture() for _ in range(count)]
        story = factories.story(bylines=[factories.person() for _ in range(count)])
        body = "".join(f'<figure data-picture="{picture.pk}"></figure>' for picture in used)
        asked.append(queries_of_a_save(story, reporter, body=body))
    assert asked[0] == asked[1] <= 24


def test_a_save_asks_as_much_however_many_went_before(reporter):
    few, many = (
        queries_of_a_save(often_saved(count), reporter, headline="The last") for count in (2, 500)
    )
    assert few == many <= 20


def test_saving_three_thousand_words_takes_a_small_part_of_fifty_milliseconds(reporter):
    line = "word " * 59
    body = "".join(f"<p>{line}{number}</p>" for number in range(50))
    story = factories.story(body=body, tags=["one", "two"])
    quickest = 1.0
    for number in range(7):
        Story.objects.filter(pk=story.pk).update(body=body.replace("word", f"w{number}", 9))
        started = time.process_time()
        workflow.save(story, by=reporter)
        quickest = min(quickest, time.process_time() - started)
    assert quickest < 0.05

"""“You May Also Like”: what was kept, less what the reader has met or may not see, filled up."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import related, workflow
from articles.models import Likeness, PublishedStory, Story
from tests import factories

from .telling import BREAD, FERRY, SHIP, filler, headlines, story, work_out_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return factories.section()


def more_on_page(client, one):
    page = client.get(PublishedStory.objects.get(pk=one.pk).get_absolute_url())
    return headlines(page.context["more"])


def test_what_says_the_same_stands_before_what_is_merely_new_in_the_section(
    client, editor, section
):
    story(SHIP, "Alike", by=editor, age=timedelta(days=60))
    filler(editor, section)
    one = story(FERRY, by=editor, section=section)
    work_out_all()
    assert more_on_page(client, one)[0] == "Alike"
    assert len(more_on_page(client, one)) == related.HOW_MANY


def test_the_story_itself_what_it_links_to_and_what_was_picked_are_not_said_twice(client, editor):
    section = factories.section()
    filler(editor, factories.section())
    linked, marked, picked, left = (
        story(SHIP, name, by=editor, section=section)
        for name in ("Linked", "Marked", "Picked", "Left")
    )
    body = (
        f'<p>{FERRY} <a data-story="{linked.pk}">There</a>.</p>'
        f'<aside data-read-also="{marked.pk}" data-label="read-also"></aside>'
    )
    draft = factories.story(by=editor, section=section, headline="Itself", body=body)
    draft.related.create(position=1, target=picked)
    one = workflow.publish(workflow.submit(draft, by=editor), by=editor)
    work_out_all()
    kept = set(Likeness.objects.of(one.pk).values_list("alike", flat=True))
    assert kept == {linked.pk, marked.pk, picked.pk, left.pk}
    assert more_on_page(client, one) == ["Picked", "Left"]


def test_what_is_alike_appears_and_goes_by_the_clock(client, editor, section, clock, work_off):
    now = clock.now()
    with work_off():
        filler(editor, factories.section())
        one = story(FERRY, by=editor, section=section)
        draft = factories.story(by=editor, headline="Later", body=f"<p>{SHIP}</p>")
        workflow.submit(draft, by=editor)
        plan = {"publish_at": now + timedelta(hours=2), "withdraw_at": now + timedelta(hours=4)}
        workflow.plan(draft, **plan, by=editor)
        workflow.schedule(draft, by=editor)
    seen = {}
    for hours in (1, 3, 5):
        clock.moment = now + timedelta(hours=hours)
        seen[hours] = more_on_page(client, one)
    assert seen == {1: [], 3: ["Later"], 5: []}


def test_a_story_under_embargo_is_alike_to_nothing_that_readers_see(client, editor, section):
    filler(editor, factories.section())
    one = story(FERRY, by=editor, section=section)
    held = story(SHIP, "Held back", by=editor)
    work_out_all()
    assert more_on_page(client, one) == ["Held back"]
    workflow.embargo(held, until=timezone.now() + timedelta(days=1), by=editor, note="Asked for.")
    assert more_on_page(client, one) == []


def test_a_withdrawn_story_is_gone_from_it_before_anything_has_run(client, editor, section):
    filler(editor, factories.section())
    one = story(FERRY, by=editor, section=section)
    other = story(SHIP, "Withdrawn", by=editor)
    work_out_all()
    assert more_on_page(client, one) == ["Withdrawn"]
    workflow.withdraw(other, by=editor, note="It is not so.")
    assert more_on_page(client, one) == []


def test_before_it_is_worked_out_topics_and_section_answer(client, editor, section):
    story(BREAD, "Neighbour", by=editor, section=section, age=timedelta(0))
    story(BREAD, "Same topic", by=editor, tags=["ferry"], age=timedelta(days=20))
    one = story(FERRY, by=editor, section=section, tags=["ferry"])
    assert not Likeness.objects.exists()
    assert more_on_page(client, one) == ["Same topic", "Neighbour"]


@pytest.mark.parametrize("others", [2, 30])
def test_reading_what_is_alike_costs_one_query_whatever_there_is(editor, section, others):
    filler(editor, section)
    for _number in range(others):
        story(SHIP, by=editor, section=section, tags=["ferry"])
    one = story(FERRY, by=editor, section=section, tags=["ferry"])
    work_out_all()
    copy, tags = PublishedStory.objects.get(pk=one.pk), list(one.tags.all())
    with CaptureQueriesContext(connection) as queries:
        found = related.more_like(copy, tags)
    assert len(queries) == 1
    assert len(found) == related.HOW_MANY


@pytest.mark.skipif(connection.vendor != "postgresql", reason="reads PostgreSQL's plans")
def test_postgresql_reads_what_is_alike_along_indexes(editor):
    one = story(FERRY, by=editor, tags=["ferry", "council"])
    copy, tags = PublishedStory.objects.get(pk=one.pk), list(one.tags.all())
    with CaptureQueriesContext(connection) as queries:
        related.more_like(copy, tags)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {queries[0]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "Seq Scan on articles_published" not in plan, plan


def test_the_desk_is_offered_what_is_alike_to_a_story_with_a_broken_line(editor, section):
    from articles import mending

    filler(editor, factories.section())
    alike = story(SHIP, by=editor)
    one = story(FERRY, by=editor, section=section)
    work_out_all()
    assert mending.replacements_for(Story.objects.get(pk=one.pk))[0].pk == alike.pk

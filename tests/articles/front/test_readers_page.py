"""The page readers get: what editors pinned in its places, the newest everywhere else, no hole."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import cards, workflow
from articles.models import PublishedStory
from tests import factories

from .editions import LEAD, band, live_edition, secondary

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return factories.section(name="Town", slug="town")


def stories(editor, number, **fields):
    """Published stories, the newest first."""
    return [
        factories.published_story(by=editor, age=timedelta(hours=hour), **fields)
        for hour in range(1, number + 1)
    ]


def on_top(client):
    page = client.get("/").context
    return [story.pk for story in (page["lead"], *page["secondaries"]) if story]


def in_bands(client):
    return [[story.pk for story in band] for _section, band in client.get("/").context["bands"]]


def numbers(rows):
    return [story.pk for story in rows]


def test_a_pinned_lead_stands_above_newer_stories_without_a_picture_too(client, editor, town):
    rows = stories(editor, 6, section=town)
    live_edition(editor, {LEAD: rows[5]})
    assert on_top(client) == numbers([rows[5], *rows[:3]])


def test_pinned_secondaries_stand_in_their_places_and_the_others_fill_themselves(
    client, editor, town
):
    rows = stories(editor, 8, section=town)
    live_edition(editor, {secondary(2): rows[7]})
    assert on_top(client) == numbers([rows[0], rows[1], rows[7], rows[2]])


def test_a_band_stands_around_its_pins(client, editor, town):
    rows = stories(editor, 12, section=town)
    live_edition(editor, {band(town, 1): rows[11], band(town, 3): rows[10]})
    assert in_bands(client) == [numbers([rows[11], rows[4], rows[10], rows[5], rows[6]])]


def test_no_story_stands_twice_above_and_in_the_bands(client, editor, town):
    rows = stories(editor, 14, section=town)
    live_edition(editor, {LEAD: rows[13], secondary(3): rows[2], band(town, 2): rows[0]})
    shown = on_top(client) + in_bands(client)[0]
    assert len(shown) == len(set(shown)) == 9
    assert rows[0].pk in in_bands(client)[0]


@pytest.mark.parametrize("verb", ["withdraw", "kill"])
def test_a_pinned_story_that_is_taken_from_readers_leaves_no_hole(client, editor, town, verb):
    chief = factories.user("Chief editor")
    rows = stories(editor, 8, section=town)
    live_edition(editor, {LEAD: rows[7], secondary(1): rows[6], band(town, 1): rows[5]})
    for story in rows[5:]:
        getattr(workflow, verb)(story, by=chief, note="wrong")
    assert on_top(client) == numbers(rows[:4])
    assert in_bands(client) == [numbers(rows[4:5])]


def test_a_story_pinned_before_its_moment_waits_and_its_place_fills_itself(client, editor, town):
    rows = stories(editor, 5, section=town)
    coming = factories.published_story(by=editor, section=town, age=-timedelta(hours=1))
    live_edition(editor, {LEAD: coming})
    assert on_top(client) == numbers(rows[:4])
    past = timezone.now() - timedelta(minutes=1)
    PublishedStory.objects.filter(pk=coming.pk).update(published_at=past)
    assert on_top(client)[0] == coming.pk


@pytest.mark.parametrize(
    "hidden",
    [{"embargo_until": timedelta(hours=1)}, {"withdraw_at": -timedelta(minutes=1)}],
    ids=["embargoed", "ended"],
)
def test_a_pinned_story_under_embargo_or_past_its_end_is_nowhere(client, editor, town, hidden):
    rows = stories(editor, 3, section=town)
    moments = {name: timezone.now() + span for name, span in hidden.items()}
    PublishedStory.objects.filter(pk=rows[2].pk).update(**moments)
    live_edition(editor, {LEAD: rows[2]})
    assert rows[2].headline not in client.get("/").content.decode()
    assert on_top(client) == numbers(rows[:2])


def test_a_story_that_moved_to_another_section_leaves_the_band_it_is_pinned_in(
    client, editor, town
):
    rows = stories(editor, 7, section=town)
    live_edition(editor, {band(town, 1): rows[6]})
    other = factories.section(position=200)
    PublishedStory.objects.filter(pk=rows[6].pk).update(section=other)
    assert in_bands(client) == [numbers(rows[4:6]), numbers(rows[6:])]


def test_a_page_whose_every_story_is_pinned_below_still_has_a_lead(client, editor, town):
    rows = stories(editor, 2, section=town)
    live_edition(editor, {band(town, 1): rows[0], band(town, 2): rows[1]})
    assert on_top(client) == [rows[0].pk]
    assert in_bands(client) == [[rows[1].pk]]


def test_many_pins_do_not_thin_out_the_newest(client, editor):
    sections = [factories.section() for _number in range(3)]
    rows = [
        factories.published_story(by=editor, section=section, age=timedelta(minutes=minute + 1))
        for minute, section in enumerate(sections * 9)
    ]
    pins = {
        band(section, place): rows[sections.index(section) + 3 * (place - 1)]
        for section in sections
        for place in range(1, 6)
    }
    live_edition(editor, pins)
    assert on_top(client) == numbers(rows[15:19])
    assert all(len(one) == 5 for one in in_bands(client))
    assert len(client.get("/").context["latest"]) == 8


@pytest.mark.parametrize("pinned", [1, 9])
def test_query_count_does_not_grow_with_stories_or_pins(
    client, editor, town, pinned, django_assert_num_queries
):
    rows = stories(editor, 30, section=town, lead_picture=factories.picture())
    places = [LEAD, *map(secondary, (1, 2, 3)), *(band(town, place) for place in range(1, 6))]
    live_edition(editor, dict(zip(places[:pinned], rows[20:], strict=False)))
    client.get("/")
    with django_assert_num_queries(9):
        client.get("/")


@pytest.mark.parametrize("pinned", [{}, {LEAD: 0}, {secondary(1): 0}])
def test_a_story_that_is_deleted_while_the_page_is_made_is_left_out(
    client, editor, town, pinned, monkeypatch
):
    first, *others = stories(editor, 8, section=town)
    live_edition(editor, dict.fromkeys(pinned, first))
    fetched = cards.unsigned
    monkeypatch.setattr(
        cards, "unsigned", lambda ids: [one for one in fetched(ids) if one.pk != first.pk]
    )
    response = client.get("/")
    assert response.status_code == 200
    shown = {story.pk for story in [*response.context["secondaries"], *response.context["latest"]]}
    lead = response.context["lead"]
    assert shown | ({lead.pk} if lead else set()) == {one.pk for one in others}
    assert lead or LEAD in pinned


def test_the_pins_cost_one_query_and_the_strip_another(client, editor, town):
    stories(editor, 3, section=town)
    live_edition(editor)
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    about = [query["sql"] for query in asked if "frontedition" in query["sql"]]
    assert len(about) == 2

"""Reading time, contents and age: what helps to read a story."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from articles import reading_aids
from articles.models import Correction, PublishedStory
from tests import factories
from tests.clock import LONDON

pytestmark = pytest.mark.django_db


def page_of(client, story):
    return client.get(story.published.get_absolute_url()).content.decode()


def words(count):
    return f"<p>{'word ' * count}</p>"


def parts(count, tag="h2"):
    return "".join(f"<{tag}>Part {number}</{tag}><p>a</p>" for number in range(count))


@pytest.mark.parametrize(
    ("count", "minutes"), [(0, 0), (100, 0), (356, 0), (358, 2), (1190, 5), (20_000, 84)]
)
def test_reading_time_is_said_in_minutes_and_not_of_short_stories(count, minutes):
    assert reading_aids.minutes_to_read(count) == minutes


def test_the_page_says_how_long_the_story_takes(client):
    assert "5 minutes to read" in page_of(client, factories.published_story(body=words(1190)))
    assert "to read<" not in page_of(client, factories.published_story(body=words(100)))


def test_a_long_story_begins_with_its_contents(client):
    story = factories.published_story(body=parts(3) + parts(2, "h3") + words(1300))
    page = page_of(client, story)
    assert page.index('<nav class="contents"') < page.index('<div class="body">')
    anchors = re.findall(r'class="contents__link" href="#([^"]+)"', page)
    assert anchors == ["part-part-0", "part-part-1", "part-part-2"]
    assert all(f'<h2 id="{anchor}"' in page for anchor in anchors)


@pytest.mark.parametrize(
    "body", [parts(3) + words(950), parts(2) + parts(5, "h3") + words(1300), words(2000)]
)
def test_a_story_that_is_short_or_of_few_parts_has_no_contents(client, body):
    assert "contents" not in page_of(client, factories.published_story(body=body))


@pytest.mark.parametrize(
    ("day", "today", "years"),
    [
        ((2026, 11, 20), (2026, 11, 20), 0),
        ((2025, 11, 21), (2026, 11, 20), 0),
        ((2025, 11, 20), (2026, 11, 20), 1),
        ((2019, 12, 31), (2026, 11, 20), 6),
        ((2024, 2, 29), (2025, 2, 28), 0),
        ((2024, 2, 29), (2025, 3, 1), 1),
        ((2026, 12, 1), (2026, 11, 20), 0),  # planned, seen in a preview
    ],
)
def test_a_storys_age_is_counted_in_whole_years_and_holds_until_the_next(day, today, years):
    copy = PublishedStory(day=date(*day))
    age = reading_aids.age_of(copy, datetime(*today, 12, tzinfo=LONDON))
    assert age.years == years
    last = age.until - timedelta(seconds=1)
    assert reading_aids.age_of(copy, last).years == years
    assert reading_aids.age_of(copy, age.until).years == years + 1


def test_a_year_is_full_at_midnight_of_the_newsrooms_zone(clock):
    clock.set(2026, 7, 10, 0, 30)  # the 9th, by Greenwich
    copy = PublishedStory(day=date(2025, 7, 10))
    assert reading_aids.age_of(copy).years == 1


@pytest.mark.parametrize(
    ("zone", "day", "first"),
    [
        ("Africa/Cairo", (2026, 4, 24), (2026, 4, 23, 22, 0)),  # has no midnight
        ("America/Havana", (2026, 11, 1), (2026, 11, 1, 4, 0)),  # has two
    ],
)
def test_a_year_is_full_where_the_clocks_change_at_midnight(zone, day, first):
    """With the first moment of the day: an hour early or late, a kept page would be wrong."""
    copy = PublishedStory(day=date(2025, *day[1:]))
    with timezone.override(zone):
        full = datetime(*first, tzinfo=UTC)
        age = reading_aids.age_of(copy, full - timedelta(seconds=1))
        assert (age.years, age.until.astimezone(UTC)) == (0, full)
        assert reading_aids.age_of(copy, full).years == 1


def test_an_old_story_says_so_with_its_day_and_a_correction_makes_it_no_younger(client, editor):
    age = timedelta(days=3 * 366)
    story = factories.published_story(by=editor, age=age)
    Correction.objects.create(story=story, text="Put right.", made_by=editor)
    PublishedStory.objects.filter(pk=story.pk).update(updated_at=timezone.now())
    page = " ".join(page_of(client, story).split())
    note = page[page.index('class="story__age"') :].split("</p>")[0]
    assert "This story was published on <time" in note
    assert f"{timezone.localdate() - age:%Y-%m-%d}T" in note
    assert "and is more than 3 years old." in note


def test_a_story_of_this_year_says_nothing_of_its_age(client):
    assert "story__age" not in page_of(client, factories.published_story(age=timedelta(days=300)))

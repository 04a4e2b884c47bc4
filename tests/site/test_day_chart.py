"""Two weeks in bars: the newsroom's own days, for those whom the numbers concern."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import workflow
from comments.models import Decision
from newsroom.day_chart import DAYS, HEIGHT, charts_for
from tests import factories
from tests.comments import factories as written

pytestmark = pytest.mark.django_db


def counts(account, name):
    (chart,) = [chart for chart in charts_for(account) if chart.name == name]
    return {bar.day: bar.count for bar in chart.bars}


@pytest.mark.parametrize(
    ("role", "names"),
    [
        ("Reporter", ["published"]),
        ("Moderator", ["handled"]),
        ("Publisher", []),
    ],
)
def test_a_chart_is_shown_to_those_whom_it_concerns(role, names):
    assert [chart.name for chart in charts_for(factories.user(role))] == names


def test_stories_are_counted_on_the_day_they_were_published(reporter):
    today = timezone.localdate()
    for days in (0, 0, 3, DAYS + 2):
        factories.published_story(age=timedelta(days=days, seconds=1))
    gone = factories.published_story(age=timedelta(days=3, seconds=1))
    workflow.withdraw(gone, by=factories.user("Editor"), note="wrong")
    found = counts(reporter, "published")
    late = timezone.localdate(timezone.now() - timedelta(seconds=1))
    assert found[late] == 2
    assert found[late - timedelta(days=3)] == 1
    assert sum(found.values()) == 3
    assert len(found) == DAYS
    assert max(found) == today


def test_a_verdict_of_late_evening_belongs_to_the_newsrooms_day(moderator, monkeypatch):
    """In summer the newsroom's midnight is 23 o'clock of the world's."""
    reply = written.published(factories.published_story())
    now = datetime(2026, 7, 10, 12, 0, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    Decision.objects.filter(reply=reply).update(made_at=datetime(2026, 7, 8, 23, 30, tzinfo=UTC))
    found = {day: count for day, count in counts(moderator, "handled").items() if count}
    assert [day.day for day in found] == [9]


def test_the_highest_bar_fills_the_drawing_and_a_single_one_is_still_seen(reporter):
    for _number in range(3):
        factories.published_story(age=timedelta(seconds=1))
    (chart,) = charts_for(reporter)
    heights = {bar.count: bar.height for bar in chart.bars}
    assert heights == {3: HEIGHT, 0: 0}
    assert all(bar.y + bar.height == chart.ground for bar in chart.bars)


def test_the_table_has_the_numbers_of_the_bars_and_the_drawing_a_name(client, reporter):
    factories.published_story(age=timedelta(seconds=1))
    client.force_login(reporter)
    page = client.get("/admin/").content.decode()
    (chart,) = charts_for(reporter)
    table = re.findall(r"</time></th><td>(\d+)</td>", page)
    assert table == [str(bar.count) for bar in chart.bars]
    assert page.count("<rect") == DAYS
    assert 'role="img" aria-labelledby="chart-published-title chart-published-words"' in page
    assert "1 in all" in page
    assert "style=" not in page.split("<svg")[1].split("</svg>")[0]


def test_an_archive_without_anything_new_is_drawn_empty(client, reporter):
    client.force_login(reporter)
    assert "0 in all" in client.get("/admin/").content.decode()

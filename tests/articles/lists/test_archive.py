"""The archive by year, month and day: what stands in it, the ways through it, and what is not."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Newspaper, PublishedStory
from tests import factories

from .heads import head_of

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


def published(editor, headline, *moment, **fields):
    """A story that went out at a moment of London's time."""
    age = timezone.now() - datetime(*moment, tzinfo=LONDON)
    return factories.published_story(by=editor, headline=headline, age=age, **fields)


@pytest.fixture
def paper(clock, editor):
    """A newspaper of three days in two years."""
    return [
        published(editor, "Old year", 2024, 2, 29, 8, 30),
        published(editor, "Morning", 2026, 11, 3, 8, 30),
        published(editor, "Evening", 2026, 11, 3, 21, 15),
        published(editor, "Later", 2026, 11, 19, 12),
    ]


def links_in(answer):
    page = answer.content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    return [part.partition('"')[0] for part in main.split('href="')[1:]]


def test_the_archive_leads_to_the_years_and_months_that_have_stories(client, paper):
    links = links_in(client.get("/archive/"))
    assert links == ["/2026/11/", "/2026/", "/2024/"]


def test_a_year_leads_to_its_months_and_to_the_year_before_that_has_any(client, paper):
    assert links_in(client.get("/2026/")) == ["/archive/", "/2026/11/", "/2024/"]
    assert links_in(client.get("/2024/")) == ["/archive/", "/2024/02/", "/2026/"]


def test_a_month_is_a_calendar_of_the_days_that_have_stories(client, paper):
    answer = client.get("/2026/11/")
    page = answer.content.decode()
    assert '<a class="calendar__link" href="/2026/11/03/" aria-label="3 November 2026">' in page
    assert "/2026/11/19/" in page
    assert "/2026/11/04/" not in page
    weeks = answer.context["calendar"]["weeks"]
    assert [day and day["number"] for day in weeks[0]] == [None] * 6 + [1]  # it began on a Sunday
    assert weeks[-1][0]["number"] == 30
    assert [story.headline for story in answer.context["stories"]] == [
        "Later",
        "Evening",
        "Morning",
    ]
    assert links_in(answer)[-1] == "/2024/02/"


def test_a_day_lists_its_stories_with_their_hours_and_leads_to_its_neighbours(client, paper):
    answer = client.get("/2026/11/03/")
    assert [story.headline for story in answer.context["stories"]] == ["Evening", "Morning"]
    page = answer.content.decode()
    assert page.index(">21:15<") < page.index(">08:30<")
    links = links_in(answer)
    assert links[:3] == ["/archive/", "/2026/", "/2026/11/"]
    assert links[-2:] == ["/2024/02/29/", "/2026/11/19/"]


def test_every_page_of_the_archive_has_words_of_its_own(client, paper):
    addresses = ["/archive/", "/2026/", "/2024/", "/2026/11/", "/2026/11/03/", "/2026/11/19/"]
    heads = [head_of(client.get(address)) for address in addresses]
    for said in ("title", "description", "canonical"):
        assert all(head[said] for head in heads)
        assert len({head[said] for head in heads}) == len(heads), said


@pytest.mark.parametrize(
    "address",
    ["/2026/02/30/", "/2026/13/", "/2026/00/", "/2025/02/29/", "/0000/", "/2026/11/31/"],
)
def test_a_date_that_does_not_exist_is_404(client, paper, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/2026/11/21/", ["/2026/11/19/"]),  # tomorrow
        ("/2026/11/20/", ["/2026/11/19/"]),  # today, before anything was published
        ("/9999/12/31/", ["/2026/11/19/"]),
        ("/9999/12/", ["/2026/11/19/"]),
        ("/2025/", ["/2024/02/29/", "/2026/11/03/"]),
        ("/2026/11/04/", ["/2026/11/03/", "/2026/11/19/"]),
        ("/0001/01/01/", ["/2024/02/29/"]),
        ("/0001/01/", ["/2024/02/29/"]),
    ],
)
def test_a_span_without_a_story_is_404_and_leads_to_the_nearest_days(
    client, paper, address, nearest
):
    answer = client.get(address)
    assert answer.status_code == 404
    assert links_in(answer)[: len(nearest) + 1] == [*nearest, "/archive/"]
    assert "noindex" in head_of(answer)["robots"]


def test_what_readers_may_not_see_makes_no_day(client, clock, editor, paper):
    common = {"by": editor, "section": factories.section()}
    factories.story(headline="Draft", **common)
    published(editor, "To come", 2026, 11, 20, 18)
    withdrawn = published(editor, "Withdrawn", 2026, 10, 5, 9)
    workflow.withdraw(withdrawn, by=editor, note="wrong")
    embargoed = published(editor, "Embargoed", 2025, 6, 1, 9)
    PublishedStory.objects.filter(pk=embargoed.pk).update(
        embargo_until=timezone.now() + timedelta(days=1)
    )
    for address in ("/2026/10/", "/2026/10/05/", "/2025/", "/2025/06/01/", "/2026/11/20/"):
        assert client.get(address).status_code == 404, address
    assert "/2025/" not in links_in(client.get("/archive/"))
    assert links_in(client.get("/2026/11/03/"))[-2:] == ["/2024/02/29/", "/2026/11/19/"]


def test_a_day_is_the_newsrooms_day_as_its_addresses_say(client, clock, editor):
    story = published(editor, "Half past midnight", 2026, 7, 1, 0, 30)  # in UTC it was June
    assert story.published.get_absolute_url().startswith("/2026/07/01/")
    assert client.get("/2026/07/01/").status_code == 200
    assert client.get("/2026/06/30/").status_code == 404
    assert [one.headline for one in client.get("/2026/07/").context["stories"]] == [
        "Half past midnight"
    ]


def test_an_empty_newspaper_has_an_archive_all_the_same(client):
    assert "The first year will stand here" in client.get("/archive/").content.decode()
    assert client.get("/2026/11/").status_code == 404


def test_a_month_is_paged_by_address(client, clock, editor):
    section = factories.section()
    for number in range(23):
        published(editor, f"Story {number}", 2026, 11, 1 + number % 9, 12, section=section)
    first = client.get("/2026/11/")
    second = client.get(f"/2026/11/{first.context['older_url']}")
    assert len(second.context["stories"]) == 3
    assert "/2026/10/" not in links_in(second)


def test_the_archive_costs_the_same_queries_with_one_story_and_with_many(client, clock, editor):
    addresses = ["/archive/", "/2026/", "/2026/11/", "/2026/11/05/"]
    section, writer, costs = factories.section(), factories.person(), []
    for hours in ([12], range(1, 11)):
        for hour in hours:
            fields = {"section": section, "bylines": [writer], "lead_picture": factories.picture()}
            published(editor, f"Story {hour}", 2026, 11, 5, hour, **fields)
            published(editor, f"Story {hour}", 2010 + hour, 1, 5, hour, **fields)
        cost = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            cost[address] = len(queries)
        costs.append(cost)
    assert costs[0] == costs[1]
    assert max(costs[0].values()) <= 12, costs[0]


def test_a_month_by_itself_is_called_as_nobody_calls_it_beside_a_day(client, paper):
    """In Polish it is “listopad”, and the third of it “3 listopada”."""
    Newspaper(pk=1, name="Dziennik", language="pl").save()
    assert client.get("/2026/11/").context["heading"].lower() == "listopad 2026"
    (month,) = client.get("/2026/").context["months"]
    assert month["words"].lower() == "listopad"
    assert client.get("/2026/11/03/").context["heading"] == "3 listopada 2026"

"""The search page: what it says, where its links lead, what it costs, what helps where it fails."""

from datetime import timedelta
from itertools import chain

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import search, workflow
from articles.models import PublishedStory
from articles.search import asking, on_postgresql
from articles.views import searching
from tests import factories

pytestmark = pytest.mark.django_db


def ask(client, query, **more):
    return client.get("/search/", {"q": query, **more})


def test_the_page_keeps_what_was_typed_says_how_many_and_is_not_indexed(client, editor):
    factories.published_story(by=editor, headline="Ferry saved")
    page = ask(client, 'ferry "saved"').content.decode()
    assert 'value="ferry &#34;saved&#34;"' in page
    assert '<meta name="robots" content="noindex, follow">' in page
    assert "1 story for “ferry &quot;saved&quot;”" in page
    assert 'role="status"' in page


def test_words_are_marked_and_everything_else_is_escaped(client, editor):
    factories.published_story(
        by=editor, headline="Ferry <b>saved</b> & sold", body="<p>Ferries &lt;i&gt; at sea.</p>"
    )
    page = ask(client, "ferry").content.decode()
    assert "<mark>Ferry</mark> &lt;b&gt;saved&lt;/b&gt; &amp; sold" in page
    assert "<mark>Ferries</mark> &lt;i&gt; at sea." in page


def test_a_caption_that_was_found_is_shown_as_one(client, editor):
    picture = factories.picture(caption="Mr Brankovic on the steps.")
    factories.published_story(by=editor, lead_picture=picture)
    page = ask(client, "brankovic").content.decode()
    assert "From a caption:" in page
    assert "Mr <mark>Brankovic</mark> on the steps." in page


def test_filters_are_links_that_change_the_address_alone(client, editor):
    town = factories.section(name="Town", slug="town")
    for name in ("Ann Marsh", "Ben Reed"):
        person = factories.person(name=name)
        factories.published_story(
            by=editor, headline=f"Ferry of {name}", section=town, bylines=[person]
        )
    context = ask(client, "ferry section:sport").context
    assert ("Town", "/search/?q=ferry+section%3Atown", False) in context["section_links"]
    assert context["chosen"] == [("section:sport", "/search/?q=ferry")]
    context = ask(client, "ferry section:town", order="newest").context
    assert [is_chosen for name, _url, is_chosen in context["section_links"] if name == "Town"] == [
        True
    ]
    names, urls = zip(*context["authors"], strict=True)
    assert set(names) == {"Ann Marsh", "Ben Reed"}
    one = client.get(urls[0])
    assert [story.bylines.first().name for story in one.context["stories"]] == [names[0]]
    assert all("order=newest" in url for url in urls)
    assert len(context["periods"]) == 4


@pytest.mark.parametrize("order", ["best", "newest"])
def test_pages_follow_each_other_and_stay_while_stories_are_added(
    client, editor, order, monkeypatch
):
    monkeypatch.setattr(searching, "PAGE_SIZE", 3)
    section, person = factories.section(), factories.person()

    def publish(number):
        factories.published_story(
            by=editor,
            section=section,
            bylines=[person],
            headline=f"Ferry {number}",
            age=timedelta(hours=number),
        )

    for number in range(1, 9):
        publish(number)
    first = ask(client, "ferry", order=order)
    publish(0)
    seen, back = [[story.headline for story in first.context["stories"]]], []
    url = first.context["older_url"]
    while url:
        context = client.get(url).context
        seen.append([story.headline for story in context["stories"]])
        url, back = context["older_url"], context["newer_url"]
    assert list(chain(*seen)) == [f"Ferry {number}" for number in range(1, 9)]
    assert [story.headline for story in client.get(back).context["stories"]] == seen[-2]


def test_the_best_end_after_a_bound_and_say_so(client, editor, monkeypatch):
    monkeypatch.setattr(asking, "DEEPEST", 2)
    for number in range(3):
        factories.published_story(by=editor, headline=f"Ferry {number}")
    response = ask(client, "ferry")
    assert len(response.context["stories"]) == 2
    assert "Newest first goes further" in response.content.decode()


def test_more_hits_than_are_looked_at_are_said_to_be_more(client, editor, monkeypatch):
    monkeypatch.setattr(asking, "LOOKED_AT", 2)
    for number in range(3):
        factories.published_story(by=editor, headline=f"Ferry {number}")
    assert "More than 2 stories" in ask(client, "ferry").content.decode()


def test_a_misspelt_name_is_asked_about_only_while_somebody_may_read_of_it(
    client, editor, work_off
):
    with work_off():
        story = factories.published_story(by=editor, bylines=["Anna Tolliver"])
    page = ask(client, "Toliver")
    assert page.context["meant"] == "Tolliver"
    assert "/search/?q=Tolliver" in page.content.decode()
    workflow.withdraw(story, by=editor, note="Wrong.")
    assert not ask(client, "Toliver").context["meant"]


def test_the_words_that_may_have_been_meant_are_looked_up_by_their_numbers(client, editor):
    with CaptureQueriesContext(connection) as asked:
        ask(client, "Toliver")
    spellings = [one["sql"] for one in asked if '"articles_spelling"' in one["sql"]]
    assert spellings
    assert not any('"articles_knownword"' in sql for sql in spellings)


def test_a_name_that_nobody_may_read_is_not_said_for_the_sake_of_a_longer_one(
    client, editor, work_off
):
    with work_off():
        gone = factories.published_story(by=editor, headline="Mayor Kelle resigns")
        factories.published_story(by=editor, headline="Mayor Kellermann stays")
    assert ask(client, "Kele").context["meant"] == "Kelle"
    workflow.withdraw(gone, by=editor, note="Wrong.")
    assert not ask(client, "Kele").context["meant"]


def test_nothing_found_offers_what_finds_something_the_sections_and_the_newest(client, editor):
    factories.published_story(
        by=editor, headline="Ferry", section=factories.section(name="Town", slug="town")
    )
    context = ask(client, "ferry -ferry").context
    assert [words for words, _url in context["instead"]] == ["ferry"]
    response = ask(client, "ferry mountain section:town")
    assert [words for words, _url in response.context["instead"]] == ["ferry"]
    page = response.content.decode()
    assert "The newest stories" in page
    assert 'href="/section/town/"' in page


def test_what_was_passed_over_is_said(client):
    page = ask(client, "ferry after:2026-02-30").content.decode()
    assert "“after:2026-02-30” could not be understood" in page


@pytest.mark.parametrize("query", ["ferry", "ferry&order=newest", "nothingatall", "section:town"])
def test_a_search_costs_the_same_queries_in_a_larger_archive(client, editor, query):
    section, costs = factories.section(slug="town"), []
    for more in (3, 12):
        for number in range(more):
            factories.published_story(
                by=editor,
                headline=f"Ferry {more} {number}",
                section=section,
                lead_picture=factories.picture(),
            )
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/search/?q={query}").status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1] <= 16


def test_the_index_is_read_and_no_archive_is_scanned(editor, monkeypatch):
    monkeypatch.setattr(on_postgresql, "NEAR", 1)
    for headline in ("Ferry", "Road"):
        factories.published_story(by=editor, headline=headline)
    with CaptureQueriesContext(connection) as asked:
        search.newest(search.parse("ferry "), most=20)
    sql = asked.captured_queries[-1]["sql"]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " | ".join(str(row[-1]) for row in cursor.fetchall())
        assert "VIRTUAL TABLE INDEX" in plan
        assert "SEARCH i USING INTEGER PRIMARY KEY" in plan  # one row for each hit
        assert "TEMP B-TREE" not in plan
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}")
            plan = " | ".join(row[0] for row in cursor.fetchall())
        assert "articles_readersindex_words" in plan
    assert PublishedStory.objects.count() == 2

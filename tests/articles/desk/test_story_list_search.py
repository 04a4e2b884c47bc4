"""Stories are found at the desk by any of their words, and narrowed by what there is to do."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag

from articles import workflow
from articles.admin.desk import DeskAdmin
from articles.models import BrokenLine, Note, OpenForm, State, Story, StoryWords
from articles.search import at_the_desk, renew_words
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/story/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def found(client, **query):
    return [story.pk for story in client.get(LIST, query).context["cl"].result_list]


@pytest.fixture
def story():
    factories.story(headline="Something else")
    return factories.story(
        headline="Café closes",
        standfirst="After ninety years.",
        bylines=[factories.person(name="Zoë Marsh"), "A. Guest"],
        tags=["City Council"],
    )


@pytest.mark.parametrize(
    "words",
    ["cafe", "CAFÉ", "closes ninety", "zoe", "guest", "council", "years zoë city", "clos"],
)
def test_a_story_is_found_by_headline_standfirst_names_and_topics(desk, story, words):
    assert found(desk, q=words) == [story.pk]


@pytest.mark.parametrize("words", ["cafe harbour", "close%d", "c_fe", "nobody", "\\"])
def test_every_word_has_to_occur_as_it_is_typed(desk, story, words):
    assert found(desk, q=words) == []


def test_a_draft_is_found_by_its_text_its_captions_and_filters_too(desk):
    picture = factories.picture(caption="Mr Brankovic on the steps.")
    factories.story(headline="Another")
    draft = factories.story(
        headline="Harbour",
        body=f'<p>Nobody knew of the tunnel.</p><figure data-picture="{picture.pk}"></figure>',
        section=factories.section(name="Town", slug="town"),
        bylines=["Ann Reed"],
    )
    for query in ('"the tunnel"', "brankovi", "section:town", "author:reed tun", "harbour -bus"):
        assert found(desk, q=query) == [draft.pk], query
    assert found(desk, q="harbour before:2000") == found(desk, q="section:town -tunnel") == []


def test_what_was_saved_last_is_what_it_is_found_by(desk, story, editor):
    Story.objects.filter(pk=story.pk).update(headline="Tea room opens")
    workflow.save(story, by=editor)
    assert found(desk, q="tea room") == [story.pk]
    assert found(desk, q="cafe") == []


def test_a_person_who_is_renamed_is_found_by_the_new_name(client, publisher, work_off, story):
    person = story.bylines.first().person
    client.force_login(publisher)
    form = {"name": "Zoë Harbour", "slug": person.slug, "role": "", "bio": "", "email": ""}
    with work_off():
        client.post(f"/admin/articles/person/{person.pk}/change/", form)
    words = StoryWords.objects.get(story=story).words
    assert "harbour" in words
    assert "marsh" not in words


@pytest.mark.parametrize("becomes", ["renamed", "merged", "deleted"])
def test_what_becomes_of_a_topic_is_noted_where_stories_are_found(desk, work_off, story, becomes):
    topic = Tag.objects.get(name="City Council")
    Tag.objects.create(name="Town hall", slug="town-hall")
    form = {"name": topic.name, "slug": topic.slug, "merge_into": ""}
    address = f"/admin/taggit/tag/{topic.pk}/"
    with work_off():
        if becomes == "renamed":
            desk.post(f"{address}change/", form | {"name": "Guildhall"})
        elif becomes == "merged":
            desk.post(f"{address}change/", form | {"merge_into": "Town hall"})
        else:
            desk.post(f"{address}delete/", {"post": "yes"})
    assert found(desk, q="council") == []
    if becomes != "deleted":
        assert found(desk, q="guild" if becomes == "renamed" else "hall") == [story.pk]


def test_a_killed_story_is_found_by_none_of_its_words(desk, story, work_off):
    chief = factories.user("Chief editor")
    workflow.kill(story, by=chief, note="It was wrong.")
    assert found(desk, q="cafe") == []
    with work_off():
        renew_words.enqueue([story.pk])
    assert not StoryWords.objects.filter(story=story).exists()
    assert found(desk, state="killed") == [story.pk]


@pytest.mark.parametrize(
    "bounds",
    [
        pytest.param({"FEW": 2, "STEP": 2}, id="gone through to the end"),
        pytest.param({"FEW": 2, "STEP": 2, "WALKED": 4}, id="gone through in part"),
        pytest.param({"FEW": 1, "MANY": 2, "READ_ON": 6}, id="too many to be named"),
        pytest.param({"FEW": 9}, id="few"),
    ],
)
def test_pages_of_a_search_follow_each_other_also_beyond_the_newest(desk, monkeypatch, bounds):
    monkeypatch.setattr(DeskAdmin, "list_per_page", 3)
    for name, rows in {"READ": 3, **bounds}.items():
        monkeypatch.setattr(at_the_desk, name, rows)
    section, person = factories.section(), factories.person()
    now, wanted = timezone.now(), []
    for age in range(14):
        headline = "Ferry" if age % 2 else "Harbour"
        story = factories.story(headline=headline, section=section, bylines=[person])
        Story.objects.filter(pk=story.pk).update(changed_at=now - timedelta(minutes=age))
        wanted += [story.pk] if headline == "Ferry" else []
    shown, address = [], f"{LIST}?q=ferry"
    while address:
        cl = desk.get(address).context["cl"]
        shown += [story.pk for story in cl.result_list]
        address = cl.older_url and LIST + cl.older_url
    assert shown == wanted


# -- By what there is to do


def test_stories_are_narrowed_by_the_state_of_the_clock(desk):
    story = factories.published_story()
    past = timezone.now() - timedelta(minutes=5)
    Story.objects.filter(pk=story.pk).update(state=State.SCHEDULED, publish_at=past)
    assert found(desk, state="published") == [story.pk]
    assert found(desk, state="scheduled") == []
    page = desk.get(LIST).content.decode()
    assert 'data-state="published"' in page


def test_stories_that_are_planned_for_today_are_found(desk):
    today, tomorrow = factories.story(), factories.story()
    noon = timezone.localtime().replace(hour=12, minute=0)
    for story, days in ((today, 0), (tomorrow, 1)):
        Story.objects.filter(pk=story.pk).update(publish_at=noon + timedelta(days=days))
    assert found(desk, todo="today") == [today.pk]


def test_stories_that_are_planned_or_missed_their_moment_are_found(desk):
    now, hour = timezone.now(), timedelta(hours=1)
    moments = {
        "planned": {"publish_at": now + hour},
        "missed": {"publish_at": now - 900 * hour},
        "scheduled": {"publish_at": now + hour, "state": State.SCHEDULED},
        "out by the clock": {"publish_at": now - hour, "state": State.SCHEDULED},
        "killed": {"publish_at": now + hour, "state": State.KILLED},
        "unplanned": {},
    }
    for headline, fields in moments.items():
        Story.objects.create(headline=headline, **fields)
    listed = Story.objects.in_bulk(found(desk, todo="planned")).values()
    assert {story.headline for story in listed} == {"planned", "missed", "scheduled"}


def test_stories_with_open_notes_with_lines_to_mend_and_open_ones_are_found(desk, editor):
    noted, broken, opened, target = (factories.story() for _number in range(4))
    Note.objects.create(story=noted, text="Who says so?", made_by=editor)
    BrokenLine.objects.create(story=broken, target=target)
    OpenForm.objects.create(story=opened, account=editor, seen_at=timezone.now())
    assert found(desk, todo="notes") == [noted.pk]
    assert found(desk, todo="lines") == [broken.pk]
    assert found(desk, todo="open") == [opened.pk]
    Note.objects.update(resolved_at=timezone.now())
    OpenForm.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    assert found(desk, todo="notes") == found(desk, todo="open") == []


def test_the_list_says_what_is_planned_with_its_zone_and_who_has_it_open(desk, editor):
    story = factories.story()
    at = timezone.localtime() + timedelta(days=3)
    Story.objects.filter(pk=story.pk).update(publish_at=at)
    OpenForm.objects.create(story=story, account=editor, seen_at=timezone.now())
    page = desk.get(LIST).content.decode()
    assert f"{at:%H:%M} {at.tzname()}" in page
    assert f"open: {editor.username}" in page


def test_a_list_reads_no_texts(desk):
    factories.published_story()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        desk.get(LIST)
    rows = [one["sql"] for one in asked.captured_queries if 'FROM "articles_story"' in one["sql"]]
    assert rows
    assert not [sql for sql in rows if '."body"' in sql or '."text"' in sql]


@pytest.mark.parametrize(
    "query",
    [
        *("cafe", "clos", "closes ninety", '"after ninety"', '"ninety after"', "zoë", "-cafe else"),
        *(
            "author:marsh",
            "tag:city-council",
            "tag:city",
            "cafe -zoe",
            "years city",
            "section:town",
        ),
    ],
)
@pytest.mark.parametrize("bounds", [{"FEW": 0}, {"FEW": 0, "MANY": 0}, {}], ids=str)
def test_the_newest_that_are_read_say_what_the_index_says(desk, story, monkeypatch, query, bounds):
    factories.story(headline="Ninety cafés after closing", section=factories.section(name="Town"))
    read = found(desk, q=query)
    for name, rows in {"READ": 0, "READ_ON": 0, **bounds}.items():
        monkeypatch.setattr(at_the_desk, name, rows)
    assert found(desk, q=query) == read

"""A section, a writer or a topic under another slug: the old one leads to it, in one step."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from taggit.models import Tag

from articles import workflow
from articles.models import PastSlug, Person, PublishedStory, PublishedTopic, Section
from articles.views.paging import EPOCH
from tests import factories

pytestmark = pytest.mark.django_db
KINDS = {"section": "/section/", "author": "/author/", "topic": "/tag/"}
SCREENS = {
    "section": "/admin/articles/section/",
    "author": "/admin/articles/person/",
    "topic": "/admin/taggit/tag/",
}
MODELS = {"section": Section, "author": Person, "topic": Tag}


@pytest.fixture
def desk(db):
    desk = Client()
    desk.force_login(factories.user("Editor", "Publisher"))
    return desk


@pytest.fixture
def story(editor):
    return factories.published_story(
        by=editor,
        headline="Ferry saved",
        section=factories.section(name="Old", slug="old"),
        bylines=[factories.person(name="Old", slug="old")],
        tags=["Old"],
    )


def form_of(kind, **typed):
    name = typed.pop("name", f"Called {typed['slug']}")
    more = {"position": "100", "replies_open": "on"} if kind == "section" else {}
    return {"name": name, "merge_into": "", **more, **typed}


def changed(desk, kind, before, **typed):
    """What stands at the slug `before`, changed through its screen."""
    row = MODELS[kind].objects.get(slug=before)
    answer = desk.post(f"{SCREENS[kind]}{row.pk}/change/", form_of(kind, **typed))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    return row


def begun(desk, kind, **typed):
    answer = desk.post(f"{SCREENS[kind]}add/", form_of(kind, **typed))
    assert answer.status_code == 302, answer.context["adminform"].form.errors


def way(client, address):
    """Where an address leads for ever, in one step, to a page that answers; "" for nowhere."""
    answer = client.get(address)
    if answer.status_code == 404:
        return ""
    assert answer.status_code == 301, address
    assert client.get(answer["Location"]).status_code == 200, answer["Location"]
    return answer["Location"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "rest", ["", "feed/", "feed/atom/", "feed/json/", "?page=older-9-9"], ids=str
)
def test_an_old_slug_leads_to_the_page_and_to_its_feeds(client, desk, story, kind, rest):
    changed(desk, kind, "old", slug="new")
    answer = client.get(f"{KINDS[kind]}old/{rest}")
    assert (answer.status_code, answer["Location"]) == (301, f"{KINDS[kind]}new/{rest}")
    assert "?" in rest or client.get(answer["Location"]).status_code == 200


def test_a_page_far_down_is_the_same_page_under_the_new_slug(client, desk, editor, story):
    older = factories.published_story(by=editor, section=story.section, age=timedelta(days=2))
    microseconds = (story.published.published_at - EPOCH) // timedelta(microseconds=1)
    page = f"?page=older-{microseconds}-{story.pk}"
    changed(desk, "section", "old", slug="new")
    answer = client.get(f"/section/old/{page}", follow=True)
    assert answer.redirect_chain == [(f"/section/new/{page}", 301)]
    assert answer.context["stories"] == [older.published]


@pytest.mark.parametrize(
    "address", ["/SECTION/Old", "/category/old", "/old", "/category/a/old/rss"]
)
def test_an_old_slug_is_typed_with_slips_as_well(client, desk, story, address):
    Tag.objects.all().delete()
    changed(desk, "section", "old", slug="new")
    assert way(client, address).startswith("/section/new/")


@pytest.mark.parametrize("kind", KINDS)
def test_every_slug_of_before_leads_to_the_present_one_in_one_step(client, desk, story, kind):
    changed(desk, kind, "old", slug="newer")
    changed(desk, kind, "newer", slug="newest")
    for slug in ("old", "newer"):
        assert way(client, f"{KINDS[kind]}{slug}/") == f"{KINDS[kind]}newest/"


@pytest.mark.parametrize("kind", KINDS)
def test_who_takes_an_old_slug_back_leads_nowhere_in_a_circle(client, desk, story, kind):
    changed(desk, kind, "old", slug="new")
    changed(desk, kind, "new", slug="old")
    assert client.get(f"{KINDS[kind]}old/").status_code == 200
    assert way(client, f"{KINDS[kind]}new/") == f"{KINDS[kind]}old/"
    assert [past.slug for past in PastSlug.objects.all()] == ["new"]


@pytest.mark.parametrize("kind", ["section", "author"])
def test_who_takes_the_slug_of_another_is_found_there_and_ends_what_was(client, desk, story, kind):
    changed(desk, kind, "old", slug="new")
    begun(desk, kind, slug="old", name="Another")
    assert "Another" in client.get(f"{KINDS[kind]}old/").content.decode()
    assert not PastSlug.objects.exists()
    changed(desk, kind, "old", slug="third", name="Another")
    assert way(client, f"{KINDS[kind]}old/") == f"{KINDS[kind]}third/"


def test_a_topic_that_takes_the_slug_of_another_ends_what_was(client, desk, editor, story):
    changed(desk, "topic", "old", slug="new")
    factories.published_story(by=editor, tags=["Ships"])
    changed(desk, "topic", "ships", slug="old", name="Ships")
    assert client.get("/tag/old/").context["heading"] == "Ships"
    assert [(past.slug, past.tag.name) for past in PastSlug.objects.all()] == [("ships", "Ships")]
    begun(desk, "topic", slug="ships", name="Steamers")
    assert not PastSlug.objects.exists()


def test_a_topic_typed_into_a_draft_does_not_break_an_old_address(client, desk, editor, story):
    changed(desk, "topic", "old", slug="new", name="New")
    draft = factories.story(by=editor, tags=["Old"])
    assert way(client, "/tag/old/") == "/tag/new/"
    workflow.publish(workflow.submit(draft, by=editor), by=editor)
    assert client.get("/tag/old/").context["heading"] == "Old"
    changed(desk, "topic", "old", slug="third", name="Third")
    assert way(client, "/tag/old/") == "/tag/third/"


def test_what_is_called_the_same_and_is_of_another_kind_is_another(client, desk, story):
    changed(desk, "section", "old", slug="new")
    for address in ("/author/old/", "/tag/old/"):
        assert client.get(address).status_code == 200
    assert way(client, "/section/old/") == "/section/new/"


def test_a_slug_that_is_the_name_of_a_kind_of_feed_is_led_on_too(client, desk, story):
    for before, after in (("old", "feed"), ("feed", "print"), ("print", "new")):
        changed(desk, "section", before, slug=after)
    for slug in ("feed", "print"):
        assert way(client, f"/section/{slug}/") == "/section/new/"
        assert way(client, f"/section/{slug}/feed/atom/") == "/section/new/feed/atom/"


def test_a_topic_that_became_another_leads_there_with_all_it_was(client, desk, editor, story):
    factories.published_story(by=editor, tags=["Harbour"])
    changed(desk, "topic", "old", slug="boats", name="Boats")
    changed(desk, "topic", "boats", slug="typed-too", name="Boats", merge_into="harbour")
    for slug in ("old", "boats"):
        assert way(client, f"/tag/{slug}/") == "/tag/harbour/"
        assert way(client, f"/tag/{slug}/feed/json/") == "/tag/harbour/feed/json/"
    assert client.get("/tag/typed-too/").status_code == 404
    changed(desk, "topic", "harbour", slug="port", name="Port")
    assert way(client, "/tag/old/") == "/tag/port/"


def test_a_topic_becomes_one_that_took_its_slug_of_before(client, desk, editor, story):
    changed(desk, "topic", "old", slug="new", name="New")
    factories.published_story(by=editor, tags=["Old"])
    changed(desk, "topic", "new", slug="new", name="New", merge_into="Old")
    assert client.get("/tag/old/").status_code == 200
    assert way(client, "/tag/new/") == "/tag/old/"
    assert [past.slug for past in PastSlug.objects.all()] == ["new"]


def test_a_name_that_readers_never_saw_is_not_told_by_its_address(client, desk, editor):
    secret = factories.published_story(by=editor, headline="Not yet", tags=["Arrest"])
    later = timezone.now() + timedelta(hours=1)
    for rows in (PublishedStory.objects.filter(pk=secret.pk), PublishedTopic.objects.all()):
        rows.update(embargo_until=later)
    factories.published_story(by=editor, tags=["Court"])
    changed(desk, "topic", "arrest", slug="arrests", name="Arrests")
    changed(desk, "topic", "arrests", slug="arrests", name="Arrests", merge_into="court")
    for slug in ("arrest", "arrests"):
        assert client.get(f"/tag/{slug}/").status_code == 404


def test_an_old_address_leads_to_no_topic_without_a_page(client, desk, editor, story):
    changed(desk, "topic", "old", slug="new")
    workflow.withdraw(story, by=editor, note="wrong")
    assert client.get("/tag/old/").status_code == 404
    workflow.publish(story, by=editor)
    assert way(client, "/tag/old/") == "/tag/new/"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_deleted_takes_its_old_slugs_with_it(client, desk, kind):
    begun(desk, kind, slug="old")
    changed(desk, kind, "old", slug="older")
    row = changed(desk, kind, "older", slug="new")
    if kind == "topic":  # which no reader saw
        PastSlug.objects.create(kind="tag", tag=row, slug="old")
    assert PastSlug.objects.exists()
    desk.post(f"{SCREENS[kind]}{row.pk}/delete/", {"post": "yes"})
    assert not MODELS[kind].objects.filter(pk=row.pk).exists()
    assert not PastSlug.objects.exists()
    assert client.get(f"{KINDS[kind]}old/").status_code == 404


def test_a_change_that_is_refused_leaves_nothing(desk, story):
    factories.section(slug="taken")
    row = Section.objects.get(slug="old")
    form = form_of("section", slug="taken")
    assert desk.post(f"{SCREENS['section']}{row.pk}/change/", form).status_code == 200
    changed(desk, "section", "old", slug="old", name="Another name")
    assert not PastSlug.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_that_is_found_costs_nothing_more_by_its_old_slugs(client, desk, story, kind):
    costs = []
    for slug in ("old", "new"):
        if slug == "new":
            changed(desk, kind, "old", slug="new")
        for rest in ("", "feed/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"{KINDS[kind]}{slug}/{rest}").status_code == 200
            assert not any("pastslug" in query["sql"] for query in queries)
            costs.append(len(queries))
    assert costs[:2] == costs[2:]


def found(client, query):
    answer = client.get("/search/", {"q": query})
    return [story.headline for story in answer.context["stories"]]


def test_search_knows_old_slugs_as_well_as_new(client, desk, work_off, story):
    factories.published_story(headline="Elsewhere")
    with work_off():
        for kind, name in (("section", "Town"), ("author", "Ines Vidal"), ("topic", "Harbour")):
            changed(desk, kind, "old", slug="new", name=name)
    for query in ("section:old", "author:old", "tag:old", 'author:"OLD"', "ferry section:Old"):
        assert found(client, query) == ["Ferry saved"], query
        assert found(client, f"-{query.split()[-1]} ferry") == [], query
    assert found(client, "tag:old section:old author:vidal") == ["Ferry saved"]


def test_search_takes_a_slug_for_what_has_it_now(client, desk, editor, work_off, story):
    with work_off():
        for kind, name in (("section", "Town"), ("author", "Ines Vidal"), ("topic", "Harbour")):
            changed(desk, kind, "old", slug="new", name=name)
        for kind in ("section", "author"):
            begun(desk, kind, slug="old", name="Old")
        factories.published_story(
            by=editor,
            headline="The other",
            section=Section.objects.get(slug="old"),
            bylines=[Person.objects.get(slug="old")],
            tags=["Old"],
        )
    for query in ("section:old", "author:old", "tag:old"):
        assert found(client, query) == ["The other"], query

"""Pages of writers and topics, and the page about the paper: what they tell and lead to."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from taggit.models import Tag

from articles.models import Newspaper, Person, TopicPage
from tests import factories

from .heads import alternates, head_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return factories.person(
        name="Ines Thorley",
        slug="ines",
        role="Editor",
        bio="She keeps bees.\n\nBadly.",
        email="ines@example.org",
        links=[{"label": "Website", "address": "https://ines.example/"}],
        portrait=factories.picture(credit="Photo: A. Friend"),
    )


def test_an_authors_page_says_who_it_is_and_where_to_find_them(client, editor, writer):
    section = factories.section(name="Town", slug="town")
    factories.published_story(by=editor, bylines=[writer, "A Guest"], section=section)
    page = client.get("/author/ines/").content.decode()
    for said in ("<p>She keeps bees.</p>", "<p>Badly.</p>", "Photo: A. Friend", "Editor"):
        assert said in page
    assert 'href="https://ines.example/"' in page
    assert 'href="mailto:ines@example.org"' in page
    assert "Lately in" in page


def test_the_pages_of_writers_and_topics_name_their_feeds(client, editor, writer):
    factories.published_story(by=editor, bylines=[writer], tags=["ferry"])
    assert "/author/ines/feed/" in alternates(client.get("/author/ines/"))
    assert "/tag/ferry/feed/" in alternates(client.get("/tag/ferry/"))


def test_a_writer_without_a_story_has_a_page_that_says_so(client, writer):
    answer = client.get("/author/ines/")
    assert answer.status_code == 200
    assert "No story by Ines Thorley can be read here yet." in answer.content.decode()


def test_a_guest_without_a_page_is_a_name_and_no_link(client, editor):
    story = factories.published_story(by=editor, bylines=["A Guest"])
    for address in ("/latest/", story.published.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "A Guest" in page
        assert "/author/" not in page


def test_the_page_about_the_paper_names_its_people_policy_and_publisher(client, writer):
    factories.person(name="Once A Guest", role="")
    paper = Newspaper.objects.get(pk=1)
    paper.about, paper.legal, paper.contact_email = "We print.\n\nDaily.", "© Us", "us@example.org"
    paper.follow = [{"label": "Mastodon", "address": "https://social.example/@us"}]
    paper.save()
    answer = client.get("/about/?utm_source=x")
    page = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    for said in ("<p>Daily.</p>", 'href="/author/ines/"', "Editor", "mailto:us@example.org"):
        assert said in page
    for said in ('href="/corrections/"', "https://social.example/@us", "© Us"):
        assert said in page
    assert "Once A Guest" not in page
    assert head_of(answer)["description"] == "We print. Daily."
    assert head_of(answer)["canonical"] == "http://localhost:8000/about/"


def test_the_page_about_the_paper_costs_the_same_however_many_people_it_names(client, writer):
    costs = []
    for more in (0, 20):
        for _number in range(more):
            factories.person(role="Reporter")
        with CaptureQueriesContext(connection) as queries:
            client.get("/about/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("address", ["/", "/latest/", "/corrections/", "/about/", "/archive/"])
def test_a_page_of_an_empty_newspaper_has_a_title_and_a_description(client, address):
    Newspaper.objects.update(tagline="", about="")
    head = head_of(client.get(address))
    assert head["title"]
    assert head["description"]


def test_no_two_kinds_of_page_share_a_description(client, editor, writer):
    section = factories.section(name="Town", slug="town")
    factories.published_story(by=editor, bylines=[writer], section=section, tags=["ferry"])
    Newspaper.objects.update(tagline="Tide tables and other weather")
    addresses = ["/", "/latest/", "/section/town/", "/tag/ferry/", "/author/ines/"]
    addresses += ["/corrections/", "/about/", "/archive/"]
    told = [head_of(client.get(address))["description"] for address in addresses]
    assert len(set(told)) == len(addresses)


def topic_form(topic, **fields):
    return {"name": topic.name, "slug": topic.slug, "description": "", "merge_into": "", **fields}


def test_an_editor_says_what_a_topic_is_about(client, editor):
    factories.published_story(by=editor, tags=["ferry"])
    topic = Tag.objects.get(name="ferry")
    address = f"/admin/taggit/tag/{topic.pk}/change/"
    client.force_login(editor)
    client.post(address, topic_form(topic, description="Across the Wend,\nand back."))
    answer = client.get(f"/tag/{topic.slug}/")
    assert "Across the Wend, and back." in answer.content.decode()
    assert head_of(answer)["description"] == "Across the Wend, and back."
    assert "Across the Wend, and back." in client.get(address).content.decode()
    client.post(address, topic_form(topic))
    assert not TopicPage.objects.exists()


def test_a_description_alone_saves_no_story_again(client, editor):
    story = factories.published_story(by=editor, tags=["ferry"])
    topic, before = Tag.objects.get(name="ferry"), story.revisions.count()
    client.force_login(editor)
    address = f"/admin/taggit/tag/{topic.pk}/change/"
    client.post(address, topic_form(topic, description="Across the Wend."))
    assert story.revisions.count() == before


def test_links_of_a_person_are_checked_where_they_are_typed(client, publisher, writer):
    client.force_login(publisher)
    address = f"/admin/articles/person/{writer.pk}/change/"
    form = {"name": "Ines", "slug": "ines", "role": "", "bio": "", "email": "", "account": ""}
    answer = client.post(address, {**form, "links": "Website javascript:alert(1)"})
    assert "Line 1" in answer.content.decode()
    many = "\n".join(f"Site{number} https://site{number}.example/" for number in range(5))
    assert "No more than 4 lines." in client.post(address, {**form, "links": many}).content.decode()
    client.post(address, {**form, "links": "Bluesky https://blue.example/ines"})
    assert Person.objects.get(pk=writer.pk).links == [
        {"label": "Bluesky", "address": "https://blue.example/ines"}
    ]

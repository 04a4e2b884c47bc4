"""What a reader finds at a story's address."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import related, workflow
from articles.models import Correction, Picture, Story
from tests import factories

pytestmark = pytest.mark.django_db


def page_of(client, story):
    return client.get(story.published.get_absolute_url())


def test_the_address_is_the_day_of_publication_in_the_newsrooms_time_zone(editor):
    story = workflow.submit(factories.story(slug="late-edition"), by=editor)
    summer_night = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    story = workflow.publish(story, by=editor, at=summer_night)
    assert story.published.get_absolute_url() == "/2026/07/02/late-edition/"


def test_the_page_shows_every_part_of_the_story(client, editor):
    picture = factories.picture(
        caption="A ferry leaves.", alt="A white ferry", credit="(Photo: A. PHOTOGRAPHER/POOL/AFP)"
    )
    mara = factories.person(name="Mara Quill", slug="mara-quill")
    story = factories.published_story(
        by=editor,
        headline="Ferry saved",
        standfirst="The council changed its mind.",
        lead_picture=picture,
        bylines=[mara, "Guest Writer"],
        tags=["Ferry"],
        body="<h2>How it went</h2><p>With a vote.</p>",
    )
    Correction.objects.create(story=story, text="The vote was on Tuesday.", made_by=editor)
    page = page_of(client, story).content.decode()
    for part in (
        "Ferry saved</h1>",
        "The council changed its mind.",
        "Mara Quill",
        "/author/mara-quill/",
        "Guest Writer",
        "A ferry leaves.",
        "(Photo: A. PHOTOGRAPHER/POOL/AFP)",
        'alt="A white ferry"',
        "How it went</h2>",
        "With a vote.",
        "/tag/ferry/",
        "The vote was on Tuesday.",
        story.published.section.get_absolute_url(),
        "Hi, what are you looking for?",
        "Leave a Reply",
    ):
        assert part in page, part
    assert page.count("<h1") == 1


def test_a_credit_shows_without_a_caption(client):
    picture = factories.picture(credit="Photo: Nobody Else")
    story = factories.published_story(
        lead_picture=picture, body=f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'
    )
    Picture.objects.filter(pk=picture.pk).update(caption="")
    assert page_of(client, story).content.decode().count("Photo: Nobody Else") >= 2


def test_a_caption_override_replaces_the_caption_and_never_the_credit(client):
    picture = factories.picture(caption="Library caption", credit="Photo: Credit Line")
    story = factories.published_story(lead_picture=picture, lead_caption="Caption of this use")
    page = page_of(client, story).content.decode()
    assert "Caption of this use" in page
    assert "Photo: Credit Line" in page
    assert "Library caption" not in page


def test_correcting_a_caption_in_the_library_corrects_the_page_at_once(client):
    picture = factories.picture(caption="Mr Smyth")
    story = factories.published_story(lead_picture=picture)
    Picture.objects.filter(pk=picture.pk).update(caption="Mr Smith")
    assert "Mr Smith" in page_of(client, story).content.decode()


def test_read_also_shows_the_targets_present_headline_and_goes_with_it(client, editor):
    target = factories.published_story(by=editor, headline="First headline")
    body = f'<p>Text.</p><aside data-read-also="{target.pk}" data-label="read-also"></aside>'
    story = factories.published_story(by=editor, body=body, section=factories.section())
    assert "First headline" in page_of(client, story).content.decode()

    Story.objects.filter(pk=target.pk).update(headline="Second headline")
    workflow.publish_update(target, by=editor)
    page = page_of(client, story).content.decode()
    assert "Second headline" in page
    assert "First headline" not in page

    workflow.withdraw(target, by=editor, note="wrong")
    page = page_of(client, story).content.decode()
    assert "Second headline" not in page
    assert "READ ALSO" not in page


def test_a_link_to_a_story_that_is_not_public_leaves_its_words(client, editor):
    draft = factories.story(by=editor, headline="Secret headline", slug="secret")
    body = f'<p>As <a data-story="{draft.pk}">we reported</a>, so it is.</p>'
    page = page_of(client, factories.published_story(by=editor, body=body)).content.decode()
    assert "As we reported, so it is." in page
    assert "Secret headline" not in page


def test_an_old_address_leads_to_the_present_one_for_ever(client, editor):
    story = factories.published_story(by=editor, slug="first-slug")
    first = story.published.get_absolute_url()
    for slug in ("second-slug", "third-slug"):
        Story.objects.filter(pk=story.pk).update(slug=slug)
        workflow.publish_update(story, by=editor)
    response = client.get(first)
    assert response.status_code == 301
    assert response["Location"].endswith("/third-slug/")
    assert client.get(response["Location"]).status_code == 200


def test_a_withdrawn_story_answers_410_and_shows_nothing_of_itself(client, editor):
    story = factories.published_story(by=editor, headline="Libellous headline")
    address = story.published.get_absolute_url()
    workflow.withdraw(story, by=editor, note="court order")
    response = client.get(address)
    assert response.status_code == 410
    assert "Libellous headline" not in response.content.decode()


def test_a_story_dated_ahead_is_nowhere(client, editor):
    story = factories.published_story(
        by=editor, headline="Tomorrows news", age=-timedelta(hours=1), tags=["ferry"]
    )
    assert page_of(client, story).status_code == 404
    for address in ("/", "/latest/", "/search/?q=tomorrows", "/feed/", "/tag/ferry/"):
        assert "Tomorrows news" not in client.get(address).content.decode(), address


@pytest.mark.parametrize(
    "address",
    ["/2026/02/30/no-such-day/", "/0000/01/01/x/", "/2026/13/01/x/", "/2026/01/01/nothing-here/"],
)
def test_an_unknown_address_answers_404_and_helps(client, address):
    factories.published_story(headline="The newest story")
    response = client.get(address)
    assert response.status_code == 404
    page = response.content.decode()
    assert "/search/" in page
    assert "The newest story" in page


def test_drafts_are_at_no_address(client, reporter):
    story = factories.story(by=reporter, slug="a-draft")
    day = timezone.localdate()
    assert client.get(f"/{day:%Y/%m/%d}/{story.slug}/").status_code == 404


def test_you_may_also_like_puts_the_editors_picks_first(client, editor):
    section = factories.section()
    pick = factories.published_story(by=editor, headline="Picked by hand", age=timedelta(days=90))
    factories.published_story(by=editor, headline="Same section", section=section)
    draft = factories.story(by=editor, section=section)
    draft.related.create(position=1, target=pick)
    draft.related.create(position=2, url="https://example.org/far", title="A page elsewhere")
    workflow.submit(draft, by=editor)
    story = workflow.publish(draft, by=editor)
    more = page_of(client, story).context["more"]
    assert [getattr(card, "headline", None) or card["title"] for card in more] == [
        "Picked by hand",
        "A page elsewhere",
        "Same section",
    ]


def test_you_may_also_like_leaves_out_what_the_text_links_to_even_when_it_was_picked(
    client, editor
):
    section = factories.section()
    linked = factories.published_story(by=editor, section=section)
    body = f'<p>Text.</p><aside data-read-also="{linked.pk}" data-label="related"></aside>'
    draft = factories.story(by=editor, section=section, body=body)
    draft.related.create(position=1, target=linked)
    workflow.submit(draft, by=editor)
    story = workflow.publish(draft, by=editor)
    assert page_of(client, story).context["more"] == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plans")
def test_what_is_alike_is_found_without_reading_the_whole_archive(editor):
    story = factories.published_story(by=editor, tags=["ferry", "council"])
    copy, tags = story.published, list(story.tags.all())
    with CaptureQueriesContext(connection) as queries:
        related.more_like(copy, tags)
    [query] = queries
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
        plan = [row[3] for row in cursor.fetchall()]
    assert not [step for step in plan if step.startswith("SCAN articles_published")], plan


def test_stories_that_share_topics_are_more_alike_than_neighbours(client, editor):
    section = factories.section()
    factories.published_story(by=editor, section=section, headline="Neighbour", age=timedelta(0))
    factories.published_story(
        by=editor, headline="Same topic", tags=["ferry"], age=timedelta(days=20)
    )
    story = factories.published_story(by=editor, section=section, tags=["ferry"])
    more = page_of(client, story).context["more"]
    assert [card.headline for card in more] == ["Same topic", "Neighbour"]


def test_the_page_sets_no_cookie_and_allows_no_inline_script(client):
    response = page_of(client, factories.published_story())
    assert not response.cookies
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    scripts = re.findall(r"<script(?![^>]*src=)([^>]*)>", response.content.decode())
    assert all("application/ld+json" in attributes for attributes in scripts)
    assert "style=" not in response.content.decode()


def test_structured_data_says_what_the_page_says(client, editor):
    picture = factories.picture(credit="Photo: Somebody", licence_url="https://example.org/licence")
    story = factories.published_story(
        by=editor,
        headline="A </script><script>alert(1)</script> headline",
        lead_picture=picture,
        bylines=[factories.person(name="Ada", slug="ada")],
        tags=["Ferry"],
    )
    page = page_of(client, story).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    data = json.loads(found[1])
    assert data["headline"] == "A </script><script>alert(1)</script> headline"
    assert data["author"] == [
        {"@type": "Person", "name": "Ada", "url": "http://localhost:8000/author/ada/"}
    ]
    assert {one["creditText"] for one in data["image"]} == {"Photo: Somebody"}
    assert data["image"][0]["url"].startswith("http://localhost:8000/pictures/")
    assert data["keywords"] == ["Ferry"]
    assert data["commentCount"] == 0
    assert re.fullmatch(r"[-0-9]{10}T[:0-9]{8}[+-]\d\d:\d\d", data["datePublished"])


@pytest.mark.parametrize("paragraphs", [1, 200])
def test_a_story_page_costs_at_most_twelve_queries_whatever_its_length(
    client, editor, paragraphs, django_assert_max_num_queries
):
    others = [factories.published_story(by=editor) for _number in range(3)]
    pictures = [factories.picture() for _number in range(3)]
    body = "".join(
        f'<p>Paragraph <a data-story="{others[number % 3].pk}">link</a>.</p>'
        f'<aside data-read-also="{others[number % 3].pk}" data-label="read-also"></aside>'
        f'<figure data-picture="{pictures[number % 3].pk}"></figure>'
        for number in range(paragraphs)
    )
    story = factories.published_story(
        by=editor,
        body=body,
        lead_picture=pictures[0],
        tags=["one", "two", "three"],
        bylines=[factories.person(), factories.person(), "A Guest"],
    )
    Correction.objects.create(story=story, text="Put right.", made_by=editor)
    address = story.published.get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)

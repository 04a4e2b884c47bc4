"""A picture's rights begin and end by the clock: on every page at once, with nothing running."""

import json
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Newspaper, Picture, Story, lawful
from tests import factories
from tests.articles.front.editions import LEAD, live_edition, preview
from tests.articles.sharing.test_shared_page import shared

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 7, 10)  # in summer time: its end is another day's in UTC
NOON = (2026, 7, 10, 12, 0)
LAST_SECOND = (2026, 7, 10, 23, 59, 59)
MIDNIGHT = (2026, 7, 11, 0, 0, 0)


def figure(picture, caption=""):
    words = f' data-caption="{caption}"' if caption else ""
    return f'<figure data-picture="{picture.pk}"{words}></figure>'


@pytest.fixture
def paper():
    paper = Newspaper.current()
    paper.save()
    return paper


@pytest.fixture
def picture(clock):
    clock.set(*NOON)
    return factories.picture(credit="Photo: Whose Right Ends", rights_until=LAST_DAY)


def everywhere(client, editor, picture):
    """The addresses of pages with a picture, each in another place of it."""
    town, ferry = factories.section(slug="town"), ["ferry"]
    writer = factories.person(slug="writer", portrait=picture)
    story = factories.published_story(
        by=editor, section=town, bylines=[writer], tags=ferry, lead_picture=picture
    )
    beside = factories.published_story(by=editor, section=town, tags=ferry)
    signed = factories.published_story(by=editor, bylines=[writer])
    in_text = factories.published_story(by=editor, body=f"<p>Text.</p>{figure(picture)}")
    draft = factories.story(by=editor, lead_picture=picture, body=f"<p>A.</p>{figure(picture)}")
    _link, of_the_link = shared(draft, editor)
    edition = live_edition(editor, {LEAD: story})
    client.force_login(editor)
    return {
        "front": "/",
        "section": "/section/town/",
        "topic": "/tag/ferry/",
        "author's list": "/author/writer/",
        "latest": "/latest/",
        "above the story": story.published.get_absolute_url(),
        "in its text": in_text.published.get_absolute_url(),
        "beside another": beside.published.get_absolute_url(),
        "a writer's portrait": signed.published.get_absolute_url(),
        "by a share link": of_the_link,
        "in the preview": f"/admin/articles/story/{draft.pk}/preview/page/",
        "in the front's preview": preview(edition),
    }


def test_a_picture_is_on_every_page_to_its_last_second_and_on_none_after_it(
    client, editor, clock, picture
):
    pages = everywhere(client, editor, picture)
    clock.set(*LAST_SECOND)
    at_last = {where: client.get(address).text for where, address in pages.items()}
    assert [where for where, page in at_last.items() if picture.key not in page] == []
    clock.set(*MIDNIGHT)
    after = {where: client.get(address).text for where, address in pages.items()}
    assert [where for where, page in after.items() if picture.key in page] == []
    assert [where for where, page in after.items() if "Whose Right Ends" in page] == []


def test_a_picture_that_may_not_be_shown_yet_is_on_every_page_from_the_first_second_of_its_day(
    client, editor, clock, picture
):
    pages = everywhere(client, editor, picture)
    Picture.objects.update(rights_until=None, rights_from=LAST_DAY + timedelta(days=1))
    clock.set(*LAST_SECOND)
    before = {where: client.get(address).text for where, address in pages.items()}
    assert [where for where, page in before.items() if picture.key in page] == []
    clock.set(*MIDNIGHT)
    at_once = {where: client.get(address).text for where, address in pages.items()}
    assert [where for where, page in at_once.items() if picture.key not in page] == []


@pytest.mark.parametrize("whose", ["the picture's", "the newspaper's"])
def test_what_was_chosen_stands_in_with_words_of_its_own(client, editor, clock, paper, whose):
    clock.set(*NOON)
    other = factories.picture(caption="A quay.", alt="An empty quay", credit="Photo: Our Archive")
    own = {"fallback": other} if whose == "the picture's" else {}
    if whose == "the newspaper's":
        Newspaper.objects.update(fallback_picture=other)
    picture = factories.picture(credit="Photo: Whose Right Ends", rights_until=LAST_DAY, **own)
    story = factories.published_story(
        by=editor,
        lead_picture=picture,
        lead_caption="A crane, never built.",
        lead_alt="A crane that was never built",
        body=f"<p>Text.</p>{figure(picture, 'A captain, long dead.')}",
    )
    address = story.published.get_absolute_url()
    clock.set(*LAST_SECOND)
    assert "A crane, never built." in client.get(address).text
    clock.set(*MIDNIGHT)
    page = client.get(address).text
    assert page.count("A quay.") >= 2
    assert page.count("Photo: Our Archive") >= 2
    assert page.count('alt="An empty quay"') == 2
    assert not re.search("never built|long dead|Whose Right Ends", page)
    meta = re.search(r'<meta property="og:image" content="([^"]+)"', page)[1]
    data = json.loads(re.search(r'ld\+json">(.+?)</script>', page)[1])
    assert other.key in meta
    assert data["image"][0]["creditText"] == "Photo: Our Archive"
    assert other.key in client.get("/").text
    rendition = client.get(f"/pictures/{other.key}/full-320.jpg")
    assert rendition.status_code == 200
    b"".join(rendition.streaming_content)


@pytest.mark.parametrize("lacks", ["rights", "credit"])
def test_what_may_not_stand_in_itself_leaves_the_place_to_the_next(
    client, editor, clock, paper, lacks
):
    clock.set(*NOON)
    unfit = {"rights_until": LAST_DAY} if lacks == "rights" else {"credit": ""}
    own, papers = factories.picture(**unfit), factories.picture()
    Newspaper.objects.update(fallback_picture=papers)
    picture = factories.picture(rights_until=LAST_DAY, fallback=own)
    story = factories.published_story(by=editor, lead_picture=picture)
    clock.set(*MIDNIGHT)
    page = client.get(story.published.get_absolute_url()).text
    assert papers.key in page
    assert own.key not in page


def test_the_newspapers_own_picture_is_never_taken_for_a_persons_face(
    client, editor, clock, picture, paper
):
    papers = factories.picture()
    Newspaper.objects.update(fallback_picture=papers)
    factories.published_story(
        by=editor, bylines=[factories.person(slug="writer", portrait=picture)]
    )
    clock.set(*MIDNIGHT)
    assert papers.key not in client.get("/author/writer/").text


def test_a_planned_story_is_previewed_with_what_may_be_shown_at_its_own_moment(
    client, editor, clock, picture
):
    story = factories.story(by=editor, lead_picture=picture)
    client.force_login(editor)
    address = f"/admin/articles/story/{story.pk}/preview/page/"
    assert picture.key in client.get(address).text
    Story.objects.filter(pk=story.pk).update(publish_at=clock.at(hours=13))
    assert picture.key not in client.get(address).text


def test_an_edition_to_come_is_previewed_with_what_may_be_shown_at_its_own_moment(
    client, editor, clock, picture
):
    story = factories.published_story(by=editor, lead_picture=picture)
    edition = live_edition(editor, {LEAD: story})
    client.force_login(editor)
    assert picture.key in client.get(preview(edition)).text
    type(edition).objects.update(goes_live_at=clock.at(hours=13))
    assert picture.key not in client.get(preview(edition)).text


@pytest.mark.parametrize(
    ("last_day", "kept"),
    [
        (LAST_DAY, "public, max-age=43199"),
        (LAST_DAY + timedelta(days=1), "public, max-age=129599"),
        (LAST_DAY + timedelta(days=365), "public, max-age=31536000, immutable"),
        (date.max, "public, max-age=31536000, immutable"),
        (None, "public, max-age=31536000, immutable"),
    ],
)
def test_nobody_is_told_to_keep_a_picture_longer_than_there_is_a_right_to_it(
    client, editor, clock, last_day, kept
):
    clock.set(2026, 7, 10, 12, 0, 1)
    picture = factories.picture(rights_until=last_day)
    factories.published_story(by=editor, lead_picture=picture)
    response = client.get(f"/pictures/{picture.key}/full-320.jpg")
    b"".join(response.streaming_content)
    assert response.headers["Cache-Control"] == kept


def test_a_picture_not_cleared_for_other_sites_is_on_the_page_and_not_on_their_cards(
    client, editor
):
    picture = factories.picture(for_social=False)
    story = factories.published_story(by=editor, lead_picture=picture)
    page = client.get(story.published.get_absolute_url()).text
    assert picture.key in page
    assert "og:image" not in page


def test_a_front_page_leads_with_a_story_whose_picture_may_be_shown(client, editor, clock, picture):
    factories.published_story(
        by=editor, headline="May be shown", lead_picture=factories.picture(), age=timedelta(hours=2)
    )
    factories.published_story(
        by=editor, headline="Will end", lead_picture=picture, age=timedelta(hours=1)
    )
    clock.set(*LAST_SECOND)
    assert client.get("/").context["lead"].headline == "Will end"
    clock.set(*MIDNIGHT)
    assert client.get("/").context["lead"].headline == "May be shown"


def test_what_a_row_says_of_its_rights_the_database_says_too(clock):
    day = clock.moment.date()
    before, after = day - timedelta(days=1), day + timedelta(days=1)
    for fields in (
        {},
        {"for_web": False},
        {"rights_from": day},
        {"rights_from": after},
        {"rights_until": day},
        {"rights_until": before},
        {"rights_from": before, "rights_until": after},
        {"blocked_at": clock.moment, "blocked_reason": "A child is in it."},
    ):
        factories.picture(**fields)
    rows = Picture.objects.all()
    by_row = {picture.pk for picture in rows if picture.is_lawful_at()}
    assert by_row == set(rows.filter(lawful()).values_list("pk", flat=True))
    assert by_row == {picture.pk for picture in rows if not picture.what_forbids()}
    assert len(by_row) == 4


def test_ended_pictures_cost_a_list_and_a_story_no_query_more(client, editor, clock, paper):
    clock.set(*NOON)
    Newspaper.objects.update(fallback_picture=factories.picture())
    town = factories.section(slug="town")
    body = "<p>Text.</p>"
    for number in range(12):
        stand_in = factories.picture() if number % 2 else None
        picture = factories.picture(rights_until=LAST_DAY, fallback=stand_in)
        body += figure(picture)
        story = factories.published_story(
            by=editor, section=town, lead_picture=picture, body=body, tags=["ferry"]
        )
    for address in ("/", "/section/town/", story.published.get_absolute_url()):
        costs = []
        for moment in (LAST_SECOND, MIDNIGHT):
            clock.set(*moment)
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            costs.append(len(queries))
        assert costs[0] == costs[1]

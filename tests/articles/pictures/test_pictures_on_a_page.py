"""Pictures on a page: two queries at most however many, each with all that keeps the page still."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Picture
from articles.templatetags.newspaper import words_of_colour
from tests import factories

pytestmark = pytest.mark.django_db


def images(page):
    return re.findall(r"<img [^>]*>", page)


def story_with(count):
    pictures = [
        factories.picture(file=factories.image_file(size=(1600, 1200), colour=(one, 90, 160)))
        for one in range(count)
    ]
    body = "<p>Text.</p>" + "".join(
        f'<figure data-picture="{picture.pk}"></figure>' for picture in pictures[1:]
    )
    story = factories.published_story(lead_picture=pictures[0], body=body)
    return story.get_absolute_url(), pictures


def asked_for(client, address):
    """The page, and the queries it took."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).text
    return page, [one["sql"] for one in asked.captured_queries]


@pytest.mark.parametrize("count", [2, 12])
def test_a_pages_pictures_cost_at_most_two_queries(client, count):
    address, _pictures = story_with(count)
    page, queries = asked_for(client, address)
    assert len(images(page)) == count
    assert len([one for one in queries if f'FROM "{Picture._meta.db_table}"' in one]) <= 2


def test_twelve_pictures_cost_as_many_queries_as_two(client):
    few, _pictures = story_with(2)
    many, _pictures = story_with(12)
    assert len(asked_for(client, few)[1]) == len(asked_for(client, many)[1])


FIRSTS = {
    "picture": '<figure data-picture="{0}"></figure><figure data-picture="{1}"></figure>',
    "gallery": (
        '<figure data-gallery=""><figure data-picture="{0}"></figure>'
        '<figure data-picture="{1}"></figure></figure>'
    ),
    "still": (
        '<figure data-embed="https://vimeo.com/76979871" data-still="{0}"></figure>'
        '<figure data-picture="{1}"></figure>'
    ),
}


@pytest.mark.parametrize("first", FIRSTS)
@pytest.mark.parametrize("has_lead", [False, True])
def test_the_first_of_a_text_is_fetched_at_once_only_where_none_stands_above_it(
    client, first, has_lead
):
    pictures = [factories.picture() for _one in range(3)]
    body = "<p>Text.</p>" + FIRSTS[first].format(*(one.pk for one in pictures))
    story = factories.published_story(lead_picture=pictures[2] if has_lead else None, body=body)
    page = client.get(story.get_absolute_url()).text
    assert ['fetchpriority="high"' in image for image in images(page)] == [True] + [False] * (
        1 + has_lead
    )


def test_a_lead_that_may_not_be_shown_leaves_the_place_of_the_first_to_the_next(client):
    lead, other = factories.picture(), factories.picture()
    body = f'<p>Text.</p><figure data-picture="{other.pk}"></figure>'
    story = factories.published_story(lead_picture=lead, body=body)
    Picture.objects.filter(pk=lead.pk).update(for_web=False)
    (image,) = images(client.get(story.get_absolute_url()).text)
    assert 'fetchpriority="high"' in image


def test_the_first_picture_is_fetched_at_once_and_the_others_when_they_are_near(client):
    address, _pictures = story_with(4)
    first, *others = images(client.get(address).text)
    assert 'fetchpriority="high"' in first
    assert "loading=" not in first
    for image in others:
        assert 'loading="lazy"' in image
        assert "fetchpriority" not in image


def test_every_picture_has_dimensions_and_its_colour(client):
    address, _pictures = story_with(3)
    page = client.get(address).text
    for image in images(page):
        width, height = re.search(r'width="(\d+)" height="(\d+)"', image).groups()
        assert int(width) * 3 == int(height) * 4
    assert re.findall(r'data-colour="([^"]+)"', page) == ["r0 g2 b4 dark"] * 3


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("#000000", "r0 g0 b0 dark"),
        ("#ffffff", "r7 g7 b7"),
        ("#888888", "r4 g4 b4"),
        ("#c81414", "r5 g1 b1 dark"),
    ],
)
def test_a_colour_is_said_in_words_that_the_style_sheet_knows(colour, words):
    assert words_of_colour(colour) == words
    sheet = (settings.BASE_DIR / "static/css/label.css").read_text()
    for word in words.split():
        assert f'.picture[data-colour~="{word}"]' in sheet


def test_a_picture_larger_than_its_place_leads_to_itself_alone_with_its_credit(client):
    address, (picture,) = story_with(1)
    page = client.get(address).text
    assert f'<a class="figure__larger" href="/pictures/{picture.key}/">' in page
    larger = client.get(f"/pictures/{picture.key}/")
    assert larger.status_code == 200
    assert picture.credit in larger.text
    assert f'alt="{picture.alt}"' in larger.text
    assert '<meta name="robots" content="noindex">' in larger.text
    assert f"/pictures/{picture.key}/full-1600.avif 1600w" in larger.text


def test_a_small_picture_leads_nowhere(client):
    story = factories.published_story(lead_picture=factories.picture())
    assert "figure__larger" not in client.get(story.get_absolute_url()).text


def test_the_page_of_a_picture_is_closed_like_its_files(client, editor):
    picture = factories.picture()
    hidden, missing = client.get(f"/pictures/{picture.key}/"), client.get(f"/pictures/{'0' * 24}/")
    assert (hidden.status_code, hidden.content) == (404, missing.content)
    client.force_login(editor)
    response = client.get(f"/pictures/{picture.key}/")
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-store")


def test_paper_gets_a_file_of_its_own_where_the_picture_may_be_printed(client):
    address, (picture,) = story_with(1)
    name = f"/pictures/{picture.key}/print-1600"
    sources = re.findall(r'<source media="print"[^>]*>', client.get(address).text)
    assert [name in source for source in sources] == [True] * 3
    Picture.objects.filter(pk=picture.pk).update(for_print=False)
    assert '<source media="print"' not in client.get(address).text

"""The page of stories hard to set: too long, too short, without a name, of another script."""

import re
from html.parser import HTMLParser

import pytest

from articles.models import PublishedByline, PublishedStory
from tests import factories

pytestmark = pytest.mark.django_db

HEBREW = "ראש העיר אמר היום"
GERMAN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


class Outline(HTMLParser):
    """The levels of a page's headings and all its ids, in order of reading."""

    def __init__(self, page):
        super().__init__()
        self.levels, self.ids = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.ids += [value for name, value in attributes if name == "id"]
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))


def page_of(client, story):
    response = client.get(story.published.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def article_of(client, story):
    page = page_of(client, story)
    return page[page.index('<article class="story"') : page.index("</article>")]


@pytest.mark.parametrize(
    "body",
    [
        "<p>One paragraph.</p>",
        "<h3>Third first</h3><p>a</p><h2>Second</h2><h3>Third</h3><p>b</p>",
        "".join(f"<h2>The vote</h2><p>{'word ' * 500}</p><h3>The vote</h3>" for _part in range(4)),
        "<h2>Contents</h2><p>a</p><h2>Replies</h2><p>b</p><h2>Headline</h2><h2>More</h2>",
    ],
)
def test_every_page_is_one_outline_without_a_level_left_out_or_an_id_given_twice(client, body):
    factories.published_story()  # so that there are others beside it
    outline = Outline(page_of(client, factories.published_story(body=body, tags=["Ferry"])))
    assert outline.levels.count(1) == 1
    assert outline.levels[0] == 1
    steps = zip(outline.levels, outline.levels[1:], strict=False)
    assert all(after - before <= 1 for before, after in steps), outline.levels
    assert len(outline.ids) == len(set(outline.ids))


def test_a_story_without_picture_standfirst_or_byline_has_no_empty_places(client):
    story = factories.published_story(standfirst="")
    PublishedByline.objects.all().delete()
    article = article_of(client, story)
    for part in ("<figure", "standfirst", "byline", "signature__names", 'signature__portrait"'):
        assert part not in article, part
    assert "signature--unsigned" in article
    assert not re.search(r"<(p|h\d|span)[^>]*>\s*</\1>", article.split('class="share"')[0])


def test_a_headline_of_three_hundred_letters_is_set_smaller_and_whole(client):
    headline = ("A headline that goes on " * 13)[:300]
    story = factories.published_story()
    PublishedStory.objects.filter(pk=story.pk).update(headline=headline)
    assert f'<h1 class="story__headline story__headline--long" id="headline">{headline}</h1>' in (
        article_of(client, story)
    )
    assert "story__headline--long" not in article_of(client, factories.published_story())


def test_right_to_left_words_in_a_left_to_right_page_run_their_own_way(client):
    story = factories.published_story(
        headline=HEBREW,
        standfirst=HEBREW,
        lead_picture=factories.picture(),
        lead_caption=HEBREW,
        bylines=[HEBREW, factories.person(name=HEBREW[::-1])],
        body=f"<p>In English.</p><p>{HEBREW}</p>",
    )
    article = article_of(client, story)
    for part in (
        f'<h1 class="story__headline" id="headline" dir="rtl">{HEBREW}</h1>',
        f'<p class="standfirst" dir="rtl">{HEBREW}</p>',
        f'<span dir="auto" class="figure__caption">{HEBREW}</span>',
        f'<bdi class="byline__name">{HEBREW}</bdi>',
        f"<bdi>{HEBREW[::-1]}</bdi></a>",
        "<p>In English.</p>",
        f'<p dir="rtl">{HEBREW}</p>',
    ):
        assert part in article, part


def test_a_card_in_another_script_runs_its_own_way(client):
    section = factories.section()
    factories.published_story(headline=HEBREW, standfirst=HEBREW, section=section)
    page = page_of(client, factories.published_story(section=section))
    assert '<h3 class="card__headline" dir="rtl"><a' in page
    assert '<p class="card__excerpt" dir="auto">' in page


def test_twenty_thousand_words_in_forty_parts_are_a_page_like_any_other(
    client, django_assert_max_num_queries
):
    parts = (f"<h2>Part {number}</h2><p>{'word ' * 499}{GERMAN}</p>" for number in range(40))
    story = factories.published_story(body="".join(parts))
    page_of(client, story)
    with django_assert_max_num_queries(12):
        page = page_of(client, story)
    assert page.count('class="contents__link"') == 40
    assert "84 minutes to read" in page

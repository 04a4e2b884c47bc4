"""The whole text of a story in its feeds: as its page has it, and able to stand without that."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Newspaper, PublishedStory
from tests import factories

from .validity import HERE, check_html, check_json

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def paper(db):
    Newspaper(pk=1, name="Paper", feed_text="full").save()


def whole(client, place=0):
    html = check_json(client.get("/feed/json/").content)[place]["content_html"]
    check_html(html)
    return html


def read_also(story):
    return f'<aside data-read-also="{story.pk}" data-label="read-also"></aside>'


def test_a_line_leads_to_what_is_public_and_is_gone_with_it(client, editor):
    target = factories.published_story(by=editor, headline="Where it leads")
    body = f'<p>See <a data-story="{target.pk}">there</a>.</p>{read_also(target)}'
    factories.published_story(by=editor, body=body, age=timedelta(0))
    address = f'href="{HERE}{target.published.get_absolute_url()}"'
    html = whole(client)
    assert html.count(address) == 2
    assert "<strong>READ ALSO:</strong>" in html
    workflow.withdraw(target, by=editor, note="A mistake.")
    html = whole(client)
    assert "READ ALSO" not in html
    assert "Where it leads" not in html
    assert "<p>See there.</p>" in html


def test_pictures_bring_caption_and_credit_where_they_may_go_out(client, editor, clock):
    shown = factories.picture(
        caption="A quay.", credit="Photo: Ada", licence="cc-by", licence_version="4.0"
    )
    kept = factories.picture(for_feeds=False, caption="Kept at home.")
    ended = factories.picture(caption="Ended.", rights_until=date(2026, 11, 20))
    body = "".join(f'<figure data-picture="{one.pk}"></figure>' for one in (shown, kept, ended))
    factories.published_story(by=editor, body=f"<p>Words.</p>{body}", lead_picture=kept)
    assert "Ended." in whole(client)
    clock.goes_on(days=1)
    html = whole(client)
    assert html.count("<img") == 1
    assert f'src="{HERE}/pictures/{shown.key}/' in html
    assert "A quay." in html
    assert "Photo: Ada" in html
    assert "https://creativecommons.org/licenses/by/4.0/" in html
    assert "Kept at home." not in html
    assert "Ended." not in html
    assert "image" not in check_json(client.get("/feed/json/").content)[0]


def test_a_gallery_is_one_picture_after_another_and_an_embed_a_link(client, editor):
    pictures = [factories.picture(caption=f"Number {number}.") for number in (1, 2)]
    inside = "".join(f'<figure data-picture="{one.pk}"></figure>' for one in pictures)
    video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    story = factories.published_story(
        by=editor,
        body=f'<p>Words.</p><figure data-gallery="">{inside}</figure>'
        f'<figure data-embed="{video}" data-title="A film"></figure>',
    )
    unknown = story.published.body + '<figure data-embed="https://example.org/x"></figure>'
    PublishedStory.objects.update(body=unknown)  # of a provider that is none any more
    html = whole(client)
    assert html.count("<figure>") == 2
    assert html.index("Number 1.") < html.index("Number 2.")
    assert f'href="{video}"' in html
    assert "Watch on YouTube" in html
    assert 'href="https://example.org/x"' in html
    assert "nocookie" not in html


def test_corrections_stand_at_the_end(client, editor):
    story = factories.published_story(by=editor, body="<p>Words.</p>", standfirst="First.")
    workflow.correct(story, "It was Tuesday.", wrong="We said Monday.", place="top", by=editor)
    html = whole(client)
    assert html.index("First.") < html.index("Words.") < html.index("It was Tuesday.")
    assert html.rstrip().endswith("We said Monday.</p>")


def test_whole_stories_cost_no_query_each(client, editor):
    costs = []
    for count in (1, 4):
        for _number in range(count):
            target = factories.published_story(by=editor)
            picture = factories.picture(fallback=factories.picture())
            body = (
                f'<p>Words.</p>{read_also(target)}<figure data-picture="{picture.pk}"></figure>'
                '<figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></figure>'
            )
            story = factories.published_story(
                by=editor, body=body, tags=["ferry"], lead_picture=picture
            )
            workflow.correct(story, "It was Tuesday.", by=editor)
        with CaptureQueriesContext(connection) as queries:
            assert len(check_json(client.get("/feed/json/").content)) >= count
        costs.append(len(queries))
    assert costs == [10, 10]

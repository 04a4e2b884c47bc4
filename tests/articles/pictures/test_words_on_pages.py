"""What pages say of a picture: the library's words of this moment, or the use's own."""

import json
import re

import pytest

from articles import library, readiness, workflow
from articles.models import Picture, Story
from tests import factories
from tests.articles.desk.typing import change, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(db):
    return factories.picture(caption="Ms Jones at sea", alt="Ms Jones in a boat")


def correct(picture, by):
    picture = Picture.objects.get(pk=picture.pk)
    picture.caption, picture.alt = "Ms Johns at sea", "Ms Johns in a boat"
    library.describe(picture, by=by)


def structured(page):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def test_a_name_put_right_in_the_library_is_right_at_once_on_every_page(client, picture, editor):
    figure = f'<figure data-picture="{picture.pk}"></figure>'
    other = factories.picture()
    gallery = (
        f'<figure data-gallery="">{figure}<figure data-picture="{other.pk}"></figure></figure>'
    )
    section = factories.section()
    story = factories.published_story(
        section=section, lead_picture=picture, body=f"<p>a</p>{figure}{gallery}"
    )
    address = story.readers_copy.get_absolute_url()
    pages = [address, "/", section.get_absolute_url(), "/latest/"]
    before = [client.get(page).content.decode() for page in pages]
    assert all("Ms Jones in a boat" in page for page in before)
    assert before[0].count("Ms Jones at sea") == 6
    correct(picture, editor)
    after = [client.get(page).content.decode() for page in pages]
    assert not [page for page in after if "Jones" in page]
    assert all("Ms Johns in a boat" in page for page in after)
    assert after[0].count("Ms Johns at sea") == 6
    assert structured(after[0])["image"][0]["caption"] == "Ms Johns at sea"


def test_a_use_with_words_of_its_own_keeps_them_when_the_librarys_change(client, picture, editor):
    figure = f'<figure data-picture="{picture.pk}" data-caption="B cap" data-alt="B alt"></figure>'
    story = factories.published_story(
        lead_picture=picture, lead_caption="A cap", lead_alt="A alt", body=f"<p>a</p>{figure}"
    )
    correct(picture, editor)
    page = client.get(story.readers_copy.get_absolute_url()).content.decode()
    assert re.findall(r'alt="([AB] alt)"', page) == ["A alt", "B alt"]
    assert re.findall(r'figure__caption">([^<]*)<', page) == ["A cap", "B cap"]
    assert "Johns" not in page


def test_a_decorative_picture_is_skipped_unless_the_use_describes_it(client, editor):
    picture = factories.picture(alt="", is_decorative=True)
    figures = "".join(
        f'<figure data-picture="{picture.pk}"{alt}></figure>' for alt in ("", ' data-alt="A wave"')
    )
    story = factories.published_story(body=f"<p>a</p>{figures}")
    page = client.get(story.readers_copy.get_absolute_url()).content.decode()
    assert re.findall(r'alt="([^"]*)"', page) == ["", "A wave"]


@pytest.mark.parametrize(
    ("own", "is_stopped"), [(' data-alt="A boat"', False), ("", True)], ids=["described", "not"]
)
def test_an_alt_text_of_the_use_counts_where_the_library_has_none(own, is_stopped):
    picture = factories.picture(alt="")
    story = factories.story(body=f'<p>a</p><figure data-picture="{picture.pk}"{own}></figure>')
    assert bool(readiness.problems(story)) is is_stopped


def test_one_use_with_alt_text_does_not_count_for_another_without():
    picture = factories.picture(alt="")
    uses = [f'<figure data-picture="{picture.pk}"{alt}></figure>' for alt in (' data-alt="A"', "")]
    for body in ("".join(uses), "".join(reversed(uses))):
        story = factories.story(body=f"<p>a</p>{body}")
        assert [problem.is_final for problem in readiness.problems(story)] == [True]


def test_no_alt_text_of_a_use_makes_up_for_a_credit():
    picture = factories.picture(credit="", alt="")
    story = factories.story(lead_picture=picture, lead_alt="A boat")
    sentences = [problem.sentence for problem in readiness.problems(story)]
    assert len(sentences) == 1
    assert "has no credit." in sentences[0]


def test_the_form_keeps_the_storys_alt_text_and_takes_a_picture_that_has_none(client, editor):
    picture = factories.picture(alt="")
    story = factories.story(by=editor)
    client.force_login(editor)
    address = change(story)
    refused = client.post(address, typed(story, lead_picture=picture.pk))
    assert "has no alt text" in refused.content.decode()
    client.post(address, typed(story, lead_picture=picture.pk, lead_alt=" A boat\nat sea "))
    story = Story.objects.get(pk=story.pk)
    assert (story.lead_picture, story.lead_alt) == (picture, "A boat at sea")


def test_the_form_says_what_the_library_says_beside_the_storys_own(client, picture, editor):
    story = factories.story(lead_picture=picture, lead_alt="Ours", by=editor)
    client.force_login(editor)
    shown = client.get(change(story)).content.decode()
    assert "This story&#x27;s own alt text." in shown or "This story's own alt text." in shown
    assert "<q data-words>Ms Jones in a boat</q>" in shown
    assert "<q data-words>Ms Jones at sea</q>" in shown
    assert "This story's own caption." not in shown.replace("&#x27;", "'")


def test_the_history_tells_that_an_alt_text_became_the_storys_own(client, picture, editor):
    story = factories.story(lead_picture=picture, by=editor)
    Story.objects.filter(pk=story.pk).update(lead_alt="Ours alone")
    workflow.save(story, by=editor)
    client.force_login(editor)
    shown = client.get(f"/admin/articles/story/{story.pk}/history/").content.decode()
    assert "alt text of the lead picture" in shown.lower()

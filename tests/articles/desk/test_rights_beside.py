"""Beside the text: which of a story's pictures may not be shown, and what readers see instead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import library
from articles.models import Newspaper, Picture, Story
from tests import factories
from tests.articles.desk.typing import change

pytestmark = pytest.mark.django_db

PANEL = "Rights of its pictures"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def beside(desk, story):
    page = desk.get(change(story)).text
    return page.partition(PANEL)[2].partition("</details>")[0]


@pytest.mark.parametrize("place", ["lead", "body"])
def test_a_blocked_picture_is_named_with_its_reason_and_what_stands_in(desk, picture_editor, place):
    other = factories.picture(caption="The archive’s quay")
    picture = factories.picture(caption="The quay", fallback=other)
    body = f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'
    story = factories.story(**({"lead_picture": picture} if place == "lead" else {"body": body}))
    assert PANEL not in desk.get(change(story)).text
    library.block(picture, by=picture_editor, reason="A witness.")
    assert (
        "The picture “The quay” may not be shown: it is blocked: A witness. Readers see “The "
        "archive’s quay” instead."
    ) in beside(desk, story)


def test_where_nothing_stands_in_that_is_said(desk):
    yesterday = timezone.localdate() - timedelta(days=1)
    picture = factories.picture(rights_until=yesterday)
    story = factories.story(lead_picture=picture)
    assert "Readers see no picture in its place." in beside(desk, story)
    papers = factories.picture(caption="Our house")
    Newspaper(pk=1, name="Paper", fallback_picture=papers).save()
    assert "Readers see “Our house” instead." in beside(desk, story)


def test_a_planned_story_is_told_of_its_own_moment(desk):
    tomorrow = timezone.localdate() + timedelta(days=1)
    picture = factories.picture(rights_until=tomorrow)
    story = factories.story(lead_picture=picture)
    assert PANEL not in desk.get(change(story)).text
    Story.objects.filter(pk=story.pk).update(publish_at=timezone.now() + timedelta(days=3))
    assert "the right to publish it ended on" in beside(desk, story)


def test_what_a_licence_asks_is_a_remark_and_stops_nothing(desk):
    picture = factories.picture()
    story = factories.story(lead_picture=picture)
    Picture.objects.update(licence="cc-by-nd", licence_version="4.0")
    assert "no adaptations" in beside(desk, story)
    assert "Nothing is missing." in desk.get(change(story)).text

"""The desk's panel of rights: what ends, has ended or begins, with the stories it touches."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import library
from articles.models import Picture, Story
from newsroom.desk_home import panels_for
from newsroom.desk_lines import MOST
from newsroom.desk_rights import rights_ending
from tests import factories

from .panels import panel

pytestmark = pytest.mark.django_db


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def give(picture, **fields):
    """A right as it comes to be: what has it was published before."""
    Picture.objects.filter(pk=picture.pk).update(**fields)


def published(caption, editor, **fields):
    picture = factories.picture(caption=caption)
    factories.published_story(by=editor, headline=f"With {caption}", lead_picture=picture)
    give(picture, **fields)
    return picture


def groups(account):
    (rights,) = [one for one in panels_for(account) if one.name == "rights"]
    return {group.title: [line.words for line in group.lines] for group in rights.shown}


def test_pictures_stand_under_what_is_to_be_done_about_them(editor, picture_editor):
    for caption, days in (("Over", -40), ("Now", 0), ("Soon", 3), ("Next", 14), ("Far", 15)):
        published(caption, editor, rights_until=in_days(days))
    published("To come", editor, rights_from=in_days(2))
    published("Withdrawn by the agency", editor, for_web=False)
    library.block(published("Shut", editor), by=picture_editor, reason="A witness.")
    assert groups(picture_editor) == {
        "Blocked, and still in use": ["Shut"],
        "Not cleared for our pages, and still in use": ["Withdrawn by the agency"],
        "Ended, and still in use": ["Over"],
        "The last day is today": ["Now"],
        "Within three days": ["Soon"],
        "Within two weeks": ["Next"],
        "Rights begin later": ["To come"],
    }
    lines = panel(picture_editor, "rights")
    assert lines["Shut"].alarms == ("It is blocked: A witness.",)
    assert "ended on" in lines["Over"].alarms[0]
    assert "begins on" in lines["To come"].alarms[0]
    assert not lines["Now"].alarms
    assert "the last day is" in lines["Soon"].facts[0]


def test_each_names_the_live_and_the_planned_stories_it_touches_and_leads_to_the_picture(
    client, editor, picture_editor
):
    picture = published("The quay", editor, rights_until=in_days(2))
    body = f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'
    factories.published_story(by=editor, headline="In the text", body=body)
    planned = factories.story(headline="Planned", lead_picture=picture)
    tomorrow = timezone.now() + timedelta(days=1)
    Story.objects.filter(pk=planned.pk).update(state="scheduled", publish_at=tomorrow)
    factories.story(headline="A draft", lead_picture=picture)
    line = panel(picture_editor, "rights")["The quay"]
    assert {one.words for one in line.about} == {"With The quay", "In the text", "Planned"}
    assert line.url.endswith(f"/picture/{picture.pk}/change/")
    client.force_login(picture_editor)
    page = client.get("/admin/").text
    assert f'<a href="/admin/articles/story/{planned.pk}/change/">Planned</a>' in page
    assert "goes out" in page


def test_what_nothing_shows_comes_after_what_is_in_use_and_is_no_matter_once_it_ended(
    editor, picture_editor
):
    give(factories.picture(caption="Unused"), rights_until=in_days(5))
    published("Used", editor, rights_until=in_days(6))
    give(factories.picture(caption="Over and unused"), rights_until=in_days(-1))
    assert groups(picture_editor) == {"Within two weeks": ["Used", "Unused"]}
    assert "no story shows it" in panel(picture_editor, "rights")["Unused"].facts


def test_a_story_that_was_withdrawn_or_killed_is_not_touched(editor, picture_editor):
    picture = factories.picture(caption="The quay")
    story = factories.story(lead_picture=picture)
    give(picture, rights_until=in_days(-1))
    assert "The quay" in panel(picture_editor, "rights")
    Story.objects.filter(pk=story.pk).update(
        state="withdrawn", published_at=timezone.now() - timedelta(days=1)
    )
    assert panel(picture_editor, "rights") == {}


def test_the_panel_costs_the_same_however_many_pictures_and_stories(editor, picture_editor):
    costs = []
    for count in (2, MOST + 3):
        for number in range(count):
            picture = published(f"{count}-{number}", editor, rights_until=in_days(number % 14))
            for _story in range(3):
                factories.published_story(by=editor, lead_picture=picture)
        with CaptureQueriesContext(connection) as queries:
            rights_ending(picture_editor)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_a_picture_in_many_stories_names_a_few_and_says_that_there_are_more(editor, picture_editor):
    picture = published("The quay", editor, rights_until=in_days(2))
    for _story in range(6):
        factories.published_story(by=editor, lead_picture=picture)
    line = panel(picture_editor, "rights")["The quay"]
    assert len(line.about) == 4
    assert "and more stories" in line.facts


def test_without_anything_to_do_the_panel_says_so(client, picture_editor):
    client.force_login(picture_editor)
    assert "No picture&#x27;s rights end" in client.get("/admin/").text


@pytest.mark.parametrize(
    "fields",
    [
        {"blocked_at": timezone.now(), "blocked_reason": "A witness."},
        {"for_web": False},
        {"rights_until": in_days(-1)},
        {"rights_until": in_days(2)},
        {"rights_until": in_days(9)},
        {"rights_from": in_days(2)},
    ],
)
def test_a_list_that_has_more_leads_to_the_library_which_has_them_all(
    client, editor, picture_editor, fields
):
    pictures = [published(f"No. {number}", editor, **fields) for number in range(MOST + 1)]
    (rights,) = [one for one in panels_for(picture_editor) if one.name == "rights"]
    (group,) = rights.shown
    assert group.has_more
    client.force_login(picture_editor)
    page = client.get(group.url).text
    assert all(f"/picture/{picture.pk}/change/" in page for picture in pictures)

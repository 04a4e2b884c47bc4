"""The chore after the end of rights: the files go, and the history says so once."""

from datetime import date

import pytest
from django.core.files.storage import storages

from articles import library, readiness, workflow
from articles.library import rights
from articles.models import Picture, PictureEvent, PublishedStory, Rendition, Story
from tests import factories

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 7, 10)


@pytest.fixture
def picture(clock, work_off):
    clock.set(2026, 7, 1, 12, 0)
    with work_off():
        return factories.picture(rights_until=LAST_DAY)


def ends():
    return PictureEvent.objects.filter(kind="ended").count()


def test_nothing_is_noted_while_the_right_lasts(clock, picture):
    clock.set(2026, 7, 10, 23, 59, 59)
    assert library.end_rights() == 0
    assert Rendition.objects.exists()


def test_the_end_is_noted_once_and_the_files_are_deleted(clock, picture, work_off):
    clock.set(2026, 7, 11)
    for expected in (1, 0, 0):
        with work_off():
            assert library.end_rights() == expected
    event = picture.events.get(kind="ended")
    assert (event.made_by, event.note) == (None, "2026-07-10")
    assert not Rendition.objects.exists()
    assert not storages["renditions"].exists(f"{picture.key}/full-320.jpg")
    assert storages["originals"].exists(picture.original.name)


def test_an_end_is_noted_however_long_no_worker_ran(clock, picture):
    clock.set(2029, 1, 1)
    assert library.end_rights() == 1


def test_another_end_of_rights_that_were_prolonged_is_noted_too(clock, picture, picture_editor):
    clock.set(2026, 7, 11)
    library.end_rights()
    picture.refresh_from_db()
    picture.rights_until = date(2026, 7, 20)
    library.describe(picture, by=picture_editor)
    assert library.end_rights() == 0
    clock.set(2026, 7, 21)
    assert (library.end_rights(), library.end_rights()) == (1, 0)
    assert ends() == 2


def test_rights_that_are_prolonged_bring_the_files_back(clock, picture, picture_editor, work_off):
    clock.set(2026, 7, 11)
    with work_off():
        library.end_rights()
    picture.refresh_from_db()
    picture.rights_until = None
    with work_off():
        library.describe(picture, by=picture_editor)
    assert storages["renditions"].exists(f"{picture.key}/full-320.jpg")


def test_rights_that_are_taken_back_take_the_files_away(picture, picture_editor, work_off):
    picture.for_web = False
    with work_off():
        library.describe(picture, by=picture_editor)
    assert not Rendition.objects.exists()


def test_a_round_notes_a_bounded_number_and_the_next_one_goes_on(clock, picture, monkeypatch):
    monkeypatch.setattr(rights, "AT_ONCE", 2)
    for _picture in range(2):
        factories.picture(rights_until=LAST_DAY)
    clock.set(2026, 7, 11)
    assert [library.end_rights() for _round in range(3)] == [2, 1, 0]


# -- Before it goes out


HINDRANCES = [
    ({"rights_until": LAST_DAY}, "right to publish it ended on 10 July 2026"),
    ({"rights_from": date(2026, 7, 12)}, "right to publish it begins on 12 July 2026"),
    ({"for_web": False}, "not cleared for our pages"),
    ({"licence": "cc-by", "licence_version": ""}, "lacks its version"),
    ({"licence": ""}, "Nobody has said under which licence"),
]


@pytest.mark.parametrize(("fields", "sentence"), HINDRANCES)
@pytest.mark.parametrize("place", ["lead_picture", "body"])
def test_what_stops_a_picture_stops_the_story_with_a_sentence(clock, fields, sentence, place):
    clock.set(2026, 7, 11, 12, 0)
    picture = factories.picture()
    if place == "body":
        body = f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'
        story = factories.story(body=body)
    else:
        story = factories.story(lead_picture=picture)
    assert readiness.problems(story) == []
    Picture.objects.update(**fields)
    (problem,) = readiness.problems(Story.objects.get(pk=story.pk))
    assert problem.field == place
    assert sentence in problem.sentence
    assert str(picture) in problem.sentence


def test_a_blocked_picture_stops_the_story_with_its_reason(picture, picture_editor):
    story = factories.story(lead_picture=picture)
    library.block(picture, by=picture_editor, reason="It shows a witness.")
    (problem,) = readiness.problems(Story.objects.get(pk=story.pk))
    assert "blocked: It shows a witness." in problem.sentence


def test_whoever_may_override_what_is_missing_publishes_the_story_and_never_the_picture(
    client, picture, picture_editor
):
    story = factories.story(lead_picture=picture)
    library.block(picture, by=picture_editor, reason="It shows a witness.")
    chief = factories.user("Chief editor")
    workflow.submit(story, by=chief)
    workflow.publish(story, by=chief, note="The news cannot wait", override=True)
    page = client.get(PublishedStory.objects.get(pk=story.pk).get_absolute_url())
    assert page.status_code == 200
    assert picture.key not in page.text
    assert client.get(f"/pictures/{picture.key}/full-320.jpg").status_code == 410


def test_a_story_that_goes_out_in_time_or_under_a_licence_with_its_link_is_ready(clock, picture):
    story = factories.story(lead_picture=picture)
    assert readiness.problems(story, at=clock.set(2026, 7, 10, 23, 59)) == []
    assert readiness.problems(story, at=clock.set(2026, 7, 11)) != []
    for fields in (
        {"licence": "cc-by", "licence_version": "4.0"},
        {"licence": "cc-by-sa", "licence_url": "https://creativecommons.org/licenses/by-sa/3.0/"},
        {"licence": "cc0"},
        {"licence": "public-domain"},
    ):
        Picture.objects.update(rights_until=None, **fields)
        assert readiness.problems(Story.objects.get(pk=story.pk)) == []


@pytest.mark.parametrize("place", ["lead_picture", "body"])
@pytest.mark.parametrize("fields", [fields for fields, _words in HINDRANCES[:3]])
def test_a_scheduled_story_whose_picture_may_not_be_shown_then_is_in_trouble(
    clock, editor, fields, place
):
    clock.set(2026, 7, 8, 12, 0)
    picture = factories.picture()
    body = f'<p>Text.</p><figure data-picture="{picture.pk}"></figure>'
    in_text = {"body": body} if place == "body" else {"lead_picture": picture}
    story = factories.story(by=editor, **in_text)
    moment = clock.at(days=3)
    Story.objects.filter(pk=story.pk).update(state="scheduled", publish_at=moment)
    assert not Story.objects.held_up().exists()
    Picture.objects.update(**fields)
    assert Story.objects.held_up().get() == story

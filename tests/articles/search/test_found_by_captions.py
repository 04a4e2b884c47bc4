"""Readers find a story by the captions that it shows them, and by none that they may not see."""

from datetime import date

import pytest
from django_tasks_db.models import DBTaskResult

from articles import library, workflow
from articles.models import Picture, Story
from tests import factories

from .test_found_by_readers import found

pytestmark = pytest.mark.django_db
STORY, TEXT = "Ferry saved", "Petrovic"


@pytest.fixture
def picture(editor, clock):
    """Shown on top of a story, and in the text of another with words of its own."""
    clock.set(2026, 7, 10, 12)
    stand_in = factories.picture(caption="The harbour on another day.")
    picture = factories.picture(caption="The owner, Mr Brankovic.", fallback=stand_in)
    factories.published_story(by=editor, headline=STORY, lead_picture=picture)
    in_text = f'<figure data-picture="{picture.pk}" data-caption="Mrs Petrovic."></figure>'
    factories.published_story(by=editor, headline=TEXT, body=f"<p>Then.</p>{in_text}")
    return picture


def seen(client):
    """What a search for each caption finds, and the words of captions that it shows."""
    pages = [client.get("/search/", {"q": words}) for words in ("brankovic", '"mrs petrovic"')]
    shown = [result.excerpt for page in pages for result in page.context["results"]]
    return len(shown), sum("Mr" in words for some in shown for words, _marked in some)


def test_the_caption_of_a_blocked_picture_is_found_until_it_is_blocked(
    client, picture, picture_editor, work_off
):
    assert seen(client) == (2, 2)
    with work_off():
        library.block(picture, by=picture_editor, reason="Legal asks for it.")
    assert seen(client) == (0, 0)
    assert sorted(found(client, "harbour")) == sorted([STORY, TEXT])
    with work_off():
        library.unblock(picture, by=picture_editor)
    assert seen(client) == (2, 2)
    assert found(client, "harbour") == []


def test_what_readers_must_not_find_any_more_waits_for_no_other_work(
    picture, picture_editor, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        library.block(picture, by=picture_editor, reason="Legal asks for it.")
    first, *others = DBTaskResult.objects.ready()
    assert first.task_path == "articles.search.words.renew_words"
    assert others


def test_a_caption_is_found_as_long_as_the_right_lasts(client, clock, picture, editor, work_off):
    picture.rights_until = date(2026, 7, 10)
    with work_off():
        library.describe(picture, by=editor)
    assert seen(client) == (2, 2)
    clock.set(2026, 7, 11)
    with work_off():
        library.end_rights()
    assert seen(client) == (0, 0)


SAID = {"caption": "The owner, Mr Nobody.", "for_web": False, "rights_from": date(2126, 7, 10)}


@pytest.mark.parametrize("field", SAID)
@pytest.mark.parametrize("file", [False, True])
def test_what_is_said_of_a_picture_says_what_is_found(
    client, picture, editor, work_off, field, file
):
    setattr(picture, field, SAID[field])
    with work_off():
        if file:  # saved with it
            library.replace(picture, factories.image_file(colour=(1, 2, 3)), by=editor)
        library.describe(picture, by=editor)
    assert found(client, "brankovic") == []


def test_what_stands_in_its_stead_is_found_by_what_is_said_of_it(client, picture, editor, work_off):
    other = Picture.objects.get(pk=picture.fallback_id)
    picture.for_web, other.caption = False, "The quay at night."
    with work_off():
        library.describe(picture, by=editor)
        library.describe(other, by=editor)
    assert sorted(found(client, "quay")) == sorted([STORY, TEXT])


def test_a_planned_story_is_found_by_the_picture_it_appears_with(client, editor, clock):
    lead = factories.picture(caption="Mr Brankovic.", rights_from=clock.at(days=1).date())
    draft = factories.story(headline="Then", by=editor, lead_picture=lead)
    draft = workflow.submit(draft, by=editor)
    workflow.plan(draft, publish_at=clock.at(days=1), withdraw_at=None, by=editor)
    workflow.schedule(Story.objects.get(pk=draft.pk), by=editor)
    clock.goes_on(days=1)
    assert found(client, "brankovic") == ["Then"]


def test_the_desk_finds_its_stories_by_every_caption(client, picture, picture_editor, work_off):
    with work_off():
        library.block(picture, by=picture_editor, reason="Legal asks for it.")
    client.force_login(picture_editor)
    page = client.get("/admin/articles/story/", {"q": "brankovic"})
    assert STORY in page.content.decode()

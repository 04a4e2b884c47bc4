"""When providers are asked, how often, and what a story is without their answer."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import workflow
from articles.models import Embed
from newsroom.housekeeping import TASKS_FOR
from tests import factories

pytestmark = pytest.mark.django_db

VIDEO = '<p>Seen.</p><figure data-embed="https://youtu.be/dQw4w9WgXcQ"></figure>'
KEPT = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def saved(story, body, by):
    story.body = body
    story.save()
    workflow.save(story, by=by)


def test_a_saved_story_has_its_provider_asked_in_the_background(stand_in, work_off):
    stand_in.says({"title": "The ferry leaves", "author_name": "Harbour TV"})
    with work_off():
        factories.story(body=VIDEO)
        assert stand_in.asked == []  # the save itself waits for nobody
    kept = Embed.objects.get(address=KEPT)
    assert (kept.provider, kept.title, kept.author) == ("youtube", "The ferry leaves", "Harbour TV")
    assert kept.answered_at is not None


def test_it_is_asked_once_however_often_and_wherever_it_is_saved(stand_in, work_off):
    stand_in.says({"title": "The ferry leaves"})
    editor = factories.user("Editor")
    with work_off():
        story = factories.story(body=VIDEO, by=editor)
        factories.story(body=VIDEO.replace("youtu.be/", "www.youtube.com/live/"), by=editor)
    with work_off():
        saved(story, f"<p>More.</p>{VIDEO}", editor)
    assert len(stand_in.asked) == 1
    assert Embed.objects.count() == 1


def test_with_asking_switched_off_nobody_is_asked_and_nothing_written_down(
    stand_in, work_off, settings
):
    settings.EMBED_ASK = False
    with work_off():
        factories.story(body=VIDEO)
    assert stand_in.asked == []
    assert not Embed.objects.exists()


def test_switched_off_after_the_save_it_is_not_asked_either(stand_in, work_off, settings):
    with work_off():
        factories.story(body=VIDEO)
        settings.EMBED_ASK = False
    assert stand_in.asked == []


def test_what_is_of_no_provider_or_cannot_be_asked_is_left_alone(stand_in, work_off):
    with work_off():
        factories.story(
            body='<p>a</p><figure data-embed="https://example.org/film"></figure>'
            '<figure data-embed="https://www.instagram.com/p/C1a2B3c4D5e/"></figure>'
        )
    assert not Embed.objects.exists()


def test_a_provider_that_is_down_is_asked_again_and_the_page_is_whole_without_it(
    stand_in, work_off, client
):
    stand_in.says(status=503)
    with work_off():
        story = factories.published_story(body=VIDEO)
    waiting = DBTaskResult.objects.get(status="READY")
    assert waiting.task_path == "articles.embeds.keeping.ask_provider"
    assert waiting.task_path in TASKS_FOR
    assert waiting.run_after > timezone.now()
    page = client.get(story.readers_copy.get_absolute_url())
    assert page.status_code == 200
    assert "Watch on YouTube" in page.content.decode()
    stand_in.says({"title": "The ferry leaves"})
    DBTaskResult.objects.update(run_after=timezone.now() - timedelta(seconds=1))
    work_off.now()
    page = client.get(story.readers_copy.get_absolute_url())
    assert "The ferry leaves" in page.content.decode()


def test_what_was_given_up_is_asked_again_by_a_save_a_day_later(stand_in, work_off):
    editor = factories.user("Editor")
    stand_in.says(status=503)
    with work_off():
        story = factories.story(body=VIDEO, by=editor)
    DBTaskResult.objects.all().delete()
    stand_in.says({"title": "Back"})
    with work_off():
        saved(story, f"<p>Soon.</p>{VIDEO}", editor)
    assert Embed.objects.get().title == ""
    Embed.objects.update(asked_at=timezone.now() - timedelta(days=2))
    with work_off():
        saved(story, f"<p>Later.</p>{VIDEO}", editor)
    assert Embed.objects.get().title == "Back"


def test_a_video_that_is_gone_is_not_asked_about_for_ever(stand_in, work_off):
    editor = factories.user("Editor")
    stand_in.says(status=404)
    with work_off():
        story = factories.story(body=VIDEO, by=editor)
    Embed.objects.update(asked_at=timezone.now() - timedelta(days=2))
    with work_off():
        saved(story, f"<p>Later.</p>{VIDEO}", editor)
    assert len(stand_in.asked) == 1

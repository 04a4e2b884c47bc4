"""Restoring and withholding from the history page: who may, and what is said."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.models import Story
from tests import factories

from .pages import compared, earlier, history_of, restoring, saved, updated_story, withholding

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def said_after(response):
    return [str(message) for message in response.context["messages"]]


def test_a_restore_leads_to_the_form_and_says_what_came_back(desk, editor):
    story = saved(factories.story(headline="First"), editor, headline="Second")
    response = desk.post(restoring(story, 1), {"based_on": "2"}, follow=True)
    assert response.redirect_chain[-1][0] == reverse("admin:articles_story_change", args=[story.pk])
    assert "What version 1 held is back as version 3" in said_after(response)[0]
    assert Story.objects.get(pk=story.pk).headline == "First"


def test_what_could_not_come_back_is_said_in_sentences(desk, editor):
    section, picture = factories.section(name="The old desk"), factories.picture(caption="Crane")
    story = factories.story(section=section, lead_picture=picture)
    story = saved(story, editor, section=factories.section(), lead_picture=None)
    section.delete()
    picture.delete()
    response = desk.post(restoring(story, 1), {"based_on": "2"}, follow=True)
    said = " ".join(said_after(response)[1:])
    assert "The old desk" in said
    assert "Crane" in said


def test_restoring_what_is_there_already_says_so(desk):
    story = factories.story()
    response = desk.post(restoring(story, 1), {"based_on": "1"}, follow=True)
    assert "says all of that already" in said_after(response)[0]
    assert story.revisions.count() == 1


@pytest.mark.parametrize("based_on", ["1", "", "x", "9" * 40])
def test_a_restore_from_a_page_that_is_out_of_date_is_refused(desk, editor, based_on):
    story = saved(factories.story(headline="First"), editor, headline="Second")
    response = desk.post(restoring(story, 1), {"based_on": based_on}, follow=True)
    assert response.redirect_chain[-1][0] == history_of(story)
    assert "saved after you opened its history" in said_after(response)[0]
    assert Story.objects.get(pk=story.pk).headline == "Second"


def test_restoring_takes_a_press_and_not_an_address(desk, editor):
    story = saved(factories.story(), editor, headline="Second")
    assert desk.get(restoring(story, 1)).status_code == 405


@pytest.mark.parametrize("number", [0, 7, 10**18, 10**30])
def test_a_version_that_is_not_there_cannot_be_restored(desk, number):
    story = factories.story()
    assert desk.post(restoring(story, number), {"based_on": "1"}).status_code == 404


def test_who_may_only_look_may_not_restore(client, editor, picture_editor):
    story = saved(factories.story(headline="First"), editor, headline="Second")
    client.force_login(picture_editor)
    assert client.post(restoring(story, 1), {"based_on": "2"}).status_code == 403
    assert Story.objects.get(pk=story.pk).headline == "Second"


def test_a_version_is_withheld_with_a_reason_and_the_desk_sees_by_whom(desk, editor):
    editor.first_name, editor.last_name = "Ada", "Marsh"
    editor.save()
    story = updated_story("One.", "Two.", by=editor)
    version = story.versions.newest_first().last()
    desk.post(withholding(story, version), {"reason": "Names a minor."})
    version.refresh_from_db()
    assert version.withheld_by == editor
    page = desk.get(history_of(story)).content.decode()
    assert "Names a minor." in page
    assert "Withheld from readers" in page


@pytest.mark.parametrize("reason", ["", "   ", "\x00"])
def test_without_a_reason_nothing_is_withheld(desk, editor, reason):
    story = updated_story("One.", "Two.", by=editor)
    version = story.versions.newest_first().last()
    response = desk.post(withholding(story, version), {"reason": reason}, follow=True)
    assert "Say why" in said_after(response)[0]
    version.refresh_from_db()
    assert version.withheld_at is None


def test_what_readers_see_now_cannot_be_withheld(desk, editor):
    story = updated_story("One.", "Two.", by=editor)
    now = story.versions.newest_first().first()
    assert withholding(story, now) not in desk.get(history_of(story)).content.decode()
    response = desk.post(withholding(story, now), {"reason": "Why not."}, follow=True)
    assert "Readers see this version now" in said_after(response)[0]


def test_what_is_withheld_stays_withheld_once(editor):
    story = updated_story("One.", "Two.", by=editor)
    version = story.versions.newest_first().last()
    workflow.withhold(version, by=editor, reason="First reason.")
    with pytest.raises(workflow.MoveRefused, match="already"):
        workflow.withhold(version, by=editor, reason="Second reason.")
    version.refresh_from_db()
    assert version.reason == "First reason."


def test_who_may_not_publish_may_not_withhold(client, editor, reporter):
    story = updated_story("One.", "Two.", by=editor)
    version = story.versions.newest_first().last()
    client.force_login(reporter)
    assert client.post(withholding(story, version), {"reason": "x"}).status_code == 403
    assert withholding(story, version) not in client.get(history_of(story)).content.decode()
    with pytest.raises(workflow.MoveRefused):
        workflow.withhold(version, by=reporter, reason="x")


def test_a_version_of_another_story_is_not_found_under_this_one(desk, editor):
    story, other = updated_story("One.", "Two.", by=editor), factories.story()
    version = story.versions.newest_first().last()
    assert desk.post(withholding(other, version), {"reason": "x"}).status_code == 404


def test_of_a_killed_story_the_moves_are_left_and_no_text(desk, editor):
    story = updated_story("A libel.", "Two.", by=editor)
    workflow.kill(story, by=factories.user("Chief editor"), note="Libel.")
    response = desk.get(history_of(story))
    assert response.status_code == 200
    assert "Libel." in response.content.decode()
    assert "Restore version" not in response.content.decode()
    assert desk.get(earlier(story, 1)).status_code == 404
    assert desk.post(restoring(story, 1), {"based_on": "1"}).status_code == 404


def forms_on(page):
    """The addresses of the forms on a page that send, each with the fields it would send."""
    found = re.findall(r'<form method="post" action="([^"]+)"(.*?)</form>', page, re.DOTALL)
    return {
        action: dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', inside))
        for action, inside in found
    }


def test_the_pages_buttons_send_all_that_the_server_asks_for(editor):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    story = updated_story("One.", "Two.", by=editor)
    version = story.versions.newest_first().last()
    forms = forms_on(strict.get(history_of(story)).content.decode())
    withheld = forms[withholding(story, version)] | {"reason": "Names a minor."}
    assert strict.post(withholding(story, version), withheld).status_code == 302
    forms = forms_on(strict.get(compared(story, 1, 2)).content.decode())
    assert strict.post(restoring(story, 1), forms[restoring(story, 1)]).status_code == 302
    assert story.revisions.first().restored_from == 1
    version.refresh_from_db()
    assert version.reason == "Names a minor."

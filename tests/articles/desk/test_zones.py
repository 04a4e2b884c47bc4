"""A moment that stands alone as a fact names its zone: two colleagues may sit under two clocks."""

import re

import pytest
from django.utils.html import strip_tags

from articles import notes, workflow
from articles.models import Notice, SealedCopy
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = re.compile(r"[^>\n]{0,40}\b\d\d:\d\d\b(?! (?:GMT|BST))")
STORY = "/admin/articles/story/"


def hours_without_zone(client, address):
    """What a page says of hours without the zone; it has to say some hour at all."""
    response = client.get(address)
    assert response.status_code == 200
    page = response.content.decode()
    words = strip_tags(re.sub(r"(?s)<(script|head).*?</\1>", "", page))
    assert re.search(r"\d\d:\d\d (GMT|BST)", words)
    return HOUR.findall(words)


@pytest.fixture
def story(editor, reporter):
    """A story with a history, of which its writer was told and has seen it."""
    story = factories.story(headline="Libel", bylines=[factories.person(account=reporter)])
    story = workflow.submit(story, by=reporter)
    note = notes.write(story, "Who says so?", by=editor)
    notes.write(story, "Still open", by=editor)
    notes.resolve(note, by=editor)
    workflow.send_back(story, by=editor, note="Ask again")
    Notice.objects.update(seen_at=note.made_at)
    return story


def test_the_panels_beside_a_story_name_the_zone(client, editor, story):
    client.force_login(editor)
    assert hours_without_zone(client, f"{STORY}{story.pk}/change/") == []


def test_notes_name_the_zone(client, editor, story):
    client.force_login(editor)
    assert hours_without_zone(client, f"{STORY}{story.pk}/notes/") == []


def test_who_has_a_story_open_is_said_with_the_zone(client, editor, reporter, story):
    client.force_login(reporter)
    client.get(f"{STORY}{story.pk}/change/")
    client.post(f"{STORY}{story.pk}/unsaved/", {"act": "here", "page": "p"})
    client.force_login(editor)
    page = client.get(f"{STORY}{story.pk}/change/").content.decode()
    assert re.search(r"has had this story open since \d\d:\d\d (GMT|BST)", page)


def test_a_killed_story_and_its_sealed_copy_name_the_zone(client, story):
    workflow.kill(story, by=factories.user("Chief editor"), note="libel")
    client.force_login(factories.user("Legal"))
    sealed = SealedCopy.objects.get().pk
    assert hours_without_zone(client, f"{STORY}{story.pk}/killed/") == []
    page = client.get(f"/admin/articles/sealedcopy/{sealed}/change/").content.decode()
    assert re.search(r"\d{4}, \d\d:\d\d (GMT|BST)", page)

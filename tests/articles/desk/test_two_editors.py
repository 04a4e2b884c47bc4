"""Two people at one story: whoever saves later is told, and nothing is overwritten unasked."""

import pytest

from articles import workflow
from articles.models import Story
from tests import factories

from .typing import change, typed

pytestmark = pytest.mark.django_db


def save_as(account, story, **fields):
    Story.objects.filter(pk=story.pk).update(**fields)
    workflow.save(story, by=account)


def test_a_save_over_a_newer_revision_is_refused_and_names_who_saved(client, editor, reporter):
    reporter.first_name, reporter.last_name = "Ada", "Marsh"
    reporter.save()
    story = factories.story()
    mine = typed(story, headline="Mine", body="<p>All that I typed.</p>")
    save_as(reporter, story, headline="Theirs")
    client.force_login(editor)
    response = client.post(change(story), mine)
    story.refresh_from_db()
    assert story.headline == "Theirs"
    page = response.content.decode()
    assert "Ada Marsh saved this story" in page
    assert "All that I typed." in page
    assert ">Mine</textarea>" in page.replace("\n", "")


def test_a_form_without_its_revision_is_refused(client, editor):
    client.force_login(editor)
    story = factories.story()
    client.post(change(story), typed(story, headline="Blind", based_on=""))
    story.refresh_from_db()
    assert story.headline != "Blind"


def test_somebody_who_has_compared_may_save_theirs_and_both_stay_in_the_history(
    client, editor, reporter
):
    story = factories.story()
    mine = typed(story, headline="Mine")
    save_as(reporter, story, headline="Theirs")
    client.force_login(editor)
    story.refresh_from_db()
    client.post(change(story), mine | {"overwrite": str(story.revision_number)})
    headlines = [revision.content["headline"] for revision in story.revisions.all()]
    assert headlines[:2] == ["Mine", "Theirs"]


def test_to_have_compared_an_older_revision_is_not_enough(client, editor, reporter):
    story = factories.story()
    mine = typed(story, headline="Mine", overwrite=str(story.revision_number + 1))
    save_as(reporter, story, headline="Second")
    save_as(reporter, story, headline="Third")
    client.force_login(editor)
    client.post(change(story), mine)
    story.refresh_from_db()
    assert story.headline == "Third"


def test_the_same_form_sent_twice_is_saved_once(client, editor):
    client.force_login(editor)
    story = factories.story(bylines=[])
    data = typed(story, bylines=[{"guest": "A guest"}])
    client.post(change(story), data)
    response = client.post(change(story), data)
    assert story.bylines.count() == 1
    assert "You saved this story yourself" in response.content.decode()

"""Corrections as they are typed beside the story."""

import pytest

from articles import workflow
from articles.models import Story
from tests import factories
from tests.articles.desk.typing import change, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(editor):
    return factories.published_story(by=editor)


def test_an_editor_says_what_was_wrong_what_is_right_and_where_it_stands(client, editor, story):
    client.force_login(editor)
    row = {
        "kind": "clarification",
        "wrong": "We said Monday.",
        "text": "It was Tuesday.",
        "place": "top",
    }
    client.post(change(story), typed(story, corrections=[row]))
    correction = story.corrections.get()
    assert {name: getattr(correction, name) for name in row} == row
    assert correction.made_by == editor


def test_what_is_put_right_in_the_same_form_is_the_version_after(client, editor, story):
    """The text is a version of its own by the time the correction is made."""
    client.force_login(editor)
    before = story.published.revision_number
    client.post(
        change(story),
        typed(story, corrections=[{"text": "It was Tuesday."}], headline="Put right"),
    )
    correction = story.corrections.get()
    assert (correction.before_number, correction.after_number) == (before, None)


def test_an_older_one_is_chosen_to_be_replaced(client, editor, story):
    old = workflow.correct(story, "It was Tuesday.", by=editor)
    client.force_login(editor)
    assert f'<option value="{old.pk}">It was Tuesday.</option>' in client.get(change(story)).text
    client.post(
        change(story), typed(story, corrections=[{"text": "Friday.", "supersedes": old.pk}])
    )
    old.refresh_from_db()
    assert old.superseded_by.text == "Friday."
    page = client.get(change(story)).text
    assert "replaced by that of" in page
    assert f'<option value="{old.pk}">It was Tuesday.' not in page


@pytest.mark.parametrize("number", ["4711", "x", "-1", "99999999999999999999", "other", "taken"])
def test_one_that_cannot_be_replaced_is_refused_and_nothing_is_lost(client, editor, story, number):
    if number == "other":
        number = workflow.correct(factories.published_story(), "Elsewhere.", by=editor).pk
    elif number == "taken":
        old = workflow.correct(story, "It was Tuesday.", by=editor)
        workflow.correct(story, "It was Sunday.", by=editor, supersedes=old)
        number = old.pk
    kept = story.corrections.count()
    client.force_login(editor)
    response = client.post(
        change(story), typed(story, corrections=[{"text": "Friday.", "supersedes": number}])
    )
    assert response.status_code == 200
    assert "Friday." in response.text
    assert story.corrections.count() == kept


def test_two_rows_do_not_take_one_place(client, editor, story):
    old = workflow.correct(story, "It was Tuesday.", by=editor)
    rows = [{"text": words, "supersedes": old.pk} for words in ("Friday.", "Sunday.")]
    client.force_login(editor)
    response = client.post(change(story), typed(story, corrections=rows))
    assert "Another row takes the place of it already." in response.text
    assert story.corrections.count() == 1


@pytest.mark.parametrize(
    "row", [{"kind": "praise"}, {"place": "middle"}, {"text": ""}, {"text": "\x00"}]
)
def test_a_row_that_says_what_cannot_be_is_refused_in_words(client, editor, story, row):
    client.force_login(editor)
    said = {"wrong": "We said Monday.", "text": "It was Tuesday.", **row}
    response = client.post(change(story), typed(story, corrections=[said]))
    assert response.status_code == 200
    assert "We said Monday." in response.text
    assert not story.corrections.exists()


def test_a_row_in_which_nothing_was_said_is_no_correction(client, editor, story):
    client.force_login(editor)
    row = {"kind": "clarification", "place": "top", "text": "", "wrong": ""}
    assert client.post(change(story), typed(story, corrections=[row])).status_code == 302
    assert not story.corrections.exists()


def test_somebody_who_may_not_correct_has_no_rows(client, reporter, story):
    client.force_login(reporter)
    assert "corrections-0-text" not in client.get(change(story)).text
    client.post(change(story), typed(story, corrections=[{"text": "Forged."}]))
    assert not Story.objects.get(pk=story.pk).corrections.exists()

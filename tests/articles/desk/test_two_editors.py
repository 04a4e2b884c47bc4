"""Two people at one story: whoever saves later chooses, and nothing of either is lost."""

import pytest

from articles import workflow
from articles.models import OpenForm, Story
from tests import factories

from .typing import as_shown, change, merge, typed, unsaved

pytestmark = pytest.mark.django_db


def save_as(account, story, **fields):
    Story.objects.filter(pk=story.pk).update(**fields)
    workflow.save(story, by=account)


@pytest.fixture
def ada(reporter):
    reporter.first_name, reporter.last_name = "Ada", "Marsh"
    reporter.save()
    return reporter


def overtake(client, editor, by, *, theirs, **mine):
    """`editor` types `mine` over a story that somebody saves meanwhile as `theirs`."""
    story = factories.story(standfirst="First.", body="<p>One.</p><p>Two.</p><p>Three.</p>")
    sent = typed(story, page="my-page", **mine)
    save_as(by, story, **theirs)
    story.refresh_from_db()
    client.force_login(editor)
    return story, client.post(change(story), sent, follow=True)


def fields_of(response):
    return {field["name"]: field for field in response.context["fields"]}


def preset_of(field):
    return next((one["value"] for one in field["options"] if one["is_chosen"]), None)


def choose(client, story, **choices):
    data = {f"choose-{field}": choice for field, choice in choices.items()}
    address = f"{merge(story)}?of=my-page"
    return client.post(address, data | {"latest": story.revision_number}, follow=True)


def test_a_save_over_a_newer_revision_shows_both_versions_and_names_who_saved(client, editor, ada):
    story, response = overtake(client, editor, ada, theirs={"headline": "Theirs"}, headline="Mine")
    story.refresh_from_db()
    assert story.headline == "Theirs"
    page = response.content.decode()
    assert "Ada Marsh saved this story at" in page
    assert "Theirs" in page
    assert "Mine" in page


def test_a_button_pressed_over_a_newer_revision_is_said_not_to_have_worked(client, editor, ada):
    story, response = overtake(
        client, editor, ada, theirs={"headline": "Theirs"}, headline="Mine", _move="publish"
    )
    story.refresh_from_db()
    assert story.state == "draft"
    assert "was not done: a colleague has saved" in response.content.decode()


def test_what_was_sent_is_kept_although_the_tab_is_closed(client, editor, ada):
    story, _page = overtake(client, editor, ada, theirs={"headline": "Theirs"}, headline="Mine")
    page = client.get(change(story)).content.decode()
    assert "You have words here that are not saved" in page
    assert "Mine" in client.get(unsaved(story), follow=True).content.decode()


def test_what_one_of_them_changed_is_preset_and_what_both_changed_is_asked(client, editor, ada):
    _story, response = overtake(
        client,
        editor,
        ada,
        theirs={"headline": "Theirs", "dateline": "MARRAM"},
        headline="Mine",
        standfirst="Second.",
    )
    presets = {name: preset_of(field) for name, field in fields_of(response).items()}
    assert presets == {"headline": None, "dateline": "theirs", "standfirst": "mine"}


def test_nothing_is_chosen_for_whoever_does_not_choose(client, editor, ada):
    story, _page = overtake(client, editor, ada, theirs={"headline": "Theirs"}, headline="Mine")
    response = choose(client, story)
    assert "Choose one version of each field" in response.content.decode()
    assert fields_of(response)["headline"]["is_missing"]
    assert OpenForm.objects.get(account=editor).based_on == 1


@pytest.mark.parametrize(("choice", "headline"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_choosing_fills_the_form_and_saves_nothing_until_save_is_pressed(
    client, editor, ada, choice, headline
):
    story, _page = overtake(
        client, editor, ada, theirs={"headline": "Theirs"}, headline="Mine", standfirst="Mine too."
    )
    filled = choose(client, story, headline=choice, standfirst="mine")
    assert filled.context["form"]["headline"].value() == headline
    assert story.revisions.count() == 2
    client.post(change(story), as_shown(filled))
    story.refresh_from_db()
    assert (story.headline, story.standfirst) == (headline, "Mine too.")
    assert [one.content["headline"] for one in story.revisions.all()][:2] == [headline, "Theirs"]


def test_different_paragraphs_can_be_put_together(client, editor, ada):
    story, response = overtake(
        client,
        editor,
        ada,
        theirs={"body": "<p>One.</p><p>Two, theirs.</p><p>Three.</p>"},
        body="<p>One.</p><p>Two.</p><p>Three, mine.</p><p>Four.</p>",
    )
    assert preset_of(fields_of(response)["body"]) is None
    filled = choose(client, story, body="both")
    together = "<p>One.</p><p>Two, theirs.</p><p>Three, mine.</p><p>Four.</p>"
    assert filled.context["form"]["body"].value() == together


def test_the_same_paragraph_cannot_be_put_together(client, editor, ada):
    story, response = overtake(
        client,
        editor,
        ada,
        theirs={"body": "<p>One.</p><p>Theirs.</p><p>Three.</p>"},
        body="<p>One.</p><p>Mine.</p><p>Three.</p>",
    )
    options = fields_of(response)["body"]["options"]
    assert [option["value"] for option in options] == ["theirs", "mine"]
    assert "Choose one version" in choose(client, story, body="both").content.decode()


def test_a_save_during_the_choosing_is_not_overlooked(client, editor, ada):
    story, _page = overtake(client, editor, ada, theirs={"headline": "Theirs"}, headline="Mine")
    save_as(ada, story, headline="Theirs again")
    response = choose(client, story, headline="mine")
    assert "saved once more meanwhile" in response.content.decode()


def test_bylines_removed_meanwhile_are_no_failure(client, editor, ada):
    story = factories.story(bylines=["First guest", "Second guest"])
    mine = typed(story, page="my-page", headline="Mine", bylines=[{"guest": "Third guest"}])
    story.bylines.all().delete()
    workflow.save(story, by=ada)
    client.force_login(editor)
    client.post(change(story), mine)
    story.refresh_from_db()
    filled = choose(client, story, headline="mine", bylines="mine")
    client.post(change(story), as_shown(filled))
    assert [str(row) for row in story.bylines.all()] == [
        "First guest",
        "Second guest",
        "Third guest",
    ]


def test_a_form_without_its_revision_is_not_saved_and_not_lost(client, editor):
    client.force_login(editor)
    story = factories.story()
    response = client.post(change(story), typed(story, headline="Blind", based_on=""), follow=True)
    story.refresh_from_db()
    assert story.headline != "Blind"
    assert "Blind" in response.content.decode()


def test_the_same_form_sent_twice_is_saved_once(client, editor):
    client.force_login(editor)
    story = factories.story(bylines=[])
    data = typed(story, bylines=[{"guest": "A guest"}])
    client.post(change(story), data)
    response = client.post(change(story), data, follow=True)
    assert story.bylines.count() == 1
    assert "had been sent already" in response.content.decode()


def test_a_colleague_cannot_look_at_what_the_other_typed(client, editor, ada):
    story, _page = overtake(client, editor, ada, theirs={"headline": "Theirs"}, headline="Mine")
    client.force_login(ada)
    for address in (merge(story), f"{merge(story)}?of=my-page", f"{unsaved(story)}?of=my-page"):
        page = client.get(address, follow=True).content.decode()
        assert "There are no unsaved words of yours here" in page
        assert "Mine" not in page


def test_somebody_who_may_only_look_is_refused(client, editor, ada, picture_editor):
    story, _page = overtake(client, editor, ada, theirs={"headline": "Theirs"}, headline="Mine")
    client.force_login(picture_editor)
    for act in (client.get, client.post):
        assert act(merge(story)).status_code == 403


def test_an_alt_text_is_not_lost_where_the_other_version_is_of_a_time_without_it(
    client, editor, ada
):
    story = factories.story()
    sent = typed(story, page="my-page", lead_alt="Mine")
    save_as(ada, story, standfirst="Theirs.")
    for revision in story.revisions.all():
        del revision.content["lead_alt"]
        revision.save()
    story.refresh_from_db()
    client.force_login(editor)
    response = client.post(change(story), sent, follow=True)
    assert preset_of(fields_of(response)["lead_alt"]) == "mine"
    page = choose(client, story, lead_alt="mine", standfirst="theirs")
    assert as_shown(page)["lead_alt"] == "Mine"

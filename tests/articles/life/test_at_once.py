"""What takes a story from readers takes effect whatever became of its words; and plain refusals."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import Correction, State, Story
from tests import factories
from tests.articles.desk.typing import change, typed
from tests.articles.life.test_schedule import address_of, again, handed_in

pytestmark = pytest.mark.django_db
INVISIBLE = "\u200b\u2060"


@pytest.fixture
def story(editor):
    return factories.published_story(by=editor)


def press(verb, story, **typed_over):
    return typed(story, corrections=(), _move=verb, note="Court order.", sure="1", **typed_over)


@pytest.mark.parametrize(("verb", "state"), [("kill", "killed"), ("withdraw", "withdrawn")])
def test_a_press_that_a_colleague_overtook_takes_effect_at_once(
    client, editor, chief, story, verb, state
):
    form = press(verb, story)
    Story.objects.filter(pk=story.pk).update(headline="A colleague's")
    workflow.save(story, by=editor)
    client.force_login(chief)
    client.post(change(story), form)
    assert again(story).state == state


@pytest.mark.parametrize(("verb", "state"), [("kill", "killed"), ("withdraw", "withdrawn")])
def test_a_press_beside_a_field_that_is_wrong_takes_effect_at_once(
    client, chief, story, verb, state
):
    address = address_of(story)
    client.force_login(chief)
    client.post(change(story), press(verb, story, section="99999999", headline=" "))
    assert again(story).state == state
    assert client.get(address).status_code == 410


def test_what_was_typed_when_it_was_withdrawn_waits_as_unsaved_words(client, chief, story):
    client.force_login(chief)
    page = client.post(
        change(story), press("withdraw", story, headline="Half a sentence"), follow=True
    ).content.decode()
    assert "Withdrawn: readers do not see it any more." in page
    assert again(story).headline != "Half a sentence"
    assert "You have words here that are not saved" in page


def test_a_kill_asks_whether_one_is_sure(client, chief, story):
    client.force_login(chief)
    form = press("kill", story)
    del form["sure"]
    page = client.post(change(story), form, follow=True).content.decode()
    assert "tick the box" in page
    assert again(story).state == State.PUBLISHED


def test_a_press_that_may_not_be_made_is_refused_as_ever(client, editor, reporter, story):
    for account, verb in ((editor, "kill"), (reporter, "withdraw")):
        client.force_login(account)
        page = client.post(change(story), press(verb, story), follow=True).content.decode()
        assert "You may not do this" in page
    assert again(story).state == State.PUBLISHED


@pytest.mark.parametrize("note", ["", "   ", INVISIBLE])
def test_a_reason_that_nobody_can_see_is_none(editor, chief, story, note):
    with pytest.raises(workflow.MoveRefused):
        workflow.withdraw(story, by=editor, note=note)
    with pytest.raises(workflow.MoveRefused):
        workflow.kill(story, by=chief, note=note)
    with pytest.raises(workflow.MoveRefused):
        workflow.publish(handed_in(editor, bylines=[]), by=chief, note=note, override=True)


def test_a_topic_of_which_no_story_is_public_has_no_page(client, editor):
    draft = factories.story(by=editor, tags=["Minister arrested"])
    assert client.get("/tag/minister-arrested/").status_code == 404
    workflow.publish(workflow.submit(draft, by=editor), by=editor)
    assert client.get("/tag/minister-arrested/").status_code == 200


def test_the_number_of_no_story_is_not_found(client, chief):
    client.force_login(chief)
    for number in (0, 99, 9223372036854775808, 10**30):
        assert client.get(f"/admin/articles/story/{number}/killed/").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"whom": "Counsel", "until": "", "until_which": "9"},
        {"whom": INVISIBLE, "until": "2026-11-21T12:00"},
        {"whom": "Counsel", "until": "2026-11-21T12:00+05:00"},
    ],
)
def test_a_share_link_for_nobody_or_no_moment_is_refused_in_words(client, editor, clock, fields):
    story = factories.story(by=editor)
    client.force_login(editor)
    answer = client.post(reverse("admin:articles_story_share", args=[story.pk]), fields)
    assert answer.status_code == 200
    assert not story.shares.exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"text": "It was Tuesday.", "wrong": " "}, "A correction says what was wrong"),
        ({"text": "x" * 2001}, "2000"),
    ],
)
def test_a_correction_says_what_was_wrong_and_is_no_story_of_its_own(
    client, editor, story, row, why
):
    client.force_login(editor)
    page = client.post(change(story), typed(story, corrections=[row])).content.decode()
    assert why in page
    assert not Correction.objects.exists()


def test_a_writer_reads_above_the_headline_why_it_came_back(client, editor, reporter):
    story = workflow.submit(factories.story(by=reporter), by=reporter)
    workflow.send_back(story, by=editor, note="Which seal?")
    client.force_login(reporter)
    page = client.get(change(story)).content.decode()
    assert "sent it back on" in page
    assert page.index("Which seal?") < page.index('id="field-headline"')
    workflow.submit(story, by=reporter)
    assert "sent it back on" not in client.get(change(story)).content.decode()


def test_a_move_that_wants_a_reason_says_so_at_the_note(client, editor, reporter):
    story = workflow.submit(factories.story(by=reporter), by=reporter)
    client.force_login(editor)
    page = client.post(change(story), typed(story, _move="send_back"), follow=True)
    text = page.content.decode()
    place = text.index('id="id_note_error"')
    assert "Say why in the note" in text[place : place + 200]
    assert 'aria-invalid="true" aria-describedby="id_note_error" autofocus' in text
    assert "id_note_error" not in client.get(change(story)).content.decode()

"""What a colleague, the clock or a kill does while a form is open: no leak, and no loss."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import sharing, workflow
from articles.admin import stories as screen
from articles.models import Person, Picture, SealedCopy, State, Story
from tests import factories
from tests.articles.desk.typing import change, typed
from tests.articles.life.test_schedule import address_of, again, handed_in, scheduled

pytestmark = pytest.mark.django_db
SECRET = "Merger of the two banks"


@pytest.mark.parametrize("hidden", ["planned", "embargoed"])
def test_a_share_link_shows_its_story_and_nothing_else_that_is_hidden(
    client, editor, clock, hidden
):
    section = factories.section()
    other = scheduled(editor, clock.at(hours=2), headline=SECRET, section=section, tags=["Banks"])
    if hidden == "embargoed":
        other = workflow.publish(other, by=editor)
        workflow.embargo(other, until=clock.at(hours=2), by=editor)
    body = (
        f'<p>See <a data-story="{other.pk}">the words</a>.</p>'
        f'<aside data-read-also="{other.pk}" data-label="read-also"></aside>'
    )
    story = handed_in(editor, section=section, tags=["Banks"], body=body)
    workflow.plan(story, publish_at=clock.at(hours=5), withdraw_at=None, by=editor)
    link = sharing.share(again(story), whom="Counsel", until=clock.at(days=2), by=editor)
    page = client.get(sharing.address_of(link))
    assert page.status_code == 200
    assert SECRET not in page.content.decode()


def test_a_save_that_waited_for_a_kill_writes_nothing_back(client, editor, chief, monkeypatch):
    story = factories.story(by=editor)
    form = typed(story, headline="Libel again")
    workflow.kill(story, by=chief, note="Court order.")
    client.force_login(editor)
    monkeypatch.setattr(screen, "is_killed", lambda number: False)  # asked before the kill
    answer = client.post(change(story), form)
    assert answer.url == reverse("admin:articles_story_killed", args=[story.pk])
    assert again(story).headline == f"Killed story {story.pk}"
    assert not story.revisions.exists()
    with pytest.raises(workflow.MoveRefused, match="killed"):
        workflow.save(story, by=editor)


def test_what_is_typed_while_a_story_is_killed_is_kept_nowhere(client, editor, chief):
    story = factories.story(by=editor)
    client.force_login(editor)
    form = typed(story, headline="Libel again", page="a" * 16)
    workflow.kill(story, by=chief, note="Court order.")
    client.post(reverse("admin:articles_story_unsaved", args=[story.pk]), form)
    assert not story.open_forms.unsaved().exists()


def test_what_an_embargo_kept_from_readers_is_not_in_the_public_history(client, editor, clock):
    story = factories.published_story(by=editor, headline="First words")
    workflow.embargo(story, until=clock.at(hours=5), by=editor)
    for headline in (SECRET, "Second words"):
        Story.objects.filter(pk=story.pk).update(headline=headline)
        workflow.publish_update(story, by=editor)
    clock.goes_on(hours=6)
    page = client.get(again(story).published.get_history_url()).content.decode()
    assert "Second words" in page or "Second" in page
    assert SECRET not in page
    assert story.versions.count() == 2


def test_a_broken_embargo_dates_the_version_that_readers_then_see(editor, chief, clock):
    story = factories.published_story(by=editor)
    workflow.embargo(story, until=clock.at(hours=5), by=editor)
    Story.objects.filter(pk=story.pk).update(headline="Second words")
    workflow.publish_update(story, by=editor)
    clock.goes_on(hours=1)
    workflow.break_embargo(story, by=chief, note="It is out elsewhere.")
    assert story.versions.newest_first().first().shown_from == clock.now()


@pytest.mark.parametrize("address", ["", "typed-address"])
def test_a_form_opened_before_a_colleague_published_is_saved_all_the_same(
    client, editor, reporter, address
):
    story = workflow.submit(factories.story(by=reporter, slug="its-address"), by=reporter)
    form = typed(story, headline="A better headline", slug=address)
    workflow.publish(story, by=editor)
    client.force_login(reporter)
    assert client.post(change(story), form).status_code == 302
    assert again(story).headline == "A better headline"


def test_publish_pressed_twice_without_an_address_leads_to_the_story(client, editor):
    story = workflow.submit(factories.story(by=editor), by=editor)
    form = typed(story, _move="publish")
    client.force_login(editor)
    for _press in range(2):
        page = client.post(change(story), form, follow=True)
    assert "Two versions" not in page.content.decode()
    assert "Nothing was saved or done twice. It is now" in page.content.decode()
    assert story.moves.filter(verb="publish").count() == 1


def test_a_story_whose_planned_withdrawal_is_past_does_not_go_out(editor, clock):
    story = handed_in(editor)
    workflow.plan(story, publish_at=None, withdraw_at=clock.at(minutes=1), by=editor)
    clock.goes_on(minutes=2)
    with pytest.raises(workflow.MoveRefused, match="planned withdrawal"):
        workflow.publish(story, by=editor)
    assert again(story).state == State.IN_REVIEW


def test_a_scheduled_story_that_lacks_something_by_now_says_so(editor, clock):
    story = scheduled(editor, clock.at(hours=1))
    story.notes.create(text="Who says so?")
    [sentence] = workflow.trouble_with(again(story))
    assert "One note on it is not resolved" in sentence


def test_a_scheduled_story_is_not_moved_beyond_the_rights_of_its_picture(editor, clock):
    last_day = timezone.localdate(clock.at(days=1))
    story = scheduled(editor, clock.at(hours=1), lead_picture=factories.picture())
    Picture.objects.update(rights_until=last_day)
    with pytest.raises(workflow.MoveRefused, match="right to publish"):
        workflow.plan(story, publish_at=clock.at(days=3), withdraw_at=None, by=editor)
    workflow.plan(story, publish_at=clock.at(hours=3), withdraw_at=None, by=editor)


def test_a_story_that_the_clock_published_is_in_no_trouble_and_can_be_corrected(
    client, editor, clock
):
    story = scheduled(editor, clock.at(hours=1))
    clock.goes_on(hours=2)
    assert workflow.trouble_with(again(story)) == []
    client.force_login(editor)
    assert 'id="corrections-group"' in client.get(change(story)).content.decode()


def test_a_moment_that_passes_while_a_form_is_read_costs_no_words(client, editor, monkeypatch):
    story = factories.story(by=editor)

    def refuse(*_story, **_moments):
        raise workflow.MoveRefused("20 November 2026, 12:00 GMT is past already.")

    monkeypatch.setattr(workflow, "set_moments", refuse)
    later = timezone.localtime(timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    client.force_login(editor)
    form = typed(story, headline="Kept", when_publish_at=later)
    page = client.post(change(story), form, follow=True).content.decode()
    assert "is past already" in page
    assert again(story).headline == "Kept"


def test_a_refused_kill_keeps_its_note_and_its_notice(client, chief, monkeypatch):
    story = factories.story(by=chief)
    client.force_login(chief)
    form = typed(story, _move="kill", sure="1", note=" ", notice="Removed by order of a court.")
    answer = client.post(change(story), form)
    assert "Removed" not in answer.url
    page = client.get(answer.url).content.decode()
    assert "Removed by order of a court.</textarea>" in page
    assert not SealedCopy.objects.exists()
    assert "Removed by order" not in client.get(change(story)).content.decode()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_draft_is_deleted_by_its_press(client):
    editor = factories.user("Editor")
    story = factories.story(by=editor)
    client.force_login(editor)
    client.post(reverse("admin:articles_story_delete", args=[story.pk]), {"post": "yes"})
    assert not Story.objects.filter(pk=story.pk).exists()


def test_a_draft_with_a_colleagues_unsaved_words_is_not_deleted(client, editor, reporter):
    story = factories.story(by=reporter)
    story.open_forms.create(account=reporter, typed_at=timezone.now(), fields={"headline": ["x"]})
    client.force_login(editor)
    address = reverse("admin:articles_story_delete", args=[story.pk])
    page = client.post(address, {"post": "yes"}, follow=True).content.decode()
    assert "words in this draft that are not saved" in page
    with pytest.raises(workflow.MoveRefused, match="not saved yet"):
        workflow.discard(story, by=editor)
    with pytest.raises(workflow.MoveRefused, match="may not"):
        workflow.discard(story, by=reporter)
    assert Story.objects.filter(pk=story.pk).exists()


@pytest.fixture
def written_by_two(editor):
    """A story of two editors, in a newsroom of four eyes, approved by a third."""
    from articles.models import Newspaper

    Newspaper.objects.update_or_create(pk=1, defaults={"four_eyes": True})
    other = factories.user("Editor")
    names = [factories.person(account=one) for one in (editor, other)]
    story = workflow.submit(factories.story(by=editor, bylines=names), by=editor)
    return workflow.approve(story, by=factories.user("Editor")), other


def test_what_the_other_writer_changed_after_the_approval_needs_another(editor, written_by_two):
    story, other = written_by_two
    Story.objects.filter(pk=story.pk).update(headline="Rewritten")
    workflow.save(story, by=other)
    with pytest.raises(workflow.MoveRefused, match="your own story"):
        workflow.publish(story, by=editor)


def test_taking_ones_name_off_the_byline_makes_a_story_nobody_elses(editor, written_by_two):
    story, _other = written_by_two
    story.bylines.filter(person=Person.objects.get(account=editor)).delete()
    workflow.save(story, by=editor)
    with pytest.raises(workflow.MoveRefused, match="your own story"):
        workflow.publish(story, by=editor)


def test_an_address_answers_by_the_clock_whatever_the_form_says(client, editor, clock):
    story = scheduled(editor, clock.at(hours=1))
    clock.goes_on(hours=1)
    assert client.get(address_of(story)).status_code == 200

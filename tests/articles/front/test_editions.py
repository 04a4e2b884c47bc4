"""Editions in a row: the clock puts them live, and none is changed once it was."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import front_page, workflow
from articles.models import FrontEdition, FrontPlace
from tests import factories

from .editions import LEAD, band, live_edition, secondary, strip

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def story(editor):
    return factories.published_story(by=editor, headline="The ferry")


def lead(client):
    return client.get("/").context["lead"].pk


def test_a_scheduled_edition_goes_live_by_the_clock_alone(client, editor, story):
    newer = factories.published_story(by=editor, age=timedelta(minutes=1))
    edition = front_page.prepare(by=editor, pins={LEAD: story.pk})
    edition = front_page.put_live(edition, by=editor, at=timezone.now() + HOUR)
    assert edition.is_coming
    assert lead(client) == newer.pk
    moment = timezone.now() - timedelta(seconds=1)
    FrontEdition.objects.filter(pk=edition.pk).update(goes_live_at=moment, decided_at=moment)
    assert lead(client) == story.pk


def test_the_edition_that_went_live_last_is_the_present_one(client, editor, story):
    other = factories.published_story(by=editor)
    live_edition(editor, {LEAD: story}, age=2 * HOUR)
    live_edition(editor, {LEAD: other}, age=HOUR)
    assert lead(client) == other.pk


def test_an_edition_records_who_made_it_and_who_put_it_live(editor, story):
    colleague = factories.user("Editor")
    edition = front_page.prepare(by=editor, pins={LEAD: story.pk}, note="The vote")
    edition = front_page.put_live(edition, by=colleague)
    assert (edition.made_by, edition.decided_by) == (editor, colleague)
    assert edition.goes_live_at == edition.decided_at
    assert edition.note == "The vote"


def test_a_live_edition_is_changed_cancelled_thrown_away_and_put_live_no_more(editor, story):
    edition = live_edition(editor, {LEAD: story})
    for act in (
        lambda: front_page.change(edition, by=editor, pins={}),
        lambda: front_page.cancel(edition, by=editor),
        lambda: front_page.discard(edition, by=editor),
        lambda: front_page.put_live(edition, by=editor),
    ):
        with pytest.raises(front_page.FrontRefused):
            act()
    assert edition.places.get().story == story


def test_a_scheduled_edition_can_be_cancelled_and_keeps_the_moment_it_was_planned_for(
    client, editor, story
):
    moment = timezone.now() + HOUR
    edition = front_page.prepare(by=editor, pins={LEAD: story.pk})
    front_page.put_live(edition, by=editor, at=moment)
    edition = front_page.cancel(edition, by=editor)
    assert edition.is_being_prepared
    assert edition.planned_for == moment


def test_an_edition_cannot_go_live_at_a_moment_that_has_passed(editor):
    edition = front_page.prepare(by=editor, pins={})
    with pytest.raises(front_page.FrontRefused, match="has passed"):
        front_page.put_live(edition, by=editor, at=timezone.now() - HOUR)


@pytest.mark.parametrize("role", ["Reporter", "Picture editor", "Moderator", "Publisher", "Legal"])
def test_only_editors_decide_on_the_front_page(editor, role):
    other = factories.user(role)
    edition = front_page.prepare(by=editor, pins={})
    for act in (
        lambda: front_page.prepare(by=other, pins={}),
        lambda: front_page.change(edition, by=other, pins={}),
        lambda: front_page.put_live(edition, by=other),
        lambda: front_page.cancel(edition, by=other),
        lambda: front_page.discard(edition, by=other),
    ):
        with pytest.raises(front_page.FrontRefused, match="may not"):
            act()
    assert FrontEdition.objects.get().is_being_prepared


def test_what_is_based_on_an_older_page_or_an_older_draft_is_refused(editor, story):
    before = front_page.state_of()
    live_edition(editor)
    with pytest.raises(front_page.Overtaken):
        front_page.prepare(by=editor, pins={LEAD: story.pk}, based_on=before)
    draft = front_page.prepare(by=editor, pins={LEAD: story.pk}, based_on=front_page.state_of())
    opened = front_page.state_of(draft)
    front_page.change(draft, by=editor, pins={}, based_on=opened)
    with pytest.raises(front_page.Overtaken):
        front_page.change(draft, by=editor, pins={LEAD: story.pk}, based_on=opened)
    assert not draft.places.exists()


def test_the_places_that_show_a_story_are_those_readers_see_or_will_see(editor, story):
    old = live_edition(editor, {secondary(1): story}, age=2 * HOUR)
    present = live_edition(editor, {LEAD: story}, age=HOUR)
    coming = front_page.prepare(by=editor, pins={band(story.section, 2): story.pk})
    front_page.put_live(coming, by=editor, at=timezone.now() + HOUR)
    draft = front_page.prepare(by=editor, pins={LEAD: story.pk})
    shown = {place.edition for place in FrontPlace.objects.showing(story)}
    assert shown == {present, coming}
    assert {old, draft}.isdisjoint(shown)


def test_the_history_says_in_words_what_each_edition_changed(editor, story):
    first = live_edition(editor, {LEAD: story, secondary(1): named(editor, "Old")}, age=3 * HOUR)
    second = live_edition(
        editor,
        {LEAD: named(editor, "Council"), band(story.section, 2): story},
        strip=strip("Ferry stopped"),
        age=2 * HOUR,
    )
    third = live_edition(editor, {LEAD: named(editor, "Vote")}, age=HOUR)
    read = {one.pk: one for one in FrontEdition.objects.with_everything()}
    first, second, third = (read[one.pk] for one in (first, second, third))
    assert front_page.changes_between(None, first) == ["Lead: “The ferry”", "Secondary 1: “Old”"]
    changes = front_page.changes_between(first, second)
    assert changes[:3] == [
        "Lead: “Council” instead of “The ferry”",
        "Secondary 1: automatic instead of “Old”",
        f"{story.section} 2: “The ferry”",
    ]
    assert changes[3].startswith("Breaking strip: “Ferry stopped”, until")
    assert "The breaking strip is taken away." in front_page.changes_between(second, third)
    assert front_page.changes_between(third, third) == []


def test_the_history_says_nothing_of_what_a_killed_story_was(editor):
    story = named(editor, "A libel")
    live_edition(editor, {LEAD: story}, strip=strip("A libel in short", story=story))
    workflow.kill(story, by=factories.user("Chief editor"), note="libel")
    edition = FrontEdition.objects.with_everything().get()
    changes = " ".join(front_page.changes_between(None, edition))
    assert "killed story" in changes
    assert "libel" not in changes


def test_a_kill_lists_the_places_on_the_front_page_that_showed_the_story(editor, story):
    edition = live_edition(editor, {LEAD: story}, strip=strip(story=story))
    killed = workflow.kill(story, by=factories.user("Chief editor"), note="libel")
    words = [place["words"] for place in killed.sealed.places if place["kind"] == "front"]
    assert words == [f"Lead ({edition})", f"Breaking strip ({edition})"]


def named(editor, headline):
    return factories.published_story(by=editor, headline=headline)

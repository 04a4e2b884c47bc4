"""Two presses at the same instant: one is saved, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.models import OpenForm, State, Story
from comments import posting
from tests import factories

from .typing import ADD, change, merge, typed

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def press_at_once(address, *forms):
    """Send each form to `address` from a browser of its own, all at the same instant."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory serves one connection at a time")
    start = Barrier(len(forms))
    chief = factories.user(is_superuser=True, is_staff=True)

    def press(data):
        client = Client()
        client.force_login(chief)
        start.wait()
        try:
            return client.post(address, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(forms)) as browsers:
        return list(browsers.map(press, forms))


def test_of_two_saves_at_the_same_instant_one_is_kept_and_the_other_is_told():
    story = factories.story()
    forms = [typed(story, headline=headline) for headline in ("First", "Second")]
    answers = press_at_once(change(story), *forms)
    assert sorted(answer.url.partition("?")[0] for answer in answers) == [
        change(story),
        merge(story),
    ]
    assert story.revisions.count() == 2
    assert OpenForm.objects.unsaved().count() == 1


def test_a_new_form_pressed_twice_at_the_same_instant_begins_one_story():
    answers = press_at_once(ADD, typed(), typed(), typed())
    assert {answer.url for answer in answers} == {change(Story.objects.get())}


def test_a_correction_pressed_twice_at_the_same_instant_stands_once():
    story = factories.published_story()
    data = typed(story, corrections=[{"text": "It was Tuesday."}])
    answers = press_at_once(change(story), data, data)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert story.corrections.count() == 1


def all_at_once(*acts):
    """Do each of `acts` in a thread of its own at the same instant; what each gave or raised."""
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory serves one connection at a time")
    start = Barrier(len(acts))

    def one(act):
        start.wait()
        try:
            return act()
        except (workflow.MoveRefused, posting.ReplyRefused) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_publish_pressed_by_several_at_once_publishes_once():
    editor = factories.user("Editor")
    story = workflow.submit(factories.story(by=editor), by=editor)
    given = all_at_once(*[lambda: workflow.publish(story, by=editor)] * 6)
    assert sum(isinstance(one, workflow.MoveRefused) for one in given) == 5
    assert story.moves.filter(verb="publish").count() == 1
    assert story.versions.count() == 1


def test_what_the_clock_did_is_noted_once_however_many_look(monkeypatch):
    editor = factories.user("Editor")
    story = workflow.submit(factories.story(by=editor), by=editor)
    moment = timezone.now() + timedelta(minutes=1)
    workflow.plan(story, publish_at=moment, withdraw_at=None, by=editor)
    workflow.schedule(story, by=editor)
    later = moment + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    all_at_once(*[workflow.catch_up] * 6)
    assert story.moves.filter(verb="go_out").count() == 1
    assert story.versions.count() == 1


def test_a_story_killed_while_its_thread_is_posted_to_shows_nothing_and_fails_nobody(client):
    chief = factories.user("Chief editor")
    story = factories.published_story(by=chief)
    copy, address = story.readers_copy, story.published.get_absolute_url()
    words = [f"I was there, number {number}." for number in range(5)]
    posts = [
        partial(posting.post, copy, name="Ada", email=f"ada{number}@example.org", comment=comment)
        for number, comment in enumerate(words)
    ]
    given = all_at_once(partial(workflow.kill, story, by=chief, note="Court order."), *posts)
    assert not isinstance(given[0], Exception)
    page = client.get(address)
    assert page.status_code == 410
    assert not any(comment in page.content.decode() for comment in words)
    assert Story.objects.get(pk=story.pk).state == State.KILLED

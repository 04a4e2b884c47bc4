"""Two presses at the same instant: one is saved, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from articles.models import Story
from tests import factories

from .typing import ADD, change, typed

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
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert story.revisions.count() == 2


def test_a_new_form_pressed_twice_at_the_same_instant_begins_one_story():
    answers = press_at_once(ADD, typed(), typed(), typed())
    assert {answer.url for answer in answers} == {change(Story.objects.get())}


def test_a_correction_pressed_twice_at_the_same_instant_stands_once():
    story = factories.published_story()
    data = typed(story, corrections=[{"text": "It was Tuesday."}])
    answers = press_at_once(change(story), data, data)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert story.corrections.count() == 1

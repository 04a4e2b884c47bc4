"""Two presses at the same instant: one is saved, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from tests import factories

from .typing import change, typed


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_saves_at_the_same_instant_one_is_kept_and_the_other_is_told():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory serves one connection at a time")
    story = factories.story()
    start = Barrier(2)

    def press(headline):
        client = Client()
        client.force_login(factories.user(is_superuser=True, is_staff=True))
        data = typed(story, headline=headline)
        start.wait()
        try:
            return client.post(change(story), data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(press, ["First", "Second"]))
    assert answers == [200, 302]
    assert story.revisions.count() == 2

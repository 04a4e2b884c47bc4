"""Two machines look for what is due at the same instant: each change is handed over once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import connection

from articles import going_out
from articles.models import Announcement, Newspaper
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
STORIES, MACHINES = 6, 3


def test_machines_that_look_at_once_tell_of_each_change_once(monkeypatch):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("a database in memory serves one connection at a time")
    key = "0123456789abcdef0123456789abcdef"
    Newspaper(pk=1, name="P", index_now=True, index_now_key=key).save()
    pages = {factories.published_story().published.get_absolute_url() for _number in range(STORIES)}
    told, start = [], Barrier(MACHINES)
    queue = SimpleNamespace(enqueue=told.extend)
    monkeypatch.setattr(going_out, "tell_search_engines", queue)
    monkeypatch.setattr(going_out, "AT_ONCE", STORIES // 2)  # no machine takes all of it

    def look():
        start.wait()
        try:
            return sum(going_out.tell_what_is_due() for _round in range(3))
        finally:
            connection.close()

    with ThreadPoolExecutor(MACHINES) as machines:
        looks = [machines.submit(look) for _machine in range(MACHINES)]
    assert sum(one.result() for one in looks) == STORIES
    assert Counter(told) == dict.fromkeys(pages, 1)
    assert not Announcement.objects.exists()

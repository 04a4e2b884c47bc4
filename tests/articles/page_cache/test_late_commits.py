"""PostgreSQL numbers transactions as they begin and shows them as they commit: none is missed."""

from contextlib import closing

import pytest
from django.db import connection

from articles.models import PublishedStory
from articles.page_cache import changes
from tests import factories

from .asking import for_readers

pytestmark = [
    for_readers,
    pytest.mark.skipif(connection.vendor == "sqlite", reason="one transaction writes at a time"),
]


def test_what_began_earlier_and_is_committed_later_is_read_when_it_is_there():
    slow, quick = (factories.published_story().readers_copy for _number in range(2))
    place = changes.position()
    with closing(connection.copy()) as other:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id(); SAVEPOINT part")  # its number is given now
            table = PublishedStory._meta.db_table
            cursor.execute(f"UPDATE {table} SET headline = 'A' WHERE story_id = %s", [slow.pk])
            cursor.execute("RELEASE SAVEPOINT part")
        PublishedStory.objects.filter(pk=quick.pk).update(headline="B")
        names, place = changes.since(place)
        assert names & {f"story:{slow.pk}", f"story:{quick.pk}"} == {f"story:{quick.pk}"}
        other.commit()
    names, place = changes.since(place)
    assert names & {f"story:{slow.pk}", f"story:{quick.pk}"} == {f"story:{slow.pk}"}
    assert changes.since(place)[0] == set()


def test_what_is_taken_back_is_never_told():
    copy = factories.published_story().readers_copy
    place = changes.position()
    with closing(connection.copy()) as other:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(f"UPDATE {PublishedStory._meta.db_table} SET headline = 'A'")
        other.rollback()
    assert changes.since(place)[0] == set(), copy

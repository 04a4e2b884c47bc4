"""The traps of django-comments-xtd that are about the way in and the tables, and the whole list.

Numbers are those of the list in docs/decisions/0004-replies-on-xtd.md.
"""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import RestrictedError
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from django_comments.models import CommentFlag

from articles import workflow
from comments import moderation, threads, tokens
from comments.models import Reply, State
from tests import factories
from tests.comments import factories as replies

TRAPS = range(1, 32)


def test_each_of_the_thirty_one_traps_has_a_test_of_its_number():
    named = set()
    for file in Path(__file__).parent.glob("test_xtd_traps*.py"):
        for numbers in re.findall(r"^def test_((?:\d+_)+)", file.read_text(), re.MULTILINE):
            named |= {int(number) for number in numbers.split("_") if number}
    assert named == set(TRAPS)


def test_8_a_link_confirms_nothing_once_the_story_is_closed_and_never_fails(client, story, editor):
    reply = replies.unconfirmed(story)
    link = reverse("comments:confirm", args=[replies.token_for(reply)])
    story.replies_open = False
    story.save()
    workflow.save(story, by=editor)
    workflow.publish_update(story, by=editor)
    assert client.post(link).status_code == 410
    assert Reply.objects.get().state == State.UNCONFIRMED
    story.delete()
    assert client.get(link).status_code == client.post(link).status_code == 410


def test_26_a_page_of_many_replies_asks_no_more_than_one_of_few(client, story):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(story.get_absolute_url()).status_code == 200
        return len(asked)

    replies.published(story)
    few = queries()
    for _number in range(25):
        replies.published(story, answering=Reply.objects.newest_first().first())
    assert queries() <= few


def test_26_approving_a_hundred_at_once_takes_at_most_twenty_queries(story, moderator):
    waiting = [replies.pending(story) for _number in range(100)]
    seen = replies.seen([reply.pk for reply in waiting])
    moderator.has_perm(moderation.PERMISSION)
    with CaptureQueriesContext(connection) as asked:
        outcome = moderation.decide("approve", seen, by=moderator)
    assert len(outcome.decided) == 100
    assert len(asked) <= 20
    assert Reply.objects.published().count() == 100


def test_28_behind_a_proxy_a_network_is_the_reader_s_and_not_what_the_reader_typed(
    client, story, settings
):
    settings.TRUSTED_PROXIES = 1
    client.post(
        reverse("comments:post", args=[story.pk]),
        replies.form_data(story),
        REMOTE_ADDR="127.0.0.1",
        HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9",
    )
    reply = Reply.objects.get()
    assert reply.network == tokens.network_key("203.0.113.9")
    assert reply.ip_address is None


@pytest.mark.parametrize("path", ["/comments/flag/{}/", "/replies/flag/{}/", "/flag/{}/"])
def test_29_nothing_is_flagged_through_a_page_of_xtd(client, story, path):
    reply = replies.published(story)
    client.force_login(factories.user("Moderator"))
    for answered in (client.get(path.format(reply.pk)), client.post(path.format(reply.pk))):
        assert answered.status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("comments-flag", args=[reply.pk])
    assert not CommentFlag.objects.exists()


def test_30_a_thread_is_one_query_along_an_index_of_ours(story):
    above = replies.published(story)
    replies.published(story, answering=above)
    with CaptureQueriesContext(connection) as asked:
        thread = threads.page_of(story)
    assert len(asked) == 1
    assert thread.count == 2
    with connection.cursor() as cursor:
        indexes = connection.introspection.get_constraints(cursor, "comments_reply")
    columns = indexes["reply_by_place"]["columns"]
    assert columns == ["story_id", "state", "thread_key", "place"]


def test_30_what_a_reply_stands_under_and_answers_are_references_the_database_keeps(story):
    above = replies.published(story)
    answer = replies.published(story, answering=above)
    with connection.cursor() as cursor:
        kept = connection.introspection.get_constraints(cursor, "comments_reply").values()
    leads_to = {one["columns"][0]: one["foreign_key"][0] for one in kept if one["foreign_key"]}
    assert leads_to["story_id"] == "articles_story"
    assert leads_to["in_answer_to_id"] == "comments_reply"
    with pytest.raises(RestrictedError):
        above.delete()
    assert Reply.objects.get(pk=answer.pk).in_answer_to == above

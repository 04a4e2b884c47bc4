"""Several workers who learn the same verdicts at the same moment. Needs PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from comments import moderation, spam
from comments.models import Reply, SpamLesson, SpamWord
from tests import factories
from tests.comments import factories as replies

TOGETHER = 6

pytestmark = [
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time; this needs PostgreSQL",
    ),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_workers_who_learn_at_once_count_every_reply_once():
    moderator, story = factories.user("Moderator"), factories.published_story()
    words = ["gurnel", "brimvolt", "zantrop", "frabbosh", "dorlunk", "ploong"]
    ids = [replies.pending(story, comment=f"Wexnatch trundlope {word}").pk for word in words]
    moderation.decide("spam", replies.seen(ids[:3]), by=moderator)
    moderation.decide("approve", replies.seen(ids[3:]), by=moderator)
    barrier = Barrier(TOGETHER)

    def learn(number):
        try:
            barrier.wait()
            # Each with the replies in another order, and most of them shared.
            spam.learn(ids[number:] + ids[:number])
            spam.learn(ids[::-1])
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        list(pool.map(learn, range(TOGETHER)))
    counted = {
        word: (spam, ham) for word, spam, ham in SpamWord.objects.values_list("word", "spam", "ham")
    }
    assert counted[""] == counted["wexnatch"] == (3, 3)
    assert counted["gurnel"] == (1, 0)
    assert SpamLesson.objects.count() == len(ids)
    assert set(Reply.objects.values_list("taught", flat=True)) == {"spam", "ham"}

"""What the spam score does to a reply: it holds, keeps its reasons, and never refuses."""

import threading

import pytest
from django.db import DatabaseError, connection

from comments import moderation, screening, spam
from comments.models import HouseRules, Mode, Reply, SpamLesson, SpamWord, Standing, State, Writer
from tests import factories
from tests.comments import factories as replies

SPAM = "Claim your free casino bonus now, register today: www.lucky-spins.example/join"
WANTED = "I was at the meeting on Tuesday and the council said nothing about the bridge."


@pytest.mark.django_db
def test_spam_is_taken_and_held_with_its_score_and_its_words():
    reply = replies.unconfirmed(comment=SPAM)
    assert "spam" in reply.held_for
    assert reply.spam_score > 0.9
    assert reply.found["spam"]["score"] == reply.spam_score
    assert "casino" in dict(reply.found["spam"]["words"])
    assert "looks like spam" in screening.sentence_for("spam", reply.found["spam"])


@pytest.mark.django_db
def test_a_score_that_holds_nothing_is_kept_too():
    reply = replies.unconfirmed(comment=WANTED)
    assert "spam" not in reply.held_for
    assert reply.spam_score < 0.2
    assert reply.found["spam"]["words"]


@pytest.mark.django_db
def test_where_the_score_is_switched_off_nothing_is_scored():
    HouseRules.objects.create(pk=1, scores_spam=False)
    reply = replies.unconfirmed(comment=SPAM)
    assert "spam" not in reply.held_for
    assert reply.spam_score is None
    assert "spam" not in reply.found


@pytest.mark.django_db
@pytest.mark.parametrize(("holds", "is_held"), [(100, False), (1, True)])
def test_the_rules_say_from_which_score_on_a_reply_is_held(holds, is_held):
    HouseRules.objects.create(pk=1, spam_holds=holds, links_hold=0)
    reply = replies.unconfirmed(comment=WANTED if is_held else SPAM)
    assert ("spam" in reply.held_for) == is_held


@pytest.mark.django_db
def test_even_a_trusted_writers_spam_is_read_first():
    HouseRules.objects.create(pk=1, mode=Mode.TRUST, links_hold=0)
    Writer.objects.create(address="trusted@example.org", standing=Standing.TRUSTED)
    reply = replies.pending(email="trusted@example.org", comment=SPAM)
    assert reply.state == State.PENDING
    assert reply.held_for == ["spam"]


@pytest.mark.django_db
def test_the_newsrooms_own_words_are_not_scored(reporter):
    reply = replies.unconfirmed(comment=SPAM, by=reporter)
    assert reply.state == State.PUBLISHED
    assert reply.spam_score is None


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_workers_who_learn_at_once_count_every_reply_once():
    moderator = factories.user("Moderator")
    story = factories.published_story()
    ids = [
        replies.pending(story, comment=f"Wexnatch blorfum trundlope {word}").pk
        for word in ("gurnel", "brimvolt", "zantrop", "frabbosh")
    ]
    moderation.decide("spam", replies.seen(ids[:2]), by=moderator)
    moderation.decide("approve", replies.seen(ids[2:]), by=moderator)
    failures = []

    def work(order):
        try:
            for _time in range(3):
                spam.learn(order)
        except DatabaseError as failure:
            failures.append(failure)
        finally:
            connection.close()

    workers = [threading.Thread(target=work, args=(order,)) for order in (ids, ids[::-1])]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert failures == []
    counted = dict(SpamWord.objects.values_list("word", "spam"))
    assert counted[""] == 2
    assert counted["wexnatch"] == 2
    assert SpamWord.objects.get(word="wexnatch").ham == 2
    assert SpamLesson.objects.count() == 4
    assert set(Reply.objects.values_list("taught", flat=True)) == {"spam", "ham"}

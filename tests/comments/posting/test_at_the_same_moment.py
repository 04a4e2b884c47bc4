"""Several people pressing together: one row, one decision. Needs PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from comments import moderation, notifications, posting, writing
from comments.models import Decision, HouseRules, Reply, State, Writer
from tests import factories
from tests.comments import factories as replies

TOGETHER = 8

pytestmark = [
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite lets one writer in at a time; this needs PostgreSQL",
    ),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def all_together(act):
    """Run `act` in TOGETHER threads at the same moment; returns what each gave or raised."""
    barrier = Barrier(TOGETHER)

    def one(_number):
        try:
            barrier.wait()
            return act()
        except (posting.LinkRefused, moderation.VerdictRefused) as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(one, range(TOGETHER)))


def test_the_same_reply_sent_eight_times_at_once_is_one_row():
    story = factories.published_story().readers_copy
    given = all_together(
        lambda: posting.post(story, name="Ada", email="ada@example.org", comment="Said once.").pk
    )
    assert len(set(given)) == 1
    assert Reply.objects.count() == 1


def test_a_link_pressed_eight_times_at_once_confirms_once():
    token = replies.token_for(replies.unconfirmed())
    given = all_together(lambda: posting.confirm(token))
    assert sum(isinstance(answer, Reply) for answer in given) == 1
    assert sum(isinstance(answer, posting.LinkUsed) for answer in given) == TOGETHER - 1
    assert Reply.objects.get().state == State.PENDING


def test_what_is_changed_while_its_link_is_pressed_is_judged_by_the_words_that_stand():
    HouseRules(pk=1, mode="trust", suspect_words="casino").save()
    reply = replies.unconfirmed(comment="The ferry is late.")
    Writer.objects.update(standing="trusted", confirmed_at=timezone.now())
    token, is_looked_at = replies.token_for(reply), Event()

    def change():
        with transaction.atomic():
            writing.edit(reply, comment="Win at the casino.")
            is_looked_at.set()
            sleep(1)  # in which the link is pressed
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        changing = pool.submit(change)
        is_looked_at.wait(10)
        posting.confirm(token)
        changing.result()
    confirmed = Reply.objects.get()
    assert (confirmed.comment, confirmed.state) == ("Win at the casino.", State.PENDING)
    assert "suspect-words" in confirmed.held_for


def test_what_is_withdrawn_while_its_link_is_pressed_stays_withdrawn():
    reply = replies.unconfirmed()
    token, is_withdrawn = replies.token_for(reply), Event()

    def take_back():
        with transaction.atomic():
            writing.withdraw(reply)
            is_withdrawn.set()
            sleep(1)  # in which the link is pressed
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        withdrawing = pool.submit(take_back)
        is_withdrawn.wait(10)
        with pytest.raises(posting.LinkRefused, match="You withdrew"):
            posting.confirm(token)
        withdrawing.result()
    assert Reply.objects.get().state == State.WITHDRAWN


def test_eight_moderators_pressing_at_once_make_one_decision():
    reply = replies.pending()
    moderator = factories.user("Moderator")
    given = all_together(lambda: moderation.approve(reply, by=moderator))
    assert sum(isinstance(answer, moderation.AlreadyDecided) for answer in given) == TOGETHER - 1
    assert Decision.objects.count() == 1


def test_eight_workers_with_the_same_answer_send_one_mail():
    above = replies.published(following=True)
    answer = replies.published(above.story, answering=above)
    mail.outbox.clear()
    all_together(lambda: notifications.tell_of_answers.call([answer.pk]))
    assert len(mail.outbox) == 1


def test_eight_workers_with_the_same_verdict_send_one_mail():
    reply = replies.published()
    decision = Decision.objects.get(reply=reply)
    Decision.objects.update(told_at=None)
    mail.outbox.clear()
    all_together(lambda: notifications.tell_writers.call([decision.pk]))
    assert len(mail.outbox) == 1


def test_eight_answers_at_once_to_one_reply_all_find_their_place():
    above = replies.published()
    story = above.story.readers_copy
    numbers = iter(range(TOGETHER))

    def answer():
        number = next(numbers)
        return posting.post(
            story,
            name="Ada",
            email=f"ada{number}@example.org",
            comment=f"Answer {number}",
            answering=above,
        )

    all_together(answer)
    below = Reply.objects.unconfirmed()
    assert below.count() == TOGETHER
    assert set(below.values_list("parent_id", "level")) == {(above.pk, 1)}

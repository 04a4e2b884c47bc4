"""Mail through a real server that refuses, hangs, breaks off and comes back: nothing is lost."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from comments import moderation, notifications, posting
from comments.models import Confirmation, Decision, Reason, Reply
from tests.comments import factories as replies
from tests.comments.mail import mail_server
from tests.comments.mail.mail_server import DIES, DROPS, HANGS, REFUSES, TAKES


@pytest.fixture
def server(settings):
    with mail_server.running(settings) as server:
        yield server


def later(**span):
    """Let everything that is owed have waited longer."""
    back = timedelta(**span)
    for rows, moment, after in (
        (Decision.objects, "made_at", "tell_after"),
        (Confirmation.objects, "asked_at", "ask_after"),
        (Reply.objects, "decided_at", "tell_of_after"),
    ):
        for row in rows.exclude(**{after: None}):
            moments = {moment: getattr(row, moment) - back, after: getattr(row, after) - back}
            type(row).objects.filter(pk=row.pk).update(**moments)


def catch_up(work_off):
    with work_off():
        notifications.mail_debts()


def subjects(server):
    return sorted(letter["Subject"].strip() for letter in server.letters)


def test_a_mail_reaches_a_real_server_whole_as_text_and_as_html(server, story, work_off):
    with work_off():
        replies.unconfirmed(story, name="Ada, Grace", email="ada@example.org")
    (letter,) = server.letters
    assert letter.to_whom == "ada@example.org"
    assert letter["Subject"].strip() == "Please confirm your reply to “Ferry back in service”"
    assert letter["Message-ID"].endswith("@localhost>")
    assert letter["Date"]
    kinds = [part.get_content_type() for part in letter.iter_parts()]
    assert kinds == ["text/plain", "text/html"]


@pytest.mark.parametrize("manner", [HANGS, DROPS])
def test_what_a_broken_server_did_not_take_goes_out_once_when_it_is_back(
    server, story, moderator, work_off, manner
):
    waiting = [replies.pending(story) for _ in range(3)]
    asked = replies.unconfirmed(story)
    server.manner = manner
    with work_off():
        moderation.decide("approve", replies.seen([one.pk for one in waiting]), by=moderator)
        notifications.ask_to_confirm.enqueue(asked.confirmations.get().pk)
    assert server.letters == []
    assert Decision.objects.untold().count() == 3
    later(minutes=20)
    catch_up(work_off)  # it is still away
    assert server.letters == []
    server.manner = TAKES
    later(days=1, hours=20)
    for _round in range(2):
        catch_up(work_off)
    assert len(server.letters) == 4
    assert Decision.objects.untold().count() == 0
    later(days=1)
    catch_up(work_off)
    assert len(server.letters) == 4


def test_a_link_that_waited_for_the_server_confirms(client, server, story, work_off):
    server.manner = DROPS
    with work_off():
        reply = replies.unconfirmed(story)
    server.manner = TAKES
    later(hours=5)
    catch_up(work_off)
    (letter,) = server.letters
    text = letter.get_body(("plain",)).get_content()
    link = next(line for line in text.splitlines() if "/confirm/" in line)
    assert client.post(link.removeprefix("http://localhost:8000")).status_code == 303
    assert Reply.objects.get(pk=reply.pk).state == "pending"


def test_many_mails_go_over_one_line(server, story, moderator, work_off):
    waiting = [replies.pending(story).pk for _ in range(5)]
    with work_off():
        moderation.decide("reject", replies.seen(waiting), by=moderator, reason=Reason.OTHER)
    assert len(server.letters) == 5
    assert server.connections == 1


def test_an_address_that_is_refused_stops_no_other_and_is_tried_ever_less_often(
    server, story, moderator, work_off, caplog
):
    bad = replies.pending(story, email="nobody@example.org")
    good = replies.pending(story, email="ada@example.org")
    server.refused = {"nobody@example.org"}
    with work_off():
        moderation.decide("approve", replies.seen([bad.pk, good.pk]), by=moderator)
    assert [letter.to_whom for letter in server.letters] == ["ada@example.org"]
    assert "nobody@example.org" not in caplog.text
    owed = Decision.objects.untold().get()
    pauses = []
    for _time in range(4):
        owed.refresh_from_db()
        pauses.append(owed.tell_after - timezone.now())
        later(seconds=(pauses[-1] + timedelta(minutes=11)).total_seconds())
        catch_up(work_off)
    assert all(longer > shorter * 1.5 for shorter, longer in pairwise(pauses))
    server.refused = set()
    later(days=2)
    catch_up(work_off)
    assert len(server.letters) == 2


def test_a_server_that_refuses_everything_loses_nothing(server, story, moderator, work_off):
    waiting = replies.pending(story)
    server.manner = REFUSES
    with work_off():
        moderation.approve(waiting, by=moderator)
    server.manner = TAKES
    later(hours=1)
    catch_up(work_off)
    assert subjects(server) == ["Your reply to “Ferry back in service” is published"]


def test_a_mail_that_was_taken_but_not_acknowledged_comes_twice_under_one_id(
    server, story, moderator, work_off
):
    waiting = replies.pending(story)
    server.manner = DIES
    with work_off():
        moderation.approve(waiting, by=moderator)
    server.manner = TAKES
    later(hours=1)
    catch_up(work_off)
    first, second = server.letters
    assert first["Message-ID"] == second["Message-ID"]


# -- A process that dies


def test_what_was_decided_in_a_process_that_died_before_its_task_is_told(
    server, story, moderator, work_off
):
    reply = replies.pending(story)
    moderation.approve(reply, by=moderator)  # the commit's hooks never run: killed in between
    catch_up(work_off)
    assert server.letters == []  # its own task may yet come
    later(minutes=11)
    catch_up(work_off)
    catch_up(work_off)
    assert len(server.letters) == 1


def test_a_question_that_was_never_mailed_is_mailed_within_its_48_hours_and_not_after(
    server, story, work_off
):
    replies.unconfirmed(story)
    later(minutes=11)
    catch_up(work_off)
    assert len(server.letters) == 1
    forgotten = replies.unconfirmed(story)
    later(minutes=11)
    past = timezone.now() - timedelta(hours=1)
    forgotten.confirmations.update(asked_at=past - timedelta(hours=48), expires_at=past)
    catch_up(work_off)
    assert len(server.letters) == 1


def test_a_worker_that_died_while_it_sent_leaves_a_claim_that_runs_out(
    server, story, moderator, work_off, monkeypatch
):
    class Killed(BaseException):
        """What no code of ours catches, as a kill is."""

    reply = replies.pending(story)
    moderation.approve(reply, by=moderator)
    decision = Decision.objects.get(reply=reply)

    def die(*args, **kwargs):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("articles.mailing.send", die)
        patched.setattr("comments.models.telling.Telling.give_back", lambda *args, **kwargs: None)
        with pytest.raises(Killed):
            notifications.tell_writers.call([decision.pk])
    notifications.tell_writers.call([decision.pk])
    assert server.letters == []  # another worker may be sending it
    later(minutes=21)
    catch_up(work_off)
    assert len(server.letters) == 1


def test_an_answer_that_was_never_told_is_told_to_who_followed_by_then(
    server, story, moderator, work_off
):
    followed = replies.published(story, following=True, email="ada@example.org")
    quiet = replies.published(story, email="grace@example.org")
    for answered in (followed, quiet):
        moderation.approve(replies.pending(story, answering=answered), by=moderator)
    posting.follow(quiet)  # what came before is no news to her
    Decision.objects.update(tell_after=None)
    later(minutes=11)
    for _round in range(2):
        catch_up(work_off)
    assert [letter.to_whom for letter in server.letters] == ["ada@example.org"]


# -- An upgrade


def test_what_was_so_before_anybody_was_owed_a_mail_is_never_caught_up_with(
    server, story, moderator, work_off
):
    answered = replies.published(story, following=True)
    moderation.approve(replies.pending(story, answering=answered), by=moderator)
    Decision.objects.update(tell_after=None, told_at=None)
    Confirmation.objects.update(ask_after=None)
    Reply.objects.update(tell_of_after=None)
    catch_up(work_off)
    assert server.letters == []
